//! What `--strict` changes: the published text to the letter, where it contradicts itself.

use axum::http::{Method, StatusCode};
use operator_sandbox::Reading;
use serde_json::{Value, json};

use crate::{published::create_example, world::World};

fn named(name: &str) -> Value {
    let mut order = create_example();
    order["serviceName"] = json!(name);
    order
}

#[tokio::test]
async fn check_21_strictly_a_hyphen_is_refused_and_the_range_before_it_taken() {
    let world = World::reading(Reading::Strict).await;
    world
        .create(&named("a-b"))
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    let answer = world.create(&named("a\\]^_.Z9")).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{answer:?}");
    assert_eq!(answer.json()["serviceName"], "a\\]^_.Z9");
    let mut placed = create_example();
    placed["connections"][0]["customerEdge"]["location"] = json!("a-b");
    world
        .create(&placed)
        .await
        .assert_error(400, "INVALID_ARGUMENT");
}

#[tokio::test]
async fn check_21_leniently_both_readings_are_taken() {
    let world = World::reading(Reading::Lenient).await;
    for name in ["a-b", "a\\]^_.Z9"] {
        let answer = world.create(&named(name)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{name}");
    }
}

#[tokio::test]
async fn check_31_strictly_an_identifier_in_a_path_has_no_hyphen() {
    let world = World::reading(Reading::Strict).await;
    let uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";
    world.get(uuid).await.assert_error(400, "INVALID_ARGUMENT");
    world
        .get("a%5C%5D%5E_")
        .await
        .assert_error(404, "NOT_FOUND");
    let lenient = World::reading(Reading::Lenient).await;
    lenient.get(uuid).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn check_01_strictly_location_is_the_bare_identifier() {
    let world = World::reading(Reading::Strict).await;
    let answer = world.create(&create_example()).await;
    assert_eq!(answer.json()["serviceId"], answer.header("location"));
    // Made to be valid under both readings.
    assert!(!answer.header("location").contains('-'), "{answer:?}");
}

#[tokio::test]
async fn check_36_strictly_a_change_is_a_merge_patch_only() {
    let world = World::reading(Reading::Strict).await;
    let id = world.ordered().await;
    let path = format!("/networks/{id}");
    let plain = world.call(Method::PATCH, &path).json(&json!({"sla": "AA"}));
    world
        .send(plain)
        .await
        .assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
    let answer = world.patch(&id, &json!({"sla": "AA"})).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    assert_eq!(answer.json()["sla"], "AA");
}

#[tokio::test]
async fn strictly_answers_keep_their_additions() {
    let world = World::reading(Reading::Strict).await;
    let network = world.create(&create_example()).await.json();
    assert_eq!(network["xLifecycle"]["status"], "AVAILABLE", "{network}");
}
