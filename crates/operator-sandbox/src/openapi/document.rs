//! An OpenAPI 3.0.3 document as types, as far as this operator's needs one.

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;

use super::schema::Schema;

/// A JSON object whose members stay in the order in which they were added.
#[derive(Clone, Debug)]
pub(crate) struct Ordered<T>(pub(crate) Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &(String, T)> {
        self.0.iter()
    }

    pub(super) fn get(&self, name: &str) -> Option<&T> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value)
    }
}

impl<N: Into<String>, T> FromIterator<(N, T)> for Ordered<T> {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(members: I) -> Self {
        let named = |(name, value): (N, T)| (name.into(), value);
        Self(members.into_iter().map(named).collect())
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The whole of it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Document {
    pub(super) openapi: &'static str,
    pub(super) info: Info,
    pub(super) servers: Vec<Server>,
    pub(super) tags: Vec<Tag>,
    pub(super) paths: Ordered<PathItem>,
    pub(super) components: Components,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Info {
    pub(super) title: &'static str,
    pub(super) version: &'static str,
    pub(super) description: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Server {
    pub(super) url: &'static str,
    pub(super) description: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    pub(super) description: &'static str,
}

/// One path. It has servers of its own where it does not stand under the base path.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct PathItem {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) servers: Vec<Server>,
    #[serde(flatten)]
    pub(super) operations: Ordered<OperationItem>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OperationItem {
    pub(super) operation_id: &'static str,
    /// Whether the published API does not have it.
    #[serde(rename = "x-addition", skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_addition: bool,
    pub(super) tags: [&'static str; 1],
    pub(super) summary: &'static str,
    pub(super) description: String,
    pub(super) security: Vec<Ordered<Vec<&'static str>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parameters: Vec<Parameter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request_body: Option<RequestBody>,
    pub(super) responses: Ordered<Answer>,
}

impl OperationItem {
    /// Something that the published API does not have.
    pub(super) fn added(self) -> Self {
        Self {
            is_addition: true,
            ..self
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    #[serde(rename = "in")]
    pub(super) place: &'static str,
    pub(super) required: bool,
    pub(super) description: &'static str,
    pub(super) schema: Schema,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct RequestBody {
    pub(super) required: bool,
    pub(super) content: Ordered<Media>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Answer {
    pub(super) description: String,
    pub(super) headers: Ordered<Header>,
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub(super) content: Ordered<Media>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Header {
    pub(super) description: &'static str,
    pub(super) required: bool,
    pub(super) schema: Schema,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Media {
    pub(super) schema: Schema,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) example: Option<Value>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Components {
    pub(super) schemas: Ordered<Schema>,
    pub(super) security_schemes: Ordered<Value>,
}
