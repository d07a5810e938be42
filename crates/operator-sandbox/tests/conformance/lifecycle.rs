//! Check 55 and the failures of a network's life (`camara.md`, 6).

use axum::http::StatusCode;
use chrono::TimeDelta;
use operator_sandbox::EXPIRED_STAYS;
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{DELAY, World},
};

async fn lifecycle(world: &World, id: &str) -> Value {
    let answer = world.get(id).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()["xLifecycle"].clone()
}

fn terminated(lifecycle: &Value) {
    assert_eq!(lifecycle["status"], "UNAVAILABLE", "{lifecycle}");
    assert_eq!(lifecycle["statusInfo"], "NETWORK_TERMINATED", "{lifecycle}");
}

#[tokio::test]
async fn check_55_six_calendar_months_end_the_network_then_it_lingers_then_it_is_gone() {
    let mut world = World::new().await;
    let mut order = create_example();
    order.as_object_mut().unwrap().remove("duration");
    let id = world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    // From 2 November to 2 May.
    let months = DELAY + TimeDelta::days(181);
    world
        .advance_with_new_token(months - TimeDelta::milliseconds(1))
        .await;
    assert_eq!(lifecycle(&world, &id).await["status"], "AVAILABLE");
    world.clock.advance(TimeDelta::milliseconds(1));
    let ended = lifecycle(&world, &id).await;
    assert_eq!(ended["status"], "UNAVAILABLE");
    assert_eq!(ended["statusInfo"], "DURATION_EXPIRED");
    assert!(EXPIRED_STAYS >= TimeDelta::seconds(360));
    world
        .clock
        .advance(EXPIRED_STAYS - TimeDelta::milliseconds(1));
    assert_eq!(world.get(&id).await.status, StatusCode::OK);
    world.clock.advance(TimeDelta::milliseconds(1));
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_network_in_use_can_be_cut_off() {
    let world = World::new().await;
    let id = world.ordered().await;
    world.clock.advance(DELAY + TimeDelta::minutes(5));
    assert!(world.state.terminate(&id).await.unwrap());
    let ended = lifecycle(&world, &id).await;
    terminated(&ended);
    assert!(ended["startedAt"].is_string());
    world
        .patch(&id, &json!({"sla": "AA"}))
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
    assert!(!world.state.terminate(&id).await.unwrap(), "it has ended");
    world
        .clock
        .advance(EXPIRED_STAYS - TimeDelta::milliseconds(1));
    terminated(&lifecycle(&world, &id).await);
    world.clock.advance(TimeDelta::milliseconds(1));
    world.get(&id).await.assert_error(404, "NOT_FOUND");
    assert!(!world.state.terminate("unknown").await.unwrap());
}

#[tokio::test]
async fn an_order_can_fail_while_it_is_built() {
    let world = World::new().await;
    world.state.fail_next_orders(1);
    let failing = world.ordered().await;
    let other = world.ordered().await;
    assert_eq!(lifecycle(&world, &failing).await["status"], "REQUESTED");
    world.clock.advance(DELAY);
    let ended = lifecycle(&world, &failing).await;
    terminated(&ended);
    assert_eq!(ended["startedAt"], json!(null), "it never began");
    assert_eq!(lifecycle(&world, &other).await["status"], "AVAILABLE");
    world.clock.advance(EXPIRED_STAYS);
    world.get(&failing).await.assert_error(404, "NOT_FOUND");
    let cut_off = world.ordered().await;
    assert!(world.state.terminate(&cut_off).await.unwrap());
    let ended = lifecycle(&world, &cut_off).await;
    terminated(&ended);
    assert_eq!(ended["startedAt"], json!(null));
}

#[tokio::test]
async fn without_a_delay_an_order_can_fail_in_its_answer() {
    let world = World::with_delay(TimeDelta::zero()).await;
    world.state.fail_next_orders(1);
    let answer = world.create(&create_example()).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    terminated(&answer.json()["xLifecycle"]);
}

#[tokio::test]
async fn a_network_that_was_cut_off_is_removed_at_once() {
    let world = World::new().await;
    let id = world.ordered().await;
    assert!(world.state.terminate(&id).await.unwrap());
    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}
