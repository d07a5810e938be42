//! Check 22 and what goes with it: orders use up capacity, and their end frees it.

use axum::http::StatusCode;
use chrono::TimeDelta;
use futures::future::join_all;
use model::Mbps;
use operator_sandbox::{Database, NetworkSettings, Settings, backbone::Capacity};
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{DELAY, World},
};

const FULL: &str = "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT";

/// 305 km from Oslo: its line carries 10,000 Mbps.
const BERGEN: &str = "N60.3913_E5.3221_Bergen";
const OSLO: &str = "N59.9139_E10.7522_Oslo";
/// The trunk between these two carries 200,000 Mbps, and the way round by Sydney twice that.
const AUCKLAND: &str = "S36.8485_E174.7633";
const LOS_ANGELES: &str = "N34.0522_W118.2437";

fn demand(from: &str, to: &str, mbps: u32) -> Value {
    let edge = |location: &str| {
        let address = |text: &str| json!({"addressType": "Ipv4Addr", "address": text});
        json!({"type": "site", "location": location,
            "primaryIpAddress": address("192.0.2.1"), "secondaryIpAddress": address("192.0.2.2")})
    };
    json!({"guaranteeBandwidth": mbps, "isProtected": true, "duration": {"value": 10, "unit": "days"},
        "connections": [{"customerEdge": edge(from), "providerEdge": edge(to)}]})
}

async fn ordered(world: &World, order: &Value) -> String {
    let answer = world.create(order).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    answer.json()["serviceId"].as_str().unwrap().to_owned()
}

async fn with_capacity(capacity: Capacity) -> World {
    let settings = Settings {
        networks: NetworkSettings {
            capacity,
            ..NetworkSettings::default()
        },
        ..Settings::default()
    };
    World::with_settings(&Database::Memory, settings).await
}

#[tokio::test]
async fn check_22_orders_at_once_never_get_more_than_there_is() {
    let world = World::new().await;
    let order = demand(BERGEN, OSLO, 1_000);
    let answers = join_all((0..13).map(|_| world.create(&order))).await;
    let (taken, refused): (Vec<_>, Vec<_>) = answers
        .iter()
        .partition(|answer| answer.status == StatusCode::CREATED);
    assert_eq!((taken.len(), refused.len()), (10, 3));
    refused
        .iter()
        .for_each(|answer| answer.assert_error(422, FULL));
}

#[tokio::test]
async fn check_22_the_assessment_says_what_the_order_is_told_and_when_it_fits() {
    let world = World::new().await;
    ordered(&world, &demand(BERGEN, OSLO, 9_500)).await;
    let late = demand(BERGEN, OSLO, 600);
    let refused = world.create(&late).await;
    refused.assert_error(422, FULL);
    let reason = "The customer edge of connection 1 has 500 Mbps free on its access line, and this \
                  needs 600 Mbps: other networks use the rest. Enough is free in 11 days.";
    assert_eq!(refused.json()["message"], reason);
    let assessed = world.assess(&late).await.json();
    let offers = assessed["xOffers"].as_array().unwrap();
    assert_eq!(offers[0]["reason"], reason);
    assert_eq!(offers[0]["feasible"], false);
    // An off-net line takes 45 days at level A, which is longer than the wait for others.
    assert_eq!(offers[0]["waitDays"], 45);
    assert_eq!(assessed["sla"], "AAA");
    assert_eq!(assessed["waitDays"], 90);
    assert!(assessed["rent"]["amount"].is_number());
    assert_eq!(assessed["xConnections"][0]["reason"], reason);
    let small = world.assess(&demand(BERGEN, OSLO, 500)).await.json();
    let feasible = small["xOffers"].as_array().unwrap();
    let feasible: Vec<_> = feasible.iter().map(|offer| &offer["feasible"]).collect();
    // Level AAA needs it twice.
    assert_eq!(feasible, [&json!(true), &json!(true), &json!(false)]);
    assert_eq!(
        (&small["sla"], &small["waitDays"]),
        (&json!("AA"), &json!(60))
    );
}

#[tokio::test]
async fn check_22_more_than_a_line_ever_carries_has_no_wait() {
    let world = World::new().await;
    let assessed = world.assess(&demand(BERGEN, OSLO, 10_001)).await.json();
    assert_eq!(assessed["xOffers"][0]["waitDays"], json!(null));
    let mut hub = demand(BERGEN, OSLO, 6_000);
    let connection = hub["connections"][0].clone();
    hub["connections"].as_array_mut().unwrap().push(connection);
    let refused = world.create(&hub).await;
    refused.assert_error(422, FULL);
    let reason = "The customer edge of connection 2 can get an access line of up to 10,000 Mbps. \
                  This needs 12,000 Mbps together with the other connections there.";
    assert_eq!(refused.json()["message"], reason);
}

