//! Checks 42 to 44: assessments.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{published::assessment_example, world::World};

fn edge(location: &str) -> Value {
    json!({"type": "site", "location": location,
        "primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}})
}

fn request(from: &str, to: &str, mbps: u32) -> Value {
    json!({"guaranteeBandwidth": mbps, "duration": {"value": 12, "unit": "months"},
        "connections": [{"customerEdge": edge(from), "providerEdge": edge(to)}]})
}

const BERLIN: &str = "N52.520008_E13.404954_Berlin_HQ";
const MADRID: &str = "N40.416775_W3.703790_Madrid";
const OCEAN: &str = "S40.0_W25.0";

#[tokio::test]
async fn check_42_the_example_is_feasible_at_every_level() {
    let world = World::new().await;
    let answer = world.assess(&assessment_example()).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let result = answer.json();
    assert_eq!(result["sla"], "AAA");
    assert!((1..=3650).contains(&result["waitDays"].as_u64().unwrap()));
    assert!(result["rent"]["amount"].is_number());
    assert_eq!(result["rent"]["currency"], "EUR");
    let offers = result["xOffers"].as_array().unwrap();
    let levels: Vec<_> = offers
        .iter()
        .map(|offer| offer["sla"].as_str().unwrap())
        .collect();
    assert_eq!(levels, ["A", "AA", "AAA"]);
    assert!(
        offers.iter().all(|offer| offer["feasible"] == true),
        "{offers:?}"
    );
    assert_eq!(offers[2]["rent"], result["rent"]);
    let connections = result["xConnections"].as_array().unwrap();
    assert_eq!(connections.len(), 1);
    assert_eq!(connections[0]["index"], 0);
    assert_eq!(connections[0]["feasible"], true);
}

#[tokio::test]
async fn check_43_an_assessment_takes_no_level_name_or_routing() {
    let world = World::new().await;
    for name in ["sla", "serviceName", "routeProtocol"] {
        let mut body = assessment_example();
        body[name] = json!("A");
        world
            .assess(&body)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
    let mut body = assessment_example();
    body.as_object_mut().unwrap().remove("guaranteeBandwidth");
    world
        .assess(&body)
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    body = assessment_example();
    body["duration"]["value"] = json!(0);
    world.assess(&body).await.assert_error(400, "OUT_OF_RANGE");
}

#[tokio::test]
async fn check_44_an_assessment_changes_nothing() {
    let world = World::new().await;
    let id = world.ordered().await;
    let before = world.get(&id).await.json();
    let first = world.assess(&assessment_example()).await;
    let second = world.assess(&assessment_example()).await;
    assert_eq!(first.body, second.body);
    assert_eq!(world.get(&id).await.json(), before);
}

#[tokio::test]
async fn a_fixed_duration_is_priced_as_a_whole_and_an_open_one_by_the_month() {
    let world = World::new().await;
    let mut body = request(BERLIN, MADRID, 500);
    let term = world.assess(&body).await.json();
    assert_eq!(term["xOffers"][0]["rentPeriod"], "TERM");
    body.as_object_mut().unwrap().remove("duration");
    let month = world.assess(&body).await.json();
    assert_eq!(month["xOffers"][0]["rentPeriod"], "MONTH");
    let amount = |result: &Value| result["xOffers"][0]["rent"]["amount"].as_f64().unwrap();
    // Twelve months at 4 % off.
    assert!(
        (amount(&term) - amount(&month) * 12.0 * 0.96).abs() < 0.06,
        "{term} {month}"
    );
}

#[tokio::test]
async fn what_no_level_can_do_is_answered_with_reasons_and_without_a_price() {
    let world = World::new().await;
    let mut body = request(BERLIN, OCEAN, 100);
    let near = request(BERLIN, MADRID, 100)["connections"][0].clone();
    body["connections"].as_array_mut().unwrap().insert(0, near);
    let answer = world.assess(&body).await;
    assert_eq!(answer.status, StatusCode::OK);
    let result = answer.json();
    for name in ["sla", "rent", "waitDays"] {
        assert_eq!(result[name], json!(null), "{name}");
    }
    for offer in result["xOffers"].as_array().unwrap() {
        assert_eq!(offer["feasible"], false);
        assert!(
            offer["reason"].is_string() && offer["rent"].is_null(),
            "{offer}"
        );
    }
    let verdicts = &result["xConnections"];
    assert_eq!(
        (&verdicts[0]["feasible"], &verdicts[1]["feasible"]),
        (&json!(true), &json!(false))
    );
    let reason = verdicts[1]["reason"].as_str().unwrap();
    assert!(
        reason.starts_with("The provider edge of connection 2 is "),
        "{reason}"
    );
}

#[tokio::test]
async fn aaa_needs_protection_and_says_so() {
    let world = World::new().await;
    let result = world.assess(&request(BERLIN, MADRID, 100)).await.json();
    assert_eq!(result["sla"], "AA");
    assert_eq!(result["xOffers"][2]["feasible"], false);
    assert!(
        result["xOffers"][2]["reason"]
            .as_str()
            .unwrap()
            .contains("protection")
    );
}

#[tokio::test]
async fn duplicate_connections_are_priced_each() {
    let world = World::new().await;
    let mut body = request(BERLIN, MADRID, 100);
    body.as_object_mut().unwrap().remove("duration");
    let one = world.assess(&body).await.json();
    let connection = body["connections"][0].clone();
    body["connections"].as_array_mut().unwrap().push(connection);
    let two = world.assess(&body).await.json();
    let amount = |result: &Value| result["rent"]["amount"].as_f64().unwrap();
    assert!(
        (amount(&two) - 2.0 * amount(&one)).abs() < 0.02,
        "{one} {two}"
    );
    assert_eq!(two["xConnections"].as_array().unwrap().len(), 2);
}
