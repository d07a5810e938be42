//! Checks 29 to 32 and 55: reading a network in each of its states.

use axum::http::StatusCode;
use chrono::TimeDelta;
use operator_sandbox::EXPIRED_STAYS;
use serde_json::json;

use crate::{
    published::create_example,
    world::{DELAY, World},
};

#[tokio::test]
async fn check_29_an_own_network_is_shown_in_full() {
    let world = World::new().await;
    let id = world.ordered().await;
    let network = world.get(&id).await.json();
    for name in [
        "serviceId",
        "isProtected",
        "connections",
        "sla",
        "guaranteeBandwidth",
        "duration",
        "resourceGroupId",
        "cloudGatewayIp",
        "xLifecycle",
    ] {
        assert!(!network[name].is_null(), "{name} is missing: {network}");
    }
    let requested = json!({
        "status": "REQUESTED",
        "requestedAt": "2026-11-02T09:30:00.000Z",
        "expiresAt": "2026-11-08T09:30:03.000Z",
    });
    assert_eq!(network["xLifecycle"], requested);
    world.clock.advance(DELAY);
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "AVAILABLE");
    assert_eq!(lifecycle["startedAt"], "2026-11-02T09:30:03.000Z");
}

#[tokio::test]
async fn check_30_an_unknown_network_is_not_found() {
    let world = World::new().await;
    world
        .get("0123456789abcdef0123456789abcdef")
        .await
        .assert_error(404, "NOT_FOUND");
    let longest = "i".repeat(255);
    world.get(&longest).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn check_31_an_identifier_is_of_the_pattern() {
    let world = World::new().await;
    let long = "i".repeat(256);
    for id in ["a%20b", "%20", "%ff", "a%2Fb", "caf%C3%A9", &long] {
        world.get(id).await.assert_error(400, "INVALID_ARGUMENT");
        world.delete(id).await.assert_error(400, "INVALID_ARGUMENT");
        world
            .patch(id, &json!({}))
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
}

#[tokio::test]
async fn check_32_another_clients_network_does_not_exist() {
    let mut world = World::new().await;
    let id = world.ordered().await;
    world.become_another_client().await;
    world.get(&id).await.assert_error(404, "NOT_FOUND");
    world
        .patch(&id, &json!({"sla": "AA"}))
        .await
        .assert_error(404, "NOT_FOUND");
    world.delete(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn check_55_a_network_that_ran_out_stays_readable_for_a_while() {
    let world = World::new().await;
    let mut order = create_example();
    order["duration"] = json!({"value": 30, "unit": "minutes"});
    let id = world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    world.clock.advance(DELAY + TimeDelta::minutes(30));
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "UNAVAILABLE");
    assert_eq!(lifecycle["statusInfo"], "DURATION_EXPIRED");
    world
        .patch(&id, &json!({"sla": "AA"}))
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
    world
        .clock
        .advance(EXPIRED_STAYS - TimeDelta::milliseconds(1));
    assert_eq!(world.get(&id).await.status, StatusCode::OK);
    world.clock.advance(TimeDelta::milliseconds(1));
    world.get(&id).await.assert_error(404, "NOT_FOUND");
    world.delete(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_network_that_ran_out_is_removed_at_once() {
    let world = World::new().await;
    let mut order = create_example();
    order["duration"] = json!({"value": 30, "unit": "minutes"});
    let id = world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    world.clock.advance(DELAY + TimeDelta::minutes(31));
    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}