#[tokio::test]
async fn deletion_expiry_and_termination_free_what_was_held() {
    let world = World::new().await;
    let order = demand(BERGEN, OSLO, 10_000);
    let first = ordered(&world, &order).await;
    world.create(&order).await.assert_error(422, FULL);
    world.clock.advance(DELAY);
    world.delete(&first).await;
    world.create(&order).await.assert_error(422, FULL);
    world.clock.advance(DELAY);
    let second = ordered(&world, &order).await;
    assert!(world.state.terminate(&second).await.unwrap());
    ordered(&world, &order).await;
    world.create(&order).await.assert_error(422, FULL);
    let mut world = world;
    world
        .advance_with_new_token(DELAY + TimeDelta::days(10))
        .await;
    ordered(&world, &order).await;
}

#[tokio::test]
async fn a_network_that_grows_is_no_obstacle_to_itself() {
    let world = World::new().await;
    let id = ordered(&world, &demand(BERGEN, OSLO, 6_000)).await;
    let grown = world
        .patch(&id, &json!({"guaranteeBandwidth": 9_000}))
        .await;
    assert_eq!(grown.status, StatusCode::OK, "{grown:?}");
    ordered(&world, &demand(BERGEN, OSLO, 1_000)).await;
    let before = world.get(&id).await.json();
    let refused = world
        .patch(&id, &json!({"guaranteeBandwidth": 9_001}))
        .await;
    refused.assert_error(422, FULL);
    let reason = "has 9,000 Mbps free on its access line, and this needs 9,001 Mbps";
    let message = refused.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains(reason), "{message}");
    world
        .patch(&id, &json!({"sla": "AAA"}))
        .await
        .assert_error(422, FULL);
    assert_eq!(world.get(&id).await.json(), before);
    let shrunk = world.patch(&id, &json!({"guaranteeBandwidth": 1})).await;
    assert_eq!(shrunk.status, StatusCode::OK, "{shrunk:?}");
    ordered(&world, &demand(BERGEN, OSLO, 8_999)).await;
}

#[tokio::test]
async fn full_trunks_are_gone_round_until_no_way_is_left() {
    let world = World::new().await;
    // Each from lines of its own, so that only the trunks get full.
    let order = |line: u32, mbps| {
        let at = |place: &str| format!("{place}{line}");
        demand(&at(AUCKLAND), &at(LOS_ANGELES), mbps)
    };
    let latency = |assessed: &Value| assessed["xConnections"][0]["latencyMs"].as_f64().unwrap();
    let empty = world.assess(&order(1, 150_000)).await.json();
    assert_eq!(empty["xOffers"][0]["waitDays"], 1);
    ordered(&world, &order(1, 150_000)).await;
    let round = world.assess(&order(2, 150_000)).await.json();
    assert_eq!(round["xOffers"][0]["feasible"], true, "{round}");
    assert!(latency(&round) > latency(&empty), "{round}");
    for line in 2..4 {
        ordered(&world, &order(line, 150_000)).await;
    }
    let refused = world.create(&order(4, 150_000)).await;
    refused.assert_error(422, FULL);
    let message = refused.json()["message"].as_str().unwrap().to_owned();
    let reason = "There is no route between Auckland and Los Angeles with 150,000 Mbps free";
    assert!(message.starts_with(reason), "{message}");
    // A trunk that would be left less than a fifth has to be built out first.
    let scarce = world.assess(&order(4, 20_000)).await.json();
    assert_eq!(scarce["xOffers"][0]["waitDays"], 30);
}

#[tokio::test]
async fn what_is_held_is_known_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("sandbox.db"));
    let order = demand(BERGEN, OSLO, 6_000);
    let world = World::over(&database, DELAY).await;
    ordered(&world, &order).await;
    world.state.close();
    let world = World::over(&database, DELAY).await;
    let refused = world.create(&order).await;
    refused.assert_error(422, FULL);
    let message = refused.json()["message"].as_str().unwrap().to_owned();
    assert!(message.contains("4,000 Mbps free"), "{message}");
}

#[tokio::test]
async fn without_a_limit_everything_fits() {
    let world = with_capacity(Capacity::Unlimited).await;
    for _ in 0..3 {
        ordered(&world, &demand(BERGEN, OSLO, 1_000_000)).await;
    }
    world.state.set_capacity(Capacity::Modelled);
    world
        .create(&demand(BERGEN, OSLO, 1))
        .await
        .assert_error(422, FULL);
}

#[tokio::test]
async fn check_22_one_capacity_for_all_holds_for_edges_without_a_location_too() {
    let world = with_capacity(Capacity::Each(Mbps::new(100).unwrap())).await;
    let mut order = create_example();
    // Both edges of the example have one address, and so one line.
    order["guaranteeBandwidth"] = json!(51);
    world.create(&order).await.assert_error(422, FULL);
    order["guaranteeBandwidth"] = json!(50);
    ordered(&world, &order).await;
    world
        .create(&create_example())
        .await
        .assert_error(422, FULL);
}

#[tokio::test]
async fn edges_without_a_location_have_no_limit() {
    let world = World::new().await;
    let mut order = create_example();
    order["guaranteeBandwidth"] = json!(1_000_000);
    order["sla"] = json!("AAA");
    for _ in 0..3 {
        ordered(&world, &order).await;
    }
}
