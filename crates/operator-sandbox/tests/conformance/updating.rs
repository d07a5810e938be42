//! Checks 33 to 39: changing bandwidth and level.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use serde_json::json;

use crate::{
    published::update_example,
    world::{DELAY, World},
};

#[tokio::test]
async fn check_33_each_value_is_changed_alone() {
    let world = World::new().await;
    let id = world.ordered().await;
    world.clock.advance(DELAY);
    let answer = world.patch(&id, &json!({"guaranteeBandwidth": 1000})).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let network = answer.json();
    assert_eq!(
        (&network["guaranteeBandwidth"], &network["sla"]),
        (&json!(1000), &json!("A"))
    );
    assert_eq!(
        network["xLifecycle"]["pendingChange"],
        json!({"guaranteeBandwidth": 1000})
    );
    let network = world.patch(&id, &json!({"sla": "AAA"})).await.json();
    assert_eq!(
        (&network["guaranteeBandwidth"], &network["sla"]),
        (&json!(1000), &json!("AAA"))
    );
    let both = json!({"guaranteeBandwidth": 1000, "sla": "AAA"});
    assert_eq!(network["xLifecycle"]["pendingChange"], both);
    world.clock.advance(DELAY);
    let network = world.get(&id).await.json();
    assert_eq!(network["xLifecycle"]["pendingChange"], json!(null));
    assert_eq!(
        (&network["guaranteeBandwidth"], &network["sla"]),
        (&json!(1000), &json!("AAA"))
    );
}

#[tokio::test]
async fn check_33_the_published_change_is_taken() {
    let world = World::new().await;
    let id = world.ordered().await;
    let network = world.patch(&id, &update_example()).await.json();
    assert_eq!(
        (&network["guaranteeBandwidth"], &network["sla"]),
        (&json!(10), &json!("A"))
    );
}

#[tokio::test]
async fn check_34_an_empty_patch_changes_nothing() {
    let world = World::new().await;
    let id = world.ordered().await;
    let before = world.get(&id).await.json();
    let answer = world.patch(&id, &json!({})).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json(), before);
    assert_eq!(world.get(&id).await.json(), before);
}

#[tokio::test]
async fn check_35_nothing_else_can_be_changed() {
    let world = World::new().await;
    let id = world.ordered().await;
    let before = world.get(&id).await.json();
    for patch in [
        json!({"sla": null}),
        json!({"guaranteeBandwidth": null}),
        json!({"serviceName": "x"}),
        json!({"duration": {"value": 1, "unit": "days"}}),
        json!({"guaranteeBandwidth": 0}),
        json!({"sla": "B"}),
        json!([]),
        json!(null),
    ] {
        world
            .patch(&id, &patch)
            .await
            .assert_error(400, "INVALID_ARGUMENT");
    }
    assert_eq!(world.get(&id).await.json(), before);
}

#[tokio::test]
async fn check_36_plain_json_is_taken_and_other_types_are_not() {
    let world = World::new().await;
    let id = world.ordered().await;
    let call = |media_type| {
        let call = world
            .call(Method::PATCH, &format!("/networks/{id}"))
            .json(&json!({"sla": "AA"}));
        world.send(call.header("content-type", media_type))
    };
    assert_eq!(call("application/json").await.status, StatusCode::OK);
    call("text/plain")
        .await
        .assert_error(415, "UNSUPPORTED_MEDIA_TYPE");
}

#[tokio::test]
async fn check_37_a_change_is_taken_while_building_and_not_while_deleting() {
    let world = World::new().await;
    let id = world.ordered().await;
    assert_eq!(
        world.patch(&id, &json!({"sla": "AA"})).await.status,
        StatusCode::OK
    );
    world.clock.advance(DELAY);
    world.delete(&id).await;
    world
        .patch(&id, &json!({"sla": "A"}))
        .await
        .assert_error(409, "INCOMPATIBLE_STATE");
    assert_eq!(world.get(&id).await.json()["sla"], "AA");
}

#[tokio::test]
async fn check_37_a_change_of_what_is_over_is_refused() {
    let mut world = World::new().await;
    let id = world.ordered().await;
    // The example is ordered for six days.
    world
        .advance_with_new_token(DELAY + TimeDelta::days(6))
        .await;
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["statusInfo"], "DURATION_EXPIRED");
    for patch in [json!({"sla": "AA"}), json!({})] {
        world
            .patch(&id, &patch)
            .await
            .assert_error(409, "INCOMPATIBLE_STATE");
    }
    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    world
        .patch(&id, &json!({"sla": "AA"}))
        .await
        .assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn check_38_two_changes_at_once_do_not_mix() {
    let world = World::new().await;
    let id = world.ordered().await;
    let low = json!({"guaranteeBandwidth": 30, "sla": "AA"});
    let high = json!({"guaranteeBandwidth": 40, "sla": "AAA"});
    let (first, second) = tokio::join!(world.patch(&id, &low), world.patch(&id, &high));
    assert!(first.status == StatusCode::OK && second.status == StatusCode::OK);
    let network = world.get(&id).await.json();
    let now = (
        network["guaranteeBandwidth"].clone(),
        network["sla"].clone(),
    );
    let is_one = [low, high]
        .iter()
        .any(|patch| now == (patch["guaranteeBandwidth"].clone(), patch["sla"].clone()));
    assert!(is_one, "{network}");
}

#[tokio::test]
async fn check_39_an_unknown_network_cannot_be_changed() {
    let world = World::new().await;
    world
        .patch("unknown", &json!({"sla": "AA"}))
        .await
        .assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn a_change_that_cannot_be_built_is_refused_and_leaves_the_network_as_it_is() {
    let world = World::new().await;
    let edge = json!({"primaryIpAddress": {"addressType": "Ipv4Addr", "address": "192.0.2.1"}});
    let order = json!({"connections": [{"customerEdge": edge, "providerEdge": edge}]});
    let created = world.create(&order).await.json();
    let id = created["serviceId"].as_str().unwrap();
    world
        .patch(id, &json!({"sla": "AAA"}))
        .await
        .assert_error(422, "SERVICE_NOT_APPLICABLE");
    assert_eq!(world.get(id).await.json(), created);
}
