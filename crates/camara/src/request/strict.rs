//! Readers for request bodies that take nothing but what the schema says.
//!
//! `serde`'s own readers are kinder: a struct may come as an array, an enum's variant as
//! an object, an absent value as null, and a whole number may not come as `1.0`.

use std::{fmt, marker::PhantomData};

use model::{EndpointKind, Level, Mbps, TermUnit};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A struct whose fields are read by `#[serde(remote = "Self")]`.
pub(crate) trait Fields: Sized {
    /// Reads the fields of an object.
    fn fields<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Gives a `#[serde(remote = "Self")]` struct readers and writers that know objects only.
macro_rules! object {
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::request::strict::Fields for $name {
            fn fields<'de, D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                Self::deserialize(d)
            }
        }

        impl $crate::request::Properties for $name {
            fn names() -> &'static [&'static str] {
                $crate::request::properties::names::<Self>()
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                $crate::request::strict::only_object(d)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                Self::serialize(self, s)
            }
        }
    )+};
}
pub(crate) use object;

/// Reads `T` from an object and from nothing else.
pub(crate) fn only_object<'de, T: Fields, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);

    impl<'de, T: Fields> Visitor<'de> for Object<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::fields(MapAccessDeserializer::new(map))
        }
    }

    d.deserialize_map(Object(PhantomData))
}

/// A property that may be absent and may not be null.
pub(crate) fn present<'de, T, D>(d: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(d).map(Some)
}

/// 1 to 1,000,000 Mbps.
pub(crate) fn mbps<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Mbps>, D::Error> {
    let value = whole(d)?.map(Mbps::new);
    value.transpose().map_err(de::Error::custom)
}

/// 1 to 1,000,000; `20.0` and `2e1` are whole numbers too (JSON Schema, `integer`).
pub(crate) fn whole<'de, D: Deserializer<'de>>(d: D) -> Result<Option<u32>, D::Error> {
    const MOST: u32 = 1_000_000;
    struct Whole;

    impl Visitor<'_> for Whole {
        type Value = u32;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a whole number from 1 to 1000000")
        }

        fn visit_u64<E: de::Error>(self, value: u64) -> Result<u32, E> {
            u32::try_from(value)
                .ok()
                .filter(|value| (1..=MOST).contains(value))
                .ok_or_else(|| E::invalid_value(de::Unexpected::Unsigned(value), &self))
        }

        fn visit_i64<E: de::Error>(self, value: i64) -> Result<u32, E> {
            u64::try_from(value)
                .map_err(|_| E::invalid_value(de::Unexpected::Signed(value), &self))
                .and_then(|value| self.visit_u64(value))
        }

        fn visit_f64<E: de::Error>(self, value: f64) -> Result<u32, E> {
            let is_in_range = (1.0..=f64::from(MOST)).contains(&value);
            if is_in_range && value.fract() == 0.0 {
                self.visit_u64(value as u64)
            } else {
                Err(E::invalid_value(de::Unexpected::Float(value), &self))
            }
        }
    }

    d.deserialize_any(Whole).map(Some)
}

/// `A`, `AA` or `AAA`.
pub(crate) fn level<'de, D: Deserializer<'de>>(d: D) -> Result<Option<Level>, D::Error> {
    word(d, &Level::ALL, Level::as_str).map(Some)
}

/// `site` or `cloud`.
pub(crate) fn kind<'de, D: Deserializer<'de>>(d: D) -> Result<Option<EndpointKind>, D::Error> {
    let all = [EndpointKind::Site, EndpointKind::Cloud];
    word(d, &all, EndpointKind::as_str).map(Some)
}

/// `minutes` to `years`.
pub(crate) fn unit<'de, D: Deserializer<'de>>(d: D) -> Result<Option<TermUnit>, D::Error> {
    word(d, &TermUnit::ALL, TermUnit::as_str).map(Some)
}

/// One of `all` by its spelling.
pub(crate) fn word<'de, D, T>(
    d: D,
    all: &[T],
    spelling: impl Fn(T) -> &'static str,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Copy,
{
    struct Word<'a, T, S> {
        all: &'a [T],
        spelling: S,
    }

    impl<T: Copy, S: Fn(T) -> &'static str> Visitor<'_> for Word<'_, T, S> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            let Self { all, spelling } = self;
            let found = all.iter().find(|value| spelling(**value) == text);
            found.copied().ok_or_else(|| {
                let known: Vec<_> = all.iter().map(|value| spelling(*value)).collect();
                E::custom(format_args!("expected one of {}", known.join(", ")))
            })
        }
    }

    d.deserialize_str(Word { all, spelling })
}
