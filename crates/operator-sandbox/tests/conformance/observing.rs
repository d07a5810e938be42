//! What is measured of a network (`xObserved`).

use chrono::TimeDelta;
use operator_sandbox::{Database, Settings};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::world::{DELAY, World};

fn order(sla: &str) -> Value {
    let edge = |location: &str| {
        let address = |text: &str| json!({"addressType": "Ipv4Addr", "address": text});
        json!({"type": "site", "location": location,
            "primaryIpAddress": address("192.0.2.1"), "secondaryIpAddress": address("192.0.2.2")})
    };
    json!({"guaranteeBandwidth": 200, "isProtected": true, "sla": sla,
        "duration": {"value": 2, "unit": "years"},
        "connections": [{"customerEdge": edge("N52.52_E13.40"), "providerEdge": edge("N40.42_W3.70")}]})
}

async fn ordered(world: &World, sla: &str) -> String {
    let created = world.create(&order(sla)).await.json();
    created["serviceId"].as_str().unwrap().to_owned()
}

async fn seeded(seed: u64) -> World {
    let settings = Settings {
        seed,
        ..Settings::default()
    };
    World::with_settings(&Database::Memory, settings).await
}

/// What is measured every quarter of an hour of the next `days` days.
async fn measured(world: &mut World, id: &str, days: i64) -> Vec<Value> {
    let mut measured = Vec::new();
    for _ in 0..days {
        for _ in 0..24 * 4 {
            // A token is valid for an hour.
            world.clock.advance(TimeDelta::minutes(15));
            if measured.len() % 3 == 0 {
                world.advance_with_new_token(TimeDelta::zero()).await;
            }
            measured.push(world.get(id).await.json()["xObserved"].clone());
        }
    }
    measured
}

#[tokio::test]
async fn nothing_is_measured_before_a_network_is_available() {
    let world = World::new().await;
    let id = ordered(&world, "AA").await;
    assert_eq!(world.get(&id).await.json()["xObserved"], json!(null));
    world.clock.advance(DELAY);
    let observed = world.get(&id).await.json()["xObserved"].clone();
    let mut names: Vec<_> = observed.as_object().unwrap().keys().collect();
    names.sort_unstable();
    let expected = [
        "guaranteeBandwidth",
        "latencyMs",
        "packetLossPercent",
        "servicedHours",
        "sla",
    ];
    assert_eq!(names, expected);
    assert_eq!(observed["servicedHours"], 0);
    let patched = world.patch(&id, &json!({"guaranteeBandwidth": 400})).await;
    assert_eq!(patched.json()["guaranteeBandwidth"], 400);
    assert_eq!(
        patched.json()["xObserved"]["guaranteeBandwidth"],
        200,
        "the change is not done"
    );
    world.clock.advance(DELAY);
    let observed = world.get(&id).await.json()["xObserved"].clone();
    assert_eq!(observed["guaranteeBandwidth"], 400);
}

#[tokio::test]
async fn a_level_is_mostly_kept_and_sometimes_broken() {
    let mut world = World::new().await;
    let id = ordered(&world, "AA").await;
    world.clock.advance(DELAY);
    let measured = measured(&mut world, &id, 60).await;
    let broken: Vec<_> = measured
        .iter()
        .filter(|observed| observed["sla"] != "AA")
        .collect();
    assert!(
        (2..measured.len() / 50).contains(&broken.len()),
        "{} of {}",
        broken.len(),
        measured.len()
    );
    for observed in &broken {
        assert!(observed["guaranteeBandwidth"].as_u64().unwrap() < 200);
        assert!(observed["packetLossPercent"].as_f64().unwrap() > 0.3);
    }
    for observed in measured.iter().filter(|observed| observed["sla"] == "AA") {
        assert_eq!(observed["guaranteeBandwidth"], 200);
        assert!(observed["packetLossPercent"].as_f64().unwrap() <= 0.3);
    }
    assert_eq!(measured.last().unwrap()["servicedHours"], 60 * 24);
}

#[tokio::test]
async fn the_same_seed_and_moments_give_the_same_measurements() {
    let mut answers = Vec::new();
    for seed in [1, 1, 2] {
        let mut world = seeded(seed).await;
        let id = ordered(&world, "A").await;
        world.clock.advance(DELAY);
        answers.push(measured(&mut world, &id, 1).await);
    }
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[0], answers[2]);
}

#[tokio::test]
async fn the_last_measurement_stays_after_the_end() {
    let mut world = World::new().await;
    let id = ordered(&world, "A").await;
    world
        .advance_with_new_token(DELAY + TimeDelta::minutes(150))
        .await;
    assert!(world.state.terminate(&id).await.unwrap());
    let at_the_end = world.get(&id).await.json()["xObserved"].clone();
    assert_eq!(at_the_end["servicedHours"], 2);
    world.clock.advance(TimeDelta::minutes(9));
    assert_eq!(world.get(&id).await.json()["xObserved"], at_the_end);
}

#[tokio::test]
async fn latency_is_near_what_was_assessed() {
    let world = World::new().await;
    let mut question = order("A");
    question.as_object_mut().unwrap().remove("sla");
    let assessed = world.assess(&question).await.json();
    let promised = decimal(&assessed["xConnections"][0]["latencyMs"]);
    let id = ordered(&world, "A").await;
    world.clock.advance(DELAY);
    let observed = decimal(&world.get(&id).await.json()["xObserved"]["latencyMs"]);
    assert!(
        observed > promised && observed < promised * Decimal::TWO + Decimal::TEN,
        "{observed} {promised}"
    );
}

fn decimal(value: &Value) -> Decimal {
    value.to_string().parse().unwrap()
}
