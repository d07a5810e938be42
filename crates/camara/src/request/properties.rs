//! What properties an object has, told by the reader that refuses all others.

use std::fmt;

use serde::{
    Deserializer,
    de::{self, Visitor},
    forward_to_deserialize_any,
};

use super::strict::Fields;

/// An object whose properties can be named, so that a description of it cannot forget one.
pub trait Properties {
    /// The names on the wire, in the order of the schema.
    fn names() -> &'static [&'static str];
}

/// The names that the reader of `T` knows.
pub(crate) fn names<T: Fields>() -> &'static [&'static str] {
    match T::fields(Asked) {
        Err(Told(names)) => names,
        Ok(_) => &[],
    }
}

/// Holds no value: a reader says what it would look for, and is refused.
struct Asked;

/// The names, as the refusal.
#[derive(Debug)]
struct Told(&'static [&'static str]);

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no value")
    }
}

impl std::error::Error for Told {}

impl de::Error for Told {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(&[])
    }
}

impl<'de> Deserializer<'de> for Asked {
    type Error = Told;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Told> {
        Err(Told(&[]))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Told> {
        Err(Told(fields))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct newtype_struct seq tuple tuple_struct map enum identifier
        ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::{Duration, EdgeConnection, IpAddress, NetworkUpdate};

    #[test]
    fn the_reader_names_what_it_knows() {
        assert_eq!(NetworkUpdate::names(), ["guaranteeBandwidth", "sla"]);
        assert_eq!(Duration::names(), ["value", "unit"]);
        assert_eq!(IpAddress::names(), ["addressType", "address"]);
        assert_eq!(
            EdgeConnection::names(),
            ["type", "primaryIpAddress", "secondaryIpAddress", "location"]
        );
    }
}
