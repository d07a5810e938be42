//! The published examples, read from the API file where it lies beside the checkout.

use std::path::Path;

use serde_json::{Map, Value, json};

/// The published order; an equal one of our own where the file is absent.
pub(crate) fn create_example() -> Value {
    example("siteToCloudVPNCreateConnectionRequest").unwrap_or_else(own_example)
}

/// The published assessment request; an equal one of our own where the file is absent.
pub(crate) fn assessment_example() -> Value {
    example("siteToCloudVPNFeasibilityAssessmentRequest").unwrap_or_else(own_example)
}

/// The published change; an equal one of our own where the file is absent.
pub(crate) fn update_example() -> Value {
    example("siteToCloudVPNUpdateConnectionRequest")
        .unwrap_or_else(|| json!({"guaranteeBandwidth": 10, "sla": "A"}))
}

fn example(name: &str) -> Option<Value> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/spec/multi-point-vpn.yaml");
    let text = std::fs::read_to_string(file).ok()?;
    let examples = text.lines().skip_while(|line| *line != "  examples:");
    let lines: Vec<&str> = examples
        .skip_while(|line| *line != format!("    {name}:"))
        .skip_while(|line| *line != "      value:")
        .skip(1)
        .take_while(|line| line.starts_with("        "))
        .collect();
    Some(block(&mut lines.as_slice()))
}

/// A block of YAML as plain as the examples are: maps, lists of maps, scalars without quotes.
fn block(lines: &mut &[&str]) -> Value {
    let depth = indent(lines[0]);
    if lines[0].trim_start().starts_with("- ") {
        let mut items = Vec::new();
        while let Some(line) = lines.first().filter(|line| indent(line) == depth) {
            let opened = line.replacen("- ", "  ", 1);
            let end = lines[1..].iter().position(|line| indent(line) <= depth);
            let (item, rest) = lines.split_at(end.map_or(lines.len(), |end| end + 1));
            let item: Vec<&str> = std::iter::once(opened.as_str())
                .chain(item[1..].iter().copied())
                .collect();
            items.push(block(&mut item.as_slice()));
            *lines = rest;
        }
        return Value::Array(items);
    }
    let mut map = Map::new();
    while let Some(line) = lines.first().filter(|line| indent(line) == depth) {
        let (key, value) = line.trim().split_once(':').unwrap();
        *lines = &lines[1..];
        let value = match value.trim() {
            "" => block(lines),
            text => serde_json::from_str(text).unwrap_or_else(|_| json!(text)),
        };
        map.insert(key.to_owned(), value);
    }
    Value::Object(map)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Both edges alike, as in the published example.
fn own_example() -> Value {
    let edge = json!({
        "type": "site",
        "primaryIpAddress": {"addressType": "Ipv4Addr", "address": "84.125.93.10"},
        "secondaryIpAddress": {"addressType": "Ipv4Addr", "address": "84.125.94.10"},
    });
    let mut customer_edge = edge.clone();
    customer_edge["location"] = json!("string");
    json!({
        "isProtected": true,
        "connections": [{"customerEdge": customer_edge, "providerEdge": edge}],
        "guaranteeBandwidth": 20,
        "duration": {"value": 6, "unit": "days"},
    })
}

#[test]
fn the_published_examples_are_read_as_they_stand() {
    assert_eq!(create_example(), own_example());
    assert_eq!(assessment_example(), own_example());
    assert_eq!(
        update_example(),
        json!({"guaranteeBandwidth": 10, "sla": "A"})
    );
}
