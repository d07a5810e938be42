//! The members of a JSON object, and an object of one member as the variant of an enum.

use serde::de::{
    DeserializeSeed, Deserializer as _, EnumAccess, MapAccess, VariantAccess, Visitor,
};

use super::{
    Problem,
    key::Key,
    node::{Members, Node},
    reader::Reader,
};

/// Reads an object, member by member.
pub(super) struct Object {
    members: Members,
    value: Option<Node>,
}

impl Object {
    pub(super) const fn new(members: Members) -> Self {
        Self {
            members,
            value: None,
        }
    }
}

impl<'de> MapAccess<'de> for Object {
    type Error = Problem;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Problem> {
        let Some((name, value)) = self.members.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Key::new(&name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Problem> {
        seed.deserialize(Reader::new(self.value.take().unwrap_or_else(Node::null)))
    }
}

/// Reads the variant of an enum: a bare name, or an object with the name and its content.
pub(super) struct Variant {
    name: String,
    content: Node,
}

impl Variant {
    pub(super) const fn bare(name: String) -> Self {
        Self {
            name,
            content: Node::null(),
        }
    }

    /// None where `value` is neither a name nor an object of exactly one member.
    pub(super) fn of(value: &Node) -> Option<Self> {
        if let Some(name) = value.text() {
            return Some(Self::bare(name));
        }
        let mut members = value.members()?;
        let (name, content) = members.next()?;
        members.next().is_none().then_some(Self { name, content })
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Problem;
    type Variant = Content;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Content), Problem> {
        let variant = seed.deserialize(Key::new(&self.name))?;
        Ok((variant, Content(Reader::new(self.content))))
    }
}

/// What stands beside the name of a variant.
pub(super) struct Content(Reader);

impl<'de> VariantAccess<'de> for Content {
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
