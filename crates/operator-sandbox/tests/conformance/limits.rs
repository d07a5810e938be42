//! Checks 23 and 53: how many networks a client may have, and how often it may ask.

use std::num::NonZeroU32;

use axum::http::{Method, StatusCode};
use chrono::TimeDelta;
use operator_sandbox::Limits;

use crate::{
    published::{assessment_example, create_example},
    world::{Call, DELAY, World},
};

impl World {
    fn limit_requests(&self, per_second: u32) {
        self.state.set_limits(Limits {
            requests_per_second: NonZeroU32::new(per_second),
            ..Limits::default()
        });
    }

    fn limit_networks(&self, networks: u32) {
        self.state.set_limits(Limits {
            networks: Some(networks),
            ..Limits::default()
        });
    }
}

#[tokio::test]
async fn check_23_a_client_at_its_quota_gets_no_further_network() {
    let mut world = World::new().await;
    world.limit_networks(2);
    let first = world.ordered().await;
    let key = "x-idempotency-key";
    let order = |world: &World| {
        world
            .call(Method::POST, "/networks")
            .json(&create_example())
    };
    let second = world.send(order(&world).header(key, "k")).await;
    assert_eq!(second.status, StatusCode::CREATED, "{second:?}");

    let refused = world.create(&create_example()).await;
    refused.assert_error(429, "QUOTA_EXCEEDED");
    assert_eq!(refused.header("retry-after"), "", "waiting does not help");
    let repeated = world.send(order(&world).header(key, "k")).await;
    assert_eq!(repeated.body, second.body, "an order repeated is none more");

    assert_eq!(world.delete(&first).await.status, 202);
    let deleting = world.create(&create_example()).await;
    deleting.assert_error(429, "QUOTA_EXCEEDED");
    world.clock.advance(DELAY);
    assert_eq!(world.create(&create_example()).await.status, 201);
    world
        .create(&create_example())
        .await
        .assert_error(429, "QUOTA_EXCEEDED");

    world.become_another_client().await;
    assert_eq!(world.create(&create_example()).await.status, 201);
}

#[tokio::test]
async fn check_23_a_network_whose_duration_is_over_does_not_count() {
    let mut world = World::new().await;
    world.limit_networks(1);
    world.ordered().await;
    // Six months and the delay.
    world.advance_with_new_token(TimeDelta::days(185)).await;
    assert_eq!(world.create(&create_example()).await.status, 201);
}

#[tokio::test]
async fn check_53_a_client_that_asks_too_often_is_told_when_to_ask_again() {
    let mut world = World::new().await;
    world.limit_requests(3);
    for _ in 0..3 {
        let answer = world.assess(&assessment_example()).await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let refused = world.assess(&assessment_example()).await;
    refused.assert_error(429, "TOO_MANY_REQUESTS");
    assert_eq!(refused.header("retry-after"), "1");
    assert_eq!(world.create(&create_example()).await.status, 429);

    let own = (world.client_id.clone(), world.token.clone());
    world.become_another_client().await;
    assert_eq!(
        world.get("unknown").await.status,
        404,
        "it has its own limit"
    );
    (world.client_id, world.token) = own;
    world.clock.advance(TimeDelta::seconds(1));
    assert_eq!(world.create(&create_example()).await.status, 201);
}

#[tokio::test]
async fn check_53_the_limit_comes_after_the_route_and_before_the_token() {
    let world = World::new().await;
    world.limit_requests(1);
    let stranger = || Call::api(Method::GET, "/networks/x").header("authorization", "Bearer none");
    world
        .send(stranger())
        .await
        .assert_error(401, "UNAUTHENTICATED");
    world
        .send(stranger())
        .await
        .assert_error(429, "TOO_MANY_REQUESTS");
    let unknown = world.send(world.call(Method::GET, "/network")).await;
    unknown.assert_error(404, "NOT_FOUND");
    let put = world.send(world.call(Method::PUT, "/networks/x")).await;
    put.assert_error(405, "METHOD_NOT_ALLOWED");
    // Strangers use up no client's limit.
    assert_eq!(world.get("unknown").await.status, 404);
    world
        .send(world.call(Method::POST, "/assessment"))
        .await
        .assert_error(429, "TOO_MANY_REQUESTS");
}
