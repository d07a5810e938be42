//! Bodies of Site-to-Cloud VPN: every spelling, and everything that is not taken.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::request::{self, Body, NetworkCreate};

fn order() -> Value {
    json!({
        "servceName": "Lyon to cloud",
        "isProtected": true,
        "CEType": "site",
        "primaryCEIP": "192.0.2.10",
        "secondaryCEIP": "192.0.2.11",
        "PEType": "cloud",
        "primaryPEIP": "198.51.100.20",
        "secondaryPEIP": "198.51.100.21",
        "SLA": "AA",
        "guaranteeBandwidth": 250,
        "duration": 72,
        "CELocation": "Lyon, 1 rue de la Paix",
        "routeProtocal": "BGP",
    })
}

fn question() -> Value {
    let mut question = order();
    for name in ["servceName", "SLA", "routeProtocal"] {
        question.as_object_mut().unwrap().remove(name);
    }
    question
}

fn change() -> Value {
    json!({"serviceID": "a", "guaranteeBandwidth": 500, "SLA": "AAA"})
}

fn read<T: Body>(body: &Value, spelling: Spelling) -> Result<T, String> {
    parse(body.to_string().as_bytes(), spelling).map_err(|violation| violation.to_string())
}

/// The body with a property under another name.
fn renamed(mut body: Value, from: &str, to: &str) -> Value {
    let properties = body.as_object_mut().unwrap();
    let value = properties.remove(from).unwrap();
    properties.insert(to.to_owned(), value);
    body
}

#[test]
fn what_is_read_is_written_with_the_published_names() {
    let read_order: ServiceOrder = read(&order(), Spelling::Published).unwrap();
    assert_eq!(serde_json::to_value(&read_order).unwrap(), order());
    let read_question: AssessmentRequest = read(&question(), Spelling::Published).unwrap();
    assert_eq!(serde_json::to_value(&read_question).unwrap(), question());
    let read_change: ServiceChange = read(&change(), Spelling::Published).unwrap();
    assert_eq!(serde_json::to_value(&read_change).unwrap(), change());
}

#[test]
fn every_corrected_name_is_the_published_one_unless_read_to_the_letter() {
    for (corrected, published) in CORRECTED {
        let mut taken = 0;
        if order().get(published).is_some() {
            let body = renamed(order(), published, corrected);
            assert_eq!(
                read::<ServiceOrder>(&body, Spelling::Any),
                read(&order(), Spelling::Any),
                "{corrected}"
            );
            assert!(read::<ServiceOrder>(&body, Spelling::Published).is_err());
            taken += 1;
        }
        if change().get(published).is_some() {
            let body = renamed(change(), published, corrected);
            assert_eq!(
                read::<ServiceChange>(&body, Spelling::Any),
                read(&change(), Spelling::Any),
                "{corrected}"
            );
            let error = read::<ServiceChange>(&body, Spelling::Published).unwrap_err();
            assert_eq!(error, format!("/{corrected}: is published as {published}"));
            taken += 1;
        }
        assert!(taken > 0, "{corrected} is taken nowhere");
    }
    let body = renamed(question(), "guaranteeBandwidth", "GuaranteeBandwidth");
    assert!(read::<AssessmentRequest>(&body, Spelling::Any).is_ok());
}

#[test]
fn one_thing_is_said_once() {
    let mut body = order();
    body["serviceName"] = json!("another");
    let error = read::<ServiceOrder>(&body, Spelling::Any).unwrap_err();
    assert!(error.contains("duplicate field"), "{error}");
}

#[test]
fn the_least_order_is_two_addresses() {
    let least = json!({"primaryCEIP": "192.0.2.10", "primaryPEIP": "198.51.100.20"});
    assert!(read::<ServiceOrder>(&least, Spelling::Published).is_ok());
    for name in ["primaryCEIP", "primaryPEIP"] {
        let mut body = least.clone();
        body.as_object_mut().unwrap().remove(name);
        let error = read::<ServiceOrder>(&body, Spelling::Any).unwrap_err();
        assert!(error.contains(name), "{error}");
    }
    let error = read::<AssessmentRequest>(&least, Spelling::Any).unwrap_err();
    assert!(error.contains("guaranteeBandwidth"), "{error}");
}

