//! Check 61: the life of a service.

use axum::http::StatusCode;
use chrono::TimeDelta;
use operator_sandbox::EXPIRED_STAYS;
use serde_json::json;

use super::{names, order};
use crate::world::{DELAY, World};

#[tokio::test]
async fn check_61_a_service_is_ordered_read_changed_read_deleted_and_gone() {
    let world = World::new().await;
    let ordered = world.s2c_order(&order()).await;
    assert_eq!(ordered.status, StatusCode::OK, "{ordered:?}");
    assert!(!ordered.headers.contains_key("location"), "{ordered:?}");
    let ordered = ordered.json();
    assert_eq!(
        names(&ordered),
        [
            "cloudGatewayIP",
            "resourceGroupId",
            "serviceId",
            "xLifecycle"
        ]
    );
    assert_eq!(ordered["xLifecycle"]["status"], "REQUESTED");
    let id = ordered["serviceId"].as_str().unwrap();

    let requested = world.s2c_get(id).await;
    assert_eq!(requested.status, StatusCode::OK);
    let requested = requested.json();
    for name in ["actualSLA", "actualGuaranteeBandwidth", "actualLatency"] {
        assert_eq!(
            requested.get(name),
            None,
            "nothing is delivered yet: {name}"
        );
    }
    assert_eq!(requested["servicedDuration"], 0);

    world.clock.advance(DELAY);
    let service = world.s2c_get(id).await.json();
    let bought = [
        ("serviceId", json!(id)),
        ("isProtected", json!(true)),
        ("primaryCEIP", json!("84.125.93.10")),
        ("secondaryCEIP", json!("84.125.94.10")),
        ("primaryPEIP", json!("84.125.95.10")),
        ("secondaryPEIP", json!("84.125.96.10")),
        ("purchasedSLA", json!("AA")),
        ("purchasedGuaranteeBandwidth", json!(20)),
        ("purchasedDuration", json!(72)),
    ];
    for (name, value) in bought {
        assert_eq!(service[name], value, "{name}");
    }
    for name in [
        "actualGuaranteeBandwidth",
        "actualLatency",
        "servicedDuration",
    ] {
        assert!(service[name].is_u64(), "{name}: {service}");
    }
    assert!(["A", "AA"].contains(&service["actualSLA"].as_str().unwrap()));
    assert_eq!(service["xLifecycle"]["status"], "AVAILABLE");

    let change = json!({"serviceID": id, "guaranteeBandwidth": 500, "SLA": "AAA"});
    let changed = world.s2c_put(&change).await;
    assert_eq!(changed.status, StatusCode::OK);
    let expected = json!({"serviceId": id, "GuaranteeBandwidth": "500", "slaLevel": "AAA"});
    assert_eq!(changed.json(), expected);
    let service = world.s2c_get(id).await;
    assert_eq!(service.status, StatusCode::OK);
    let service = service.json();
    assert_eq!(service["purchasedGuaranteeBandwidth"], 500);
    assert_eq!(service["purchasedSLA"], "AAA");
    let pending = json!({"guaranteeBandwidth": 500, "sla": "AAA"});
    assert_eq!(service["xLifecycle"]["pendingChange"], pending);

    let report = world.s2c_delete(id).await;
    assert_eq!(report.status, StatusCode::OK);
    let report = report.json();
    assert_eq!(report["serviceId"], id);
    for name in names(&report) {
        assert_eq!(report[name], service[name], "{name}");
    }
    assert!(report["actualSLA"].is_string(), "{report}");
    assert!(report.get("purchasedSLA").is_none(), "{report}");
    world.s2c_get(id).await.assert_error(404, "NOT_FOUND");
    world.s2c_delete(id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_change_is_partial_and_leaves_out_nothing_in_its_answer() {
    let world = World::new().await;
    let id = world.s2c_ordered().await;
    for (change, bandwidth, level) in [
        (json!({"serviceID": id}), "20", "AA"),
        (json!({"serviceID": id, "SLA": "A"}), "20", "A"),
        (
            json!({"serviceID": id, "guaranteeBandwidth": 30}),
            "30",
            "A",
        ),
    ] {
        let answer = world.s2c_put(&change).await;
        assert_eq!(answer.status, StatusCode::OK, "{change}");
        let expected = json!({"serviceId": id, "GuaranteeBandwidth": bandwidth, "slaLevel": level});
        assert_eq!(answer.json(), expected, "{change}");
    }
}

#[tokio::test]
async fn the_hours_of_service_are_counted_up_to_those_that_were_bought() {
    let mut world = World::new().await;
    let id = world.s2c_ordered().await;
    world.clock.advance(DELAY);
    for (minutes, hours) in [(59, 0), (1, 1), (47 * 60, 48)] {
        world
            .advance_with_new_token(TimeDelta::minutes(minutes))
            .await;
        assert_eq!(world.s2c_get(&id).await.json()["servicedDuration"], hours);
    }
    world.advance_with_new_token(TimeDelta::hours(24)).await;
    let over = world.s2c_get(&id).await.json();
    assert_eq!(over["servicedDuration"], 72);
    assert_eq!(over["xLifecycle"]["statusInfo"], "DURATION_EXPIRED");
    let change = json!({"serviceID": id, "SLA": "A"});
    world.s2c_put(&change).await.assert_error(409, "CONFLICT");
    world
        .advance_with_new_token(EXPIRED_STAYS - TimeDelta::seconds(1))
        .await;
    let report = world.s2c_delete(&id).await;
    assert_eq!(report.json()["servicedDuration"], 72, "{report:?}");
    world.s2c_get(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn without_a_duration_it_is_six_calendar_months_in_hours() {
    let world = World::with_delay(TimeDelta::zero()).await;
    let mut order = order();
    order.as_object_mut().unwrap().remove("duration");
    let ordered = world.s2c_order(&order).await.json();
    let service = world.s2c_get(ordered["serviceId"].as_str().unwrap()).await;
    // From 2 November to 2 May.
    assert_eq!(service.json()["purchasedDuration"], 181 * 24);
    order["duration"] = json!(1_000_000);
    world
        .s2c_order(&order)
        .await
        .assert_error(400, "INVALID_INPUT");
}

#[tokio::test]
async fn an_order_with_the_same_key_is_made_once() {
    let world = World::new().await;
    let call = |order| {
        let call = world.s2c(axum::http::Method::POST, super::SERVICE);
        world.send(call.json(&order).header("x-idempotency-key", "once"))
    };
    let first = call(order()).await;
    let second = call(order()).await;
    assert_eq!(first.status, StatusCode::OK);
    assert_eq!(first.body, second.body);
    let mut other = order();
    other["SLA"] = json!("A");
    call(other).await.assert_error(400, "INVALID_INPUT");
}

#[tokio::test]
async fn the_least_order_is_two_addresses_and_gets_the_defaults() {
    let world = World::new().await;
    let least = json!({"primaryCEIP": "192.0.2.1", "primaryPEIP": "198.51.100.1"});
    let ordered = world.s2c_order(&least).await;
    assert_eq!(ordered.status, StatusCode::OK, "{ordered:?}");
    let service = world
        .s2c_get(ordered.json()["serviceId"].as_str().unwrap())
        .await
        .json();
    assert_eq!(service["isProtected"], false);
    assert_eq!(service["purchasedSLA"], "A");
    assert_eq!(service["purchasedGuaranteeBandwidth"], 10);
    assert_eq!(service.get("secondaryCEIP"), None);
}
