//! Checks 1 to 4, 14, 15, 22 and 28: orders that are taken.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{Answer, DELAY, World},
};

#[tokio::test]
async fn check_01_published_example_is_created() {
    let world = World::new().await;
    let answer = world.create(&create_example()).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    let network = answer.json();
    let id = network["serviceId"].as_str().unwrap();
    assert!(
        id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "{id}"
    );
    assert_eq!(network["connections"], create_example()["connections"]);
    assert!(
        network["resourceGroupId"]
            .as_str()
            .unwrap()
            .starts_with("rg_")
    );
    assert!(
        network["cloudGatewayIp"]
            .as_str()
            .unwrap()
            .parse::<std::net::IpAddr>()
            .is_ok()
    );
    assert_eq!(network["sla"], "A");
    assert_eq!(network["guaranteeBandwidth"], 20);
    assert_eq!(network["duration"], json!({"value": 6, "unit": "days"}));
    let location = format!("http://127.0.0.1:9091/multi-point-vpn/vwip/networks/{id}");
    assert_eq!(answer.header("location"), location);
}

#[tokio::test]
async fn check_02_level_and_bandwidth_are_kept_and_get_equals_the_answer() {
    let world = World::new().await;
    let mut order = create_example();
    order["sla"] = json!("AA");
    order["guaranteeBandwidth"] = json!(20);
    order["serviceName"] = json!("Nordic_ring_00c0ffee");
    order["routeProtocol"] = json!("BGP");
    let created = world.create(&order).await;
    assert_eq!(created.status, StatusCode::CREATED);
    let network = created.json();
    for name in [
        "sla",
        "guaranteeBandwidth",
        "serviceName",
        "routeProtocol",
        "isProtected",
    ] {
        assert_eq!(network[name], order[name], "{name}");
    }
    let read = world.get(network["serviceId"].as_str().unwrap()).await;
    assert_eq!(read.json(), network);
}

#[tokio::test]
async fn check_03_ipv6_edges_are_echoed() {
    let world = World::new().await;
    let edge = |last: u8| {
        let address = format!("2001:db8::{last}");
        json!({"type": "cloud", "primaryIpAddress": {"addressType": "Ipv6Addr", "address": address}})
    };
    let connections = json!([{"id": "c1", "customerEdge": edge(1), "providerEdge": edge(2)}]);
    let answer = world.create(&json!({"connections": connections})).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.json()["connections"], connections);
}

#[tokio::test]
async fn check_04_a_hundred_connections_and_no_more() {
    let world = World::new().await;
    let connection = create_example()["connections"][0].clone();
    let order = |count| json!({"connections": vec![connection.clone(); count]});
    let answer = world.create(&order(100)).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.json()["connections"].as_array().unwrap().len(), 100);
    world
        .create(&order(101))
        .await
        .assert_error(400, "INVALID_ARGUMENT");
}

#[tokio::test]
async fn check_14_without_a_duration_it_is_six_calendar_months() {
    let mut world = World::new().await;
    // To 31 August 2027, 12:00; February of 2028 has 29 days.
    let until_august = TimeDelta::days(302) + TimeDelta::minutes(150);
    world.advance_with_new_token(until_august).await;
    let mut order = create_example();
    order.as_object_mut().unwrap().remove("duration");
    let answer = world.create(&order).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let network = answer.json();
    assert_eq!(network["duration"], json!({"value": 6, "unit": "months"}));
    world.clock.advance(DELAY);
    let network = world
        .get(network["serviceId"].as_str().unwrap())
        .await
        .json();
    assert_eq!(
        network["xLifecycle"]["startedAt"],
        "2027-08-31T12:00:03.000Z"
    );
    assert_eq!(
        network["xLifecycle"]["expiresAt"],
        "2028-02-29T12:00:03.000Z"
    );
}