#[test]
fn what_the_file_does_not_have_is_refused() {
    for (name, value) in [
        ("primaryCEIP", json!("2001:db8::10")),
        ("primaryPEIP", json!("198.51.100.0/24")),
        ("secondaryCEIP", json!("010.0.0.1")),
        ("secondaryPEIP", json!(null)),
        ("isProtected", json!("true")),
        ("CEType", json!("dc")),
        ("PEType", json!("Cloud")),
        ("SLA", json!("aa")),
        ("guaranteeBandwidth", json!(0)),
        ("guaranteeBandwidth", json!("250")),
        ("guaranteeBandwidth", json!(1_000_001)),
        ("duration", json!(0)),
        ("duration", json!(-1)),
        ("duration", json!(1.5)),
        ("duration", json!({"value": 72, "unit": "hours"})),
        ("routeProtocal", json!("bgp")),
        ("servceName", json!("")),
        ("servceName", json!("n".repeat(256))),
        ("CELocation", json!("l".repeat(2049))),
        ("sink", json!("https://example.com")),
    ] {
        let mut body = order();
        body[name] = value.clone();
        let error = read::<ServiceOrder>(&body, Spelling::Any).unwrap_err();
        assert!(error.contains(name), "{name} {value}: {error}");
    }
}

#[test]
fn protection_needs_both_secondary_addresses() {
    for name in ["secondaryCEIP", "secondaryPEIP"] {
        let mut body = order();
        body.as_object_mut().unwrap().remove(name);
        let error = read::<ServiceOrder>(&body, Spelling::Any).unwrap_err();
        assert_eq!(
            error,
            format!("/{name}: is missing, and isProtected is true")
        );
        body["isProtected"] = json!(false);
        assert!(read::<ServiceOrder>(&body, Spelling::Any).is_ok());
    }
}

#[test]
fn a_service_is_a_network_of_one_connection() {
    let service: ServiceOrder = read(&order(), Spelling::Published).unwrap();
    let network = serde_json::to_value(NetworkCreate::from(service)).unwrap();
    let address = |text| json!({"addressType": "Ipv4Addr", "address": text});
    let expected = json!({
        "serviceName": "Lyon to cloud",
        "isProtected": true,
        "connections": [{
            "customerEdge": {
                "type": "site",
                "primaryIpAddress": address("192.0.2.10"),
                "secondaryIpAddress": address("192.0.2.11"),
                "location": "Lyon, 1 rue de la Paix",
            },
            "providerEdge": {
                "type": "cloud",
                "primaryIpAddress": address("198.51.100.20"),
                "secondaryIpAddress": address("198.51.100.21"),
            },
        }],
        "guaranteeBandwidth": 250,
        "sla": "AA",
        "duration": {"value": 72, "unit": "hours"},
        "routeProtocol": "BGP",
    });
    assert_eq!(network, expected);
    let asked: AssessmentRequest = read(&question(), Spelling::Published).unwrap();
    let asked = serde_json::to_value(request::AssessmentRequest::from(asked)).unwrap();
    for (name, value) in asked.as_object().unwrap() {
        assert_eq!(value, &expected[name], "{name}");
    }
    assert_eq!(asked.as_object().unwrap().len(), 4);
}

proptest! {
    #[test]
    fn no_value_of_a_property_makes_it_panic(index in 0_usize..13, text in "\\PC{0,40}") {
        let mut body = order();
        let name = order().as_object().unwrap().keys().nth(index).unwrap().clone();
        body[&name] = serde_json::from_str(&text).unwrap_or(json!(text));
        for spelling in [Spelling::Any, Spelling::Published] {
            let _ = read::<ServiceOrder>(&body, spelling);
            let _ = read::<AssessmentRequest>(&body, spelling);
            let _ = read::<ServiceChange>(&body, spelling);
        }
    }
}
