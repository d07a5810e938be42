//! Checks 40 and 41: deletion, which takes its time.

use axum::http::StatusCode;
use chrono::TimeDelta;

use crate::world::{DELAY, World};

#[tokio::test]
async fn check_40_a_deletion_is_accepted_and_done_later() {
    let world = World::new().await;
    let id = world.ordered().await;
    world.clock.advance(DELAY);
    let answer = world.delete(&id).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    assert!(
        answer.body.is_empty() && !answer.headers.contains_key("content-type"),
        "{answer:?}"
    );
    world.clock.advance(DELAY - TimeDelta::milliseconds(1));
    let lifecycle = world.get(&id).await.json()["xLifecycle"].clone();
    assert_eq!(lifecycle["status"], "AVAILABLE");
    assert_eq!(lifecycle["statusInfo"], "DELETE_REQUESTED");
    world.clock.advance(TimeDelta::milliseconds(1));
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn check_41_a_second_deletion_is_accepted_until_the_first_is_done() {
    let world = World::new().await;
    let id = world.ordered().await;
    world.delete(&id).await;
    world.clock.advance(DELAY - TimeDelta::milliseconds(1));
    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    world.clock.advance(TimeDelta::milliseconds(1));
    world.delete(&id).await.assert_error(404, "NOT_FOUND");
}

#[tokio::test]
async fn without_a_delay_everything_is_done_at_once() {
    let world = World::with_delay(TimeDelta::zero()).await;
    let id = world.ordered().await;
    assert_eq!(
        world.get(&id).await.json()["xLifecycle"]["status"],
        "AVAILABLE"
    );
    assert_eq!(world.delete(&id).await.status, StatusCode::ACCEPTED);
    world.get(&id).await.assert_error(404, "NOT_FOUND");
}
