//! Schemas: what a value may be, in the words of OpenAPI 3.0.3.

use serde::Serialize;
use serde_json::{Number, Value, json};

use super::document::Ordered;

/// One schema, built up by what is known of the value.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Schema {
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub(super) reference: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) format: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) description: String,
    /// Whether the published API does not have it.
    #[serde(rename = "x-addition", skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_addition: bool,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(super) words: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) pattern: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_length: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) minimum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) maximum: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) default: Option<Value>,
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    pub(super) properties: Ordered<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) required: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) additional_properties: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) min_items: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) max_items: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) all_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) one_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) not: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) discriminator: Option<Value>,
}

impl Schema {
    fn of(kind: &'static str) -> Self {
        Self {
            kind: Some(kind),
            ..Self::default()
        }
    }

    /// The schema of this name among the components.
    pub(super) fn named(name: &str) -> Self {
        Self {
            reference: Some(format!("#/components/schemas/{name}")),
            ..Self::default()
        }
    }

    pub(super) fn boolean() -> Self {
        Self::of("boolean")
    }

    pub(super) fn text() -> Self {
        Self::of("string")
    }

    /// A text of at most `longest` characters that matches `pattern`.
    pub(super) fn matching(pattern: impl Into<String>, longest: usize) -> Self {
        Self {
            pattern: Some(pattern.into()),
            max_length: Some(longest),
            ..Self::text()
        }
    }

    /// One of `words`.
    pub(super) fn one_of_words(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self {
            words: words.into_iter().map(Value::from).collect(),
            ..Self::text()
        }
    }

    pub(super) fn timestamp() -> Self {
        Self {
            format: Some("date-time"),
            ..Self::text()
        }
    }

    pub(super) fn integer(minimum: u32, maximum: u32) -> Self {
        Self {
            format: Some("int32"),
            ..Self::of("integer").at_least(minimum).at_most(maximum)
        }
    }

    pub(super) fn number() -> Self {
        Self::of("number")
    }

    pub(super) fn array(items: Self) -> Self {
        Self {
            items: Some(Box::new(items)),
            ..Self::of("array")
        }
    }

    pub(super) fn object(properties: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self {
            properties: properties.into_iter().collect(),
            ..Self::of("object")
        }
    }

    /// Nothing but `properties`, with no kind of its own: a condition on another schema.
    pub(super) fn condition(properties: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self {
            properties: properties.into_iter().collect(),
            ..Self::default()
        }
    }

    pub(super) fn at_least(mut self, minimum: impl Into<Number>) -> Self {
        self.minimum = Some(minimum.into());
        self
    }

    pub(super) fn at_most(mut self, maximum: impl Into<Number>) -> Self {
        self.maximum = Some(maximum.into());
        self
    }

    pub(super) fn length(mut self, shortest: usize, longest: usize) -> Self {
        self.min_length = Some(shortest);
        self.max_length = Some(longest);
        self
    }

    pub(super) fn count(mut self, fewest: usize, most: usize) -> Self {
        self.min_items = Some(fewest);
        self.max_items = Some(most);
        self
    }

    pub(super) fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        // OpenAPI 3.0 ignores whatever stands beside a reference.
        if self.reference.is_some() {
            let described = Self {
                description: std::mem::take(&mut self.description),
                ..Self::default()
            };
            return Self {
                all_of: vec![self],
                ..described
            };
        }
        self
    }

    pub(super) fn defaulting(mut self, default: impl Into<Value>) -> Self {
        self.default = Some(default.into());
        self
    }

    pub(super) fn requiring(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        self.required = names.into_iter().collect();
        self
    }

    /// Without any of the properties `names`.
    pub(super) fn lacking(mut self, names: impl IntoIterator<Item = &'static str>) -> Self {
        let present = names
            .into_iter()
            .map(|name| Self::default().requiring([name]));
        self.not = Some(Box::new(Self {
            any_of: present.collect(),
            ..Self::default()
        }));
        self
    }

    /// Without any property that is not named.
    pub(super) fn closed(mut self) -> Self {
        self.additional_properties = Some(false.into());
        self
    }

    /// With any further properties, each a text.
    pub(super) fn and_texts(mut self) -> Self {
        self.additional_properties = Some(json!({"type": "string"}));
        self
    }

    /// Something that the published API does not have.
    pub(super) fn added(mut self) -> Self {
        self.is_addition = true;
        self
    }

    /// One of the named schemas, which the words of `property` tell apart.
    pub(super) fn told_apart(property: &str, variants: &[(&str, &str)]) -> Self {
        let mapping: serde_json::Map<String, Value> = variants
            .iter()
            .map(|(word, name)| {
                (
                    String::from(*word),
                    json!(format!("#/components/schemas/{name}")),
                )
            })
            .collect();
        Self {
            one_of: variants.iter().map(|(_, name)| Self::named(name)).collect(),
            discriminator: Some(json!({"propertyName": property, "mapping": mapping})),
            ..Self::of("object")
        }
    }
}
