//! The golden fixtures of Site-to-Cloud VPN against its published file, where it lies beside
//! the checkout.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use std::{collections::BTreeSet, fs, path::Path};

use camara::site_to_cloud::{AssessmentRequest, ServiceChange, ServiceOrder, Spelling, parse};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The fixtures by name, in their order.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/site-to-cloud");
    let mut fixtures: Vec<_> = fs::read_dir(folder)
        .expect("the fixtures are here")
        .map(|entry| {
            let path = entry.expect("a fixture can be read").path();
            let name = path.file_name().expect("a file has a name");
            let text = fs::read_to_string(&path).expect("a fixture is text");
            (name.to_string_lossy().into_owned(), text)
        })
        .collect();
    fixtures.sort();
    fixtures
}

/// All names of properties and all words of enumerations in the file.
fn published() -> Option<(BTreeSet<String>, BTreeSet<String>)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/spec/site-to-cloud-vpn-0.1.yaml");
    let text = fs::read_to_string(file).ok()?;
    let lines = text.lines().map(str::trim);
    let names = lines.clone().filter_map(|line| line.strip_suffix(':'));
    let words = lines.filter_map(|line| line.strip_prefix("- "));
    Some((
        names.map(str::to_owned).collect(),
        words.map(str::to_owned).collect(),
    ))
}

/// Everything in `value` that is not in the file; our additions begin with `x`.
fn undeclared(value: &Value, names: &BTreeSet<String>, words: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    match value {
        Value::Object(properties) => {
            for (name, value) in properties {
                let is_addition =
                    name.starts_with('x') && name[1..].starts_with(char::is_uppercase);
                if is_addition {
                    continue;
                }
                if !names.contains(name) {
                    found.push(name.clone());
                }
                let is_word = ["SLA", "Type", "slaLevel", "routeProtocal"];
                let is_word = is_word.iter().any(|end| name.ends_with(end));
                if let Value::String(word) = value
                    && is_word
                    && !words.contains(word)
                {
                    found.push(format!("{name} = {word}"));
                }
                found.extend(undeclared(value, names, words));
            }
        }
        Value::Array(items) => {
            for item in items {
                found.extend(undeclared(item, names, words));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    found
}

#[test]
fn the_golden_fixtures_use_published_names_and_words_only() {
    let fixtures = fixtures();
    assert_eq!(fixtures.len(), 9);
    let Some((names, words)) = published() else {
        println!("skipped: the published API file is not here");
        return;
    };
    for (name, text) in fixtures {
        let fixture: Value = serde_json::from_str(&text).expect("a fixture is JSON");
        assert_eq!(
            undeclared(&fixture, &names, &words),
            Vec::<String>::new(),
            "{name}"
        );
    }
    let wrong = serde_json::json!({ "SLA": "AAAA", "serviceName": "x", "CEType": "dc" });
    assert_eq!(undeclared(&wrong, &names, &words).len(), 3);
}

#[test]
fn the_golden_requests_are_read_and_written_as_they_stand() {
    fn check<T: camara::request::Body + Serialize + DeserializeOwned>(text: &str) {
        let read: T = parse(text.as_bytes(), Spelling::Published).expect("it is as published");
        let written = serde_json::to_value(&read).expect("it can be written");
        let fixture: Value = serde_json::from_str(text).expect("a fixture is JSON");
        assert_eq!(written, fixture);
    }
    for (name, text) in fixtures() {
        match name.as_str() {
            "01-assessment-request.json" => check::<AssessmentRequest>(&text),
            "03-order.json" => check::<ServiceOrder>(&text),
            "06-change.json" => check::<ServiceChange>(&text),
            _ => {}
        }
    }
}
