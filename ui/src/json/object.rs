//! The members of a JSON object, and an object of one member as the variant of an enum.

use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, VariantAccess, Visitor,
};
use serde_json::{Map, Value, map::Iter};

use super::{Problem, key::Key, reader::Reader};

/// Reads an object, member by member.
pub(super) struct Object<'a> {
    members: Iter<'a>,
    value: Option<&'a Value>,
}

impl<'a> Object<'a> {
    pub(super) fn new(object: &'a Map<String, Value>) -> Self {
        Self {
            members: object.iter(),
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Object<'_> {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Key::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        let value = self.value.take().unwrap_or(&Value::Null);
        seed.deserialize(Reader::new(value))
    }
}

/// Reads the variant of an enum: a bare name, or an object with the name and its content.
pub(super) struct Variant<'a> {
    name: &'a str,
    content: &'a Value,
}

impl<'a> Variant<'a> {
    pub(super) const fn bare(name: &'a str) -> Self {
        Self {
            name,
            content: &Value::Null,
        }
    }

    /// None where `value` is neither a name nor an object of exactly one member.
    pub(super) fn of(value: &'a Value) -> Option<Self> {
        if let Value::String(name) = value {
            return Some(Self::bare(name));
        }
        let mut members = value.as_object()?.iter();
        let (name, content) = members.next()?;
        members.next().is_none().then_some(Self { name, content })
    }
}

impl<'a, 'de> EnumAccess<'de> for Variant<'a> {
    type Error = Problem;
    type Variant = Content<'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content<'a>), Problem> {
        let variant = seed.deserialize(Key::new(self.name))?;
        Ok((variant, Content(Reader::new(self.content))))
    }
}

/// What stands beside the name of a variant.
pub(super) struct Content<'a>(Reader<'a>);

impl<'de> VariantAccess<'de> for Content<'_> {
    type Error = Problem;

    fn unit_variant(self) -> Result<(), Problem> {
        serde::Deserialize::deserialize(self.0)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Problem> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.0.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Problem> {
        self.0.deserialize_map(visitor)
    }
}
