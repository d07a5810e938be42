//! Extending a network, an addition to the standard (`camara.md`, 6).

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use operator_sandbox::Scope;
use serde_json::{Value, json};

use crate::{
    published::create_example,
    world::{Answer, DELAY, World},
};

async fn extend(world: &World, id: &str, value: Value, unit: &str) -> Answer {
    let body = json!({"requestedAdditionalDuration": {"value": value, "unit": unit}});
    post(world, id, &body).await
}

async fn post(world: &World, id: &str, body: &Value) -> Answer {
    let call = world.call(Method::POST, &format!("/networks/{id}/extend"));
    world.send(call.json(body)).await
}

async fn available(world: &World, duration: Value) -> String {
    let mut order = create_example();
    order["duration"] = duration;
    let created = world.create(&order).await.json();
    world.clock.advance(DELAY);
    created["serviceId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn terms_of_one_unit_add_up_from_the_beginning() {
    let world = World::new().await;
    let id = available(&world, json!({"value": 1, "unit": "months"})).await;
    let answer = extend(&world, &id, json!(3), "months").await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let network = answer.json();
    assert_eq!(network["duration"], json!({"value": 4, "unit": "months"}));
    assert_eq!(
        network["xLifecycle"]["expiresAt"],
        "2027-03-02T09:30:03.000Z"
    );
    assert_eq!(world.get(&id).await.json(), network);
}

#[tokio::test]
async fn terms_of_two_units_are_told_in_the_largest_whole_one() {
    let world = World::new().await;
    let id = available(&world, json!({"value": 1, "unit": "months"})).await;
    let network = extend(&world, &id, json!(2), "days").await.json();
    assert_eq!(network["duration"], json!({"value": 32, "unit": "days"}));
    assert_eq!(
        network["xLifecycle"]["expiresAt"],
        "2026-12-04T09:30:03.000Z"
    );
    let network = extend(&world, &id, json!(90), "minutes").await.json();
    let minutes = 32 * 24 * 60 + 90;
    assert_eq!(
        network["duration"],
        json!({"value": minutes, "unit": "minutes"})
    );
}

#[tokio::test]
async fn an_extended_network_lives_and_holds_its_capacity_longer() {
    let mut world = World::new().await;
    let id = available(&world, json!({"value": 10, "unit": "days"})).await;
    extend(&world, &id, json!(10), "days").await;
    world.advance_with_new_token(TimeDelta::days(19)).await;
    let network = world.get(&id).await.json();
    assert_eq!(network["xLifecycle"]["status"], "AVAILABLE");
    world.advance_with_new_token(TimeDelta::days(1)).await;
    let network = world.get(&id).await.json();
    assert_eq!(network["xLifecycle"]["statusInfo"], "DURATION_EXPIRED");
}

#[tokio::test]
async fn nothing_lasts_longer_than_the_longest_duration() {
    let world = World::new().await;
    let id = available(&world, json!({"value": 1, "unit": "years"})).await;
    for (value, unit) in [(100, "years"), (1, "minutes")] {
        let network = extend(&world, &id, json!(value), unit).await.json();
        assert_eq!(network["duration"], json!({"value": 100, "unit": "years"}));
        let expires = &network["xLifecycle"]["expiresAt"];
        assert_eq!(expires, "2126-11-02T09:30:03.000Z");
    }
}

#[tokio::test]
async fn only_a_network_that_is_available_can_be_extended() {
    let mut world = World::new().await;
    let id = world.ordered().await;
    let asked = || extend(&world, &id, json!(1), "days");
    asked().await.assert_error(409, "INCOMPATIBLE_STATE");
    world.clock.advance(DELAY);
    assert_eq!(asked().await.status, StatusCode::OK);
    world.delete(&id).await;
    asked().await.assert_error(409, "INCOMPATIBLE_STATE");
    world.clock.advance(DELAY);
    asked().await.assert_error(404, "NOT_FOUND");
    let cut_off = available(&world, json!({"value": 1, "unit": "days"})).await;
    world.state.terminate(&cut_off).await.unwrap();
    extend(&world, &cut_off, json!(1), "days")
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
    let others = available(&world, json!({"value": 1, "unit": "days"})).await;
    world.become_another_client().await;
    extend(&world, &others, json!(1), "days")
        .await
        .assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn an_extension_is_read_as_strictly_as_an_order() {
    let mut world = World::new().await;
    let id = available(&world, json!({"value": 1, "unit": "days"})).await;
    for body in [
        json!({}),
        json!([]),
        json!({"requestedAdditionalDuration": null}),
        json!({"requestedAdditionalDuration": {"value": 1, "unit": "weeks"}}),
        json!({"requestedAdditionalDuration": {"value": 1}, "sla": "A"}),
    ] {
        post(&world, &id, &body)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
    for value in [json!(0), json!(-1), json!(36_501), json!(1e300)] {
        extend(&world, &id, value, "days")
            .await
            .assert_error(400, "OUT_OF_RANGE");
    }
    extend(&world, "a%20b", json!(1), "days")
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    world.token = world.mint(&[Scope::Create, Scope::Read]).await;
    extend(&world, &id, json!(1), "days")
        .await
        .assert_error(403, "PERMISSION_DENIED");
}
