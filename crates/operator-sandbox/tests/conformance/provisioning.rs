//! A delay that the model decides: an operator takes the days that it promises.

use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use operator_sandbox::{Database, ProvisioningDelay, Settings};
use serde_json::{Value, json};

use crate::world::World;

async fn modelled() -> World {
    let settings = Settings {
        provisioning_delay: ProvisioningDelay::Modelled,
        ..Settings::default()
    };
    World::with_settings(&Database::Memory, settings).await
}

/// From Uppsala, where a line has to be laid, to Frankfurt.
fn question() -> Value {
    let edge = |location: &str, host: u8| {
        let address = |network: &str| json!({"addressType": "Ipv4Addr", "address": format!("{network}.{host}")});
        json!({"location": location, "primaryIpAddress": address("192.0.2"),
            "secondaryIpAddress": address("198.51.100")})
    };
    json!({"isProtected": true, "guaranteeBandwidth": 250, "connections": [{
        "customerEdge": edge("N59.858600_E17.638900_Uppsala", 1),
        "providerEdge": edge("N50.110900_E8.682100_Frankfurt", 2),
    }]})
}

async fn promised(world: &World, question: &Value, level: usize) -> TimeDelta {
    let offers = world.assess(question).await.json()["xOffers"].clone();
    TimeDelta::days(offers[level]["waitDays"].as_i64().unwrap())
}

fn moment(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn an_order_a_change_and_a_deletion_take_their_days() {
    let mut world = modelled().await;
    let wait = promised(&world, &question(), 1).await;
    assert!(wait >= TimeDelta::days(10), "a line has to be laid: {wait}");
    let mut order = question();
    order["sla"] = json!("AA");
    let created = world.create(&order).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let id = created.json()["serviceId"].as_str().unwrap().to_owned();
    let just_before = wait - TimeDelta::milliseconds(1);
    world.advance_with_new_token(just_before).await;
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "REQUESTED");
    world.clock.advance(TimeDelta::milliseconds(1));
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "AVAILABLE");
    let started = moment(&lifecycle["startedAt"]);
    assert_eq!(started - moment(&lifecycle["requestedAt"]), wait);

    let mut larger = question();
    larger["guaranteeBandwidth"] = json!(300);
    let wait = promised(&world, &larger, 2).await;
    let change = json!({"guaranteeBandwidth": 300, "sla": "AAA"});
    assert_eq!(world.patch(&id, &change).await.status, StatusCode::OK);
    let just_before = wait - TimeDelta::milliseconds(1);
    world.advance_with_new_token(just_before).await;
    let pending = world.get(&id).await.json()["xLifecycle"]["pendingChange"].clone();
    assert_eq!(pending, change);
    world.clock.advance(TimeDelta::milliseconds(1));
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle.get("pendingChange"), None);

    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    let just_before = TimeDelta::days(1) - TimeDelta::milliseconds(1);
    world.advance_with_new_token(just_before).await;
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["statusInfo"], "DELETE_REQUESTED");
    world.clock.advance(TimeDelta::milliseconds(1));
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}
