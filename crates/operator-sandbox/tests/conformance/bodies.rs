//! Checks 5 to 13 and 16 to 21: orders that are not read, or hold values that are not taken.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{published::create_example, world::World};

/// The example with the value at a JSON pointer replaced, or added.
fn with(pointer: &str, value: Value) -> Value {
    let mut order = create_example();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    order.pointer_mut(parent).unwrap()[name] = value;
    order
}

fn without(pointer: &str) -> Value {
    let mut order = create_example();
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    order
        .pointer_mut(parent)
        .unwrap()
        .as_object_mut()
        .unwrap()
        .remove(name)
        .unwrap();
    order
}

async fn refused(orders: impl IntoIterator<Item = Value>) {
    let world = World::new().await;
    for order in orders {
        let answer = world.create(&order).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{order}");
        answer.assert_error(400, "INVALID_ARGUMENT");
    }
}

const EDGE: &str = "/connections/0/providerEdge";
const ADDRESS: &str = "/connections/0/providerEdge/primaryIpAddress";

#[tokio::test]
async fn check_05_connections_are_needed() {
    refused([without("/connections"), with("/connections", json!([]))]).await;
}

#[tokio::test]
async fn check_06_an_empty_object_is_refused() {
    refused([json!({})]).await;
}

#[tokio::test]
async fn check_07_what_is_no_object_is_refused() {
    let world = World::new().await;
    let example = create_example().to_string();
    let truncated = &example[..example.len() - 9];
    for body in ["", "[]", "null", "\"x\"", truncated, "{}x", "\u{feff}{}"] {
        world
            .create_text(body)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
    let nothing = world.call(axum::http::Method::POST, "/networks");
    world
        .send(nothing)
        .await
        .assert_error(400, "INVALID_ARGUMENT");
}

#[tokio::test]
async fn check_08_unknown_properties_are_refused() {
    let unknown = ["sink", "tenantId", "sinkCredential", "serviceId", "xOffers"];
    refused(unknown.map(|name| with(&format!("/{name}"), json!("x")))).await;
}

#[tokio::test]
async fn check_09_unknown_nested_properties_are_refused() {
    let objects = ["/connections/0", EDGE, ADDRESS, "/duration"];
    refused(objects.map(|object| with(&format!("{object}/unknown"), json!(1)))).await;
}

#[tokio::test]
async fn check_10_a_repeated_key_is_refused() {
    let world = World::new().await;
    let example = create_example().to_string();
    for (once, twice) in [
        (
            "\"isProtected\":true",
            "\"isProtected\":true,\"isProtected\":true",
        ),
        ("\"unit\":\"days\"", "\"unit\":\"days\",\"unit\":\"days\""),
    ] {
        let body = example.replace(once, twice);
        assert_ne!(body, example);
        world
            .create_text(&body)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
}

#[tokio::test]
async fn check_11_bandwidth_is_a_whole_number_in_range() {
    let values = [
        json!(0),
        json!(-1),
        json!(1_000_001),
        json!(1.5),
        json!("20"),
        json!(3e9),
        json!(null),
    ];
    refused(values.map(|value| with("/guaranteeBandwidth", value))).await;
    let world = World::new().await;
    for value in [json!(1), json!(1_000_000), json!(20.0)] {
        let answer = world
            .create(&with("/guaranteeBandwidth", value.clone()))
            .await;
        assert_eq!(answer.status, StatusCode::CREATED, "{value}: {answer:?}");
        assert_eq!(answer.json()["guaranteeBandwidth"].as_f64(), value.as_f64());
    }
}

#[tokio::test]
async fn check_12_words_are_those_of_the_api() {
    refused([
        with("/sla", json!("AAAA")),
        with("/sla", json!("aa")),
        with("/sla", json!("")),
        with("/duration/unit", json!("weeks")),
        with(&format!("{EDGE}/type"), json!("dc")),
    ])
    .await;
}

#[tokio::test]
async fn check_13_a_duration_out_of_range_has_its_own_code() {
    let world = World::new().await;
    let example = create_example().to_string();
    for value in ["0", "-1", "1e300", "0.0", "1e-300", "36526"] {
        let body = example.replace("\"value\":6", &format!("\"value\":{value}"));
        assert_ne!(body, example);
        world
            .create_text(&body)
            .await
            .assert_error(400, "OUT_OF_RANGE");
    }
}

#[tokio::test]
async fn check_16_addresses_are_of_the_family_they_say() {
    let address =
        |kind: &str, text: &str| with(ADDRESS, json!({"addressType": kind, "address": text}));
    refused([
        address("Ipv4", "192.0.2.1"),
        address("ipv4Addr", "192.0.2.1"),
        address("Ipv4Addr", "2001:db8::1"),
        address("Ipv6Addr", "192.0.2.1"),
        address("Ipv4Addr", "10.0.0.0/24"),
        address("Ipv4Addr", "256.1.1.1"),
        address("Ipv4Addr", "010.1.1.1"),
        address("Ipv6Addr", "2001:db8::1%eth0"),
        address("Ipv4Addr", ""),
    ])
    .await;
}

#[tokio::test]
async fn check_17_both_parts_of_an_address_are_needed() {
    refused([
        without(&format!("{ADDRESS}/addressType")),
        without(&format!("{ADDRESS}/address")),
        with(ADDRESS, json!({})),
        with(ADDRESS, json!("192.0.2.1")),
        without(ADDRESS),
        without(EDGE),
    ])
    .await;
}

#[tokio::test]
async fn check_18_protection_needs_both_secondary_addresses() {
    refused([
        without("/connections/0/customerEdge/secondaryIpAddress"),
        without("/connections/0/providerEdge/secondaryIpAddress"),
    ])
    .await;
}

#[tokio::test]
async fn check_19_a_name_is_of_the_pattern() {
    let long = "n".repeat(256);
    refused(["two words", "", "caf\u{e9}", &long].map(|name| with("/serviceName", json!(name))))
        .await;
}

#[tokio::test]
async fn check_20_a_location_is_of_the_pattern() {
    let long = "l".repeat(2049);
    let locations = ["Berlin, DE", "52.5,13.4", "", &long];
    refused(locations.map(|text| with(&format!("{EDGE}/location"), json!(text)))).await;
    let world = World::new().await;
    let longest = with(&format!("{EDGE}/location"), json!("l".repeat(2048)));
    assert_eq!(world.create(&longest).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn check_21_a_hyphen_in_a_name_is_taken() {
    let world = World::new().await;
    let answer = world.create(&with("/serviceName", json!("a-b"))).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json()["serviceName"], "a-b");
}

#[tokio::test]
async fn check_08_what_is_refused_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    let database = operator_sandbox::Database::File(dir.path().join("sandbox.db"));
    let world = World::over(&database, crate::world::DELAY).await;
    world
        .create(&with("/sink", json!("x")))
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    world.assess(&crate::published::assessment_example()).await;
    world.state.close();
    let file = rusqlite::Connection::open(dir.path().join("sandbox.db")).unwrap();
    let networks: i64 = file
        .query_row("SELECT count(*) FROM network", [], |row| row.get(0))
        .unwrap();
    assert_eq!(networks, 0);
}
