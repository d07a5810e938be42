//! The golden fixtures against the published API file, where it lies beside the checkout.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;

/// Property names and allowed words of each schema, read by indentation: the file is
/// flat enough that no YAML reader is needed.
#[derive(Debug, Default)]
struct Published {
    properties: BTreeMap<String, BTreeSet<String>>,
    words: BTreeMap<(String, String), BTreeSet<String>>,
}

fn published() -> Option<Published> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/multi-point-vpn.yaml");
    let text = std::fs::read_to_string(file).ok()?;
    let mut published = Published::default();
    let (mut schema, mut property, mut section) = (String::new(), String::new(), String::new());
    for line in text
        .lines()
        .skip_while(|line| *line != "  schemas:")
        .skip(1)
    {
        let depth = line.len() - line.trim_start().len();
        let word = line.trim().trim_end_matches(':');
        match depth {
            0..=3 if !word.is_empty() => break,
            4 => schema = word.to_owned(),
            6 => section = word.to_owned(),
            8 if section == "properties" => {
                property = word.to_owned();
                let properties = published.properties.entry(schema.clone()).or_default();
                properties.insert(property.clone());
            }
            12 if section == "properties" => {
                if let Some(word) = word.strip_prefix("- ") {
                    let key = (schema.clone(), property.clone());
                    published
                        .words
                        .entry(key)
                        .or_default()
                        .insert(word.to_owned());
                }
            }
            _ => {}
        }
    }
    Some(published)
}

impl Published {
    /// Everything in `value` that `schema` does not declare; our extensions begin with `x`.
    fn undeclared(&self, schema: &str, value: &Value) -> Vec<String> {
        let Value::Object(object) = value else {
            return vec![format!("{schema} is not an object")];
        };
        let mut undeclared = Vec::new();
        for (name, value) in object {
            let is_extension = name.starts_with('x') && name[1..].starts_with(char::is_uppercase);
            if is_extension {
                continue;
            }
            if !self
                .properties
                .get(schema)
                .is_some_and(|known| known.contains(name))
            {
                undeclared.push(format!("{schema}.{name}"));
            }
            let words = self.words.get(&(schema.to_owned(), name.clone()));
            if let (Some(words), Value::String(word)) = (words, value)
                && !words.contains(word)
            {
                undeclared.push(format!("{schema}.{name} = {word}"));
            }
            for (part, value) in parts(name, value) {
                undeclared.extend(self.undeclared(part, value));
            }
        }
        undeclared
    }
}

/// The objects within a property, with the schema each is of.
fn parts<'a>(name: &str, value: &'a Value) -> Vec<(&'static str, &'a Value)> {
    match name {
        "connections" => value
            .as_array()
            .into_iter()
            .flatten()
            .map(|connection| ("Connection", connection))
            .collect(),
        "customerEdge" | "providerEdge" => vec![("EdgeConnection", value)],
        "primaryIpAddress" | "secondaryIpAddress" if value["addressType"] == "Ipv4Addr" => {
            vec![("Ipv4Address", value)]
        }
        "primaryIpAddress" | "secondaryIpAddress" => vec![("Ipv6Address", value)],
        "duration" => vec![("Duration", value)],
        "rent" => vec![("Amount", value)],
        _ => Vec::new(),
    }
}

#[test]
fn the_golden_fixtures_use_declared_properties_and_words_only() {
    let Some(published) = published() else {
        println!("skipped: the published API file is not here");
        return;
    };
    assert!(published.properties.len() > 10, "{published:?}");
    for (schema, text) in [
        (
            "AssessmentRequest",
            include_str!("../fixtures/assessment-request.json"),
        ),
        (
            "AssessmentResult",
            include_str!("../fixtures/assessment-result.json"),
        ),
        (
            "NetworkCreate",
            include_str!("../fixtures/network-create.json"),
        ),
        (
            "NetworkUpdate",
            include_str!("../fixtures/network-update.json"),
        ),
        ("Network", include_str!("../fixtures/network.json")),
    ] {
        let fixture: Value = serde_json::from_str(text).expect("a fixture is JSON");
        assert_eq!(published.undeclared(schema, &fixture), Vec::<String>::new());
    }
    let wrong = serde_json::json!({ "sla": "AAAA", "sink": "x", "duration": { "unit": "weeks" } });
    assert_eq!(published.undeclared("NetworkCreate", &wrong).len(), 3);
}

#[test]
fn a_request_in_full_has_every_declared_property() {
    let Some(published) = published() else {
        println!("skipped: the published API file is not here");
        return;
    };
    for (schema, text) in [
        (
            "AssessmentRequest",
            include_str!("../fixtures/assessment-request.json"),
        ),
        (
            "NetworkCreate",
            include_str!("../fixtures/network-create.json"),
        ),
        (
            "NetworkUpdate",
            include_str!("../fixtures/network-update.json"),
        ),
    ] {
        let fixture: Value = serde_json::from_str(text).expect("a fixture is JSON");
        let names: BTreeSet<String> = fixture
            .as_object()
            .into_iter()
            .flat_map(|object| object.keys().cloned())
            .collect();
        assert_eq!(published.properties.get(schema), Some(&names), "{schema}");
    }
}
