//! What both APIs share: the quota, the faults that a plan scripts, and the way services are kept.

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use operator_sandbox::{Database, FaultPlan, Limits};
use serde_json::json;

use super::{SERVICE, order};
use crate::{published::create_example, world::World};

#[tokio::test]
async fn the_quota_counts_the_networks_of_both_apis() {
    let world = World::new().await;
    world.state.set_limits(Limits {
        networks: Some(2),
        ..Limits::default()
    });
    world.ordered().await;
    let service = world.s2c_ordered().await;
    world
        .s2c_order(&order())
        .await
        .assert_error(429, "QUOTA_EXCEEDED");
    world
        .create(&create_example())
        .await
        .assert_error(429, "QUOTA_EXCEEDED");
    assert_eq!(world.s2c_delete(&service).await.status, StatusCode::OK);
    assert_eq!(
        world.create(&create_example()).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn a_fault_has_the_codes_of_this_api() {
    let world = World::new().await;
    let id = world.s2c_ordered().await;
    for (status, code) in [
        (400, "INVALID_INPUT"),
        (401, "AUTHENTICATION_REQUIRED"),
        (409, "CONFLICT"),
        (500, "INTERNAL"),
        (502, "BAD_GATEWAY"),
        (503, "UNAVAILABLE"),
        (504, "TIMEOUT"),
    ] {
        let plan = json!({"version": 1, "faults": [
            {"operations": ["getSiteToCloud"], "fault": {"answer": {"status": status}}},
        ]});
        let plan = FaultPlan::parse(plan.to_string().as_bytes()).unwrap();
        world.state.set_fault_plan(Some(plan));
        let call = world.s2c(Method::GET, &format!("{SERVICE}?servceId={id}"));
        world.send_scripted(call).await.assert_error(status, code);
    }
    world.state.set_fault_plan(None);
    assert_eq!(world.s2c_get(&id).await.status, StatusCode::OK);
}

#[tokio::test]
async fn services_outlast_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let first = World::over(&database, TimeDelta::zero()).await;
    let id = first.s2c_ordered().await;
    let before = first.s2c_get(&id).await.json();
    first.state.close();
    let second = World::over(&database, TimeDelta::zero()).await;
    assert_eq!(second.s2c_get(&id).await.json(), before);
    second.get(&id).await.assert_error(404, "NOT_FOUND");
    second.s2c_delete(&id).await;
    second.state.close();
    let third = World::over(&database, TimeDelta::zero()).await;
    third.s2c_get(&id).await.assert_error(404, "NOT_FOUND");
}