#[tokio::test]
async fn check_15_half_a_duration_is_completed() {
    let world = World::new().await;
    for (asked, granted) in [
        (json!({"value": 6}), json!({"value": 6, "unit": "hours"})),
        (json!({"unit": "days"}), json!({"value": 1, "unit": "days"})),
        (
            json!({"value": 1.50, "unit": "months"}),
            json!({"value": 1.5, "unit": "months"}),
        ),
    ] {
        let mut order = create_example();
        order["duration"] = asked;
        assert_eq!(world.create(&order).await.json()["duration"], granted);
    }
}

#[tokio::test]
async fn check_22_what_cannot_be_built_is_refused_with_a_reason() {
    let world = World::new().await;
    let at = |location: &str| {
        json!({"type": "site", "location": location,
            "primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}})
    };
    let berlin = "N52.52_E13.40";
    let order = |far: &str, mbps: u32, sla: &str| {
        json!({"guaranteeBandwidth": mbps, "sla": sla,
            "connections": [{"customerEdge": at(berlin), "providerEdge": at(far)}]})
    };
    for (body, code, words) in [
        (
            order("N52.4_E13.1", 1_000_000, "A"),
            "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT",
            "400,000 Mbps",
        ),
        (
            order("S40.0_W25.0", 10, "A"),
            "MULTI_POINT_VPN.SERVICEAREA_NOT_SUPPORTED",
            "point of presence",
        ),
        (
            order("N52.4_E13.1", 10, "AAA"),
            "SERVICE_NOT_APPLICABLE",
            "secondary address",
        ),
    ] {
        let answer = world.create(&body).await;
        answer.assert_error(422, code);
        assert!(
            answer.json()["message"].as_str().unwrap().contains(words),
            "{answer:?}"
        );
    }
}

/// Sends an order with an idempotency key in the header `name`.
async fn order_with_key(world: &World, order: &Value, name: &'static str, key: &str) -> Answer {
    let call = world
        .call(Method::POST, "/networks")
        .json(order)
        .header(name, key);
    world.send(call).await
}

#[tokio::test]
async fn check_28_a_repeated_key_orders_once() {
    let mut world = World::new().await;
    let order = create_example();
    let first = order_with_key(&world, &order, "x-idempotency-key", "k1").await;
    assert_eq!(first.status, StatusCode::CREATED);
    world.advance_with_new_token(TimeDelta::hours(23)).await;
    let again = order_with_key(&world, &order, "idempotency-key", "k1").await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.body, first.body);
    assert_eq!(again.header("location"), first.header("location"));
    let fresh = order_with_key(&world, &order, "x-idempotency-key", "k2").await;
    assert_ne!(fresh.json()["serviceId"], first.json()["serviceId"]);
    world.advance_with_new_token(TimeDelta::hours(1)).await;
    let late = order_with_key(&world, &order, "x-idempotency-key", "k1").await;
    assert_ne!(
        late.json()["serviceId"],
        first.json()["serviceId"],
        "the key is a day old"
    );
}

#[tokio::test]
async fn check_28_a_key_stands_for_one_order_of_one_client() {
    let mut world = World::new().await;
    let mut order = create_example();
    let first = order_with_key(&world, &order, "x-idempotency-key", "k1").await;
    order["guaranteeBandwidth"] = json!(21);
    let reused = order_with_key(&world, &order, "x-idempotency-key", "k1").await;
    reused.assert_error(422, "MULTI_POINT_VPN.IDEMPOTENCY_KEY_REUSED");
    let invalid = order_with_key(&world, &order, "x-idempotency-key", "a b").await;
    invalid.assert_error(400, "INVALID_ARGUMENT");
    world.become_another_client().await;
    let others = order_with_key(&world, &order, "x-idempotency-key", "k1").await;
    assert_eq!(others.status, StatusCode::CREATED);
    assert_ne!(others.json()["serviceId"], first.json()["serviceId"]);
}

#[tokio::test]
async fn check_28_a_key_sent_twice_at_once_orders_once() {
    let world = World::new().await;
    let order = create_example();
    let (first, second) = tokio::join!(
        order_with_key(&world, &order, "x-idempotency-key", "once"),
        order_with_key(&world, &order, "x-idempotency-key", "once"),
    );
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!(first.body, second.body);
}
