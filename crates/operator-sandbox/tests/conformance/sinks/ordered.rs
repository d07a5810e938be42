//! A sink that an order names: what is taken, what is refused, and for how long it is told.

use axum::http::StatusCode;
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{SECRET, credential, order_to};
use crate::{
    notifications::Told,
    published,
    receiver::{Receiver, Reply},
    world::{DELAY, World},
};

#[tokio::test]
async fn check_08_a_sink_is_an_unknown_property_unless_the_operator_takes_it() {
    let world = World::new().await;
    let mut order = published::create_example();
    order["sink"] = json!("https://sink.example/");
    let answer = world.create(&order).await;
    answer.assert_error(400, "INVALID_ARGUMENT");
    assert!(answer.json()["message"].as_str().unwrap().contains("sink"));
}

#[tokio::test]
async fn a_sink_in_an_order_is_echoed_and_its_credential_is_not() {
    let mut told = Told::unregistered().await;
    let call = told.world.call(axum::http::Method::POST, "/networks");
    let call = call.header("x-idempotency-key", "k");
    let order = order_to(&told.sink.url, credential());
    let created = told.world.send(call.json(&order)).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    let id = created.json()["serviceId"].as_str().unwrap().to_owned();
    let call = told.world.call(axum::http::Method::POST, "/networks");
    let again = told
        .world
        .send(call.header("x-idempotency-key", "k").json(&order))
        .await;
    let read = told.world.get(&id).await;
    let changed = told
        .world
        .patch(&id, &json!({"guaranteeBandwidth": 77}))
        .await;
    for answer in [created, again, read, changed] {
        assert_eq!(answer.json()["sink"], told.sink.url);
        let text = String::from_utf8(answer.body.clone()).unwrap();
        assert!(
            !text.contains("inkCredential") && !text.contains(SECRET),
            "{text}"
        );
    }
    told.world.clock.advance(DELAY);
    let received = told.sink.next().await;
    assert_eq!(
        received.header("authorization"),
        Some(&*format!("Bearer {SECRET}"))
    );
    assert_eq!(received.service_id(), id);
}

#[tokio::test]
async fn check_28_an_order_repeated_after_its_credential_has_expired_gets_its_answer() {
    let mut told = Told::unregistered().await;
    let order = order_to(&told.sink.url, credential());
    let ask = |told: &Told| {
        let call = told.world.call(axum::http::Method::POST, "/networks");
        call.header("x-idempotency-key", "k").json(&order)
    };
    let first = told.world.send(ask(&told)).await;
    assert_eq!(first.status, StatusCode::CREATED, "{first:?}");
    told.world
        .advance_with_new_token(TimeDelta::hours(12))
        .await;
    let again = told.world.send(ask(&told)).await;
    assert_eq!(again.status, StatusCode::CREATED, "{again:?}");
    assert_eq!(again.body, first.body);
    told.world
        .create(&order)
        .await
        .assert_error(400, "INVALID_TOKEN");
}

#[tokio::test]
async fn the_same_key_with_another_sink_is_another_order() {
    let told = Told::unregistered().await;
    let mut answers = Vec::new();
    for sink in ["https://a.example/", "https://b.example/"] {
        let mut order = published::create_example();
        order["sink"] = json!(sink);
        let call = told.world.call(axum::http::Method::POST, "/networks");
        let call = call.header("x-idempotency-key", "k").json(&order);
        answers.push(told.world.send(call).await);
    }
    assert_eq!(answers[0].status, StatusCode::CREATED);
    answers[1].assert_error(422, "MULTI_POINT_VPN.IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn what_is_wrong_with_a_sink_has_its_code_and_nothing_is_ordered() {
    let told = Told::unregistered().await;
    let good = "https://sink.example/events";
    let with = |name: &str, value: Value| {
        let mut credential = credential();
        credential[name] = value;
        credential
    };
    for (order, status, code) in [
        (
            order_to("http://sink.example/", credential()),
            400,
            "INVALID_SINK",
        ),
        (
            order_to("https://192.168.1.1/", credential()),
            400,
            "INVALID_SINK",
        ),
        (order_to("nowhere", credential()), 400, "INVALID_SINK"),
        (
            order_to(good, with("credentialType", json!("PLAIN"))),
            400,
            "INVALID_CREDENTIAL",
        ),
        (
            order_to(good, json!({"credentialType": "PRIVATE_KEY_JWT"})),
            422,
            "PRIVATE_KEY_JWT_NOT_CONFIGURED",
        ),
        (
            order_to(good, with("accessTokenType", json!("mac"))),
            400,
            "INVALID_TOKEN",
        ),
        (
            order_to(
                good,
                with("accessTokenExpiresUtc", json!("2026-11-02T09:30:00Z")),
            ),
            400,
            "INVALID_TOKEN",
        ),
        (
            order_to(good, with("accessToken", json!(5))),
            400,
            "INVALID_ARGUMENT",
        ),
        (
            order_to(good, with("refreshToken", json!(SECRET))),
            400,
            "INVALID_ARGUMENT",
        ),
        (order_to(good, json!(SECRET)), 400, "INVALID_ARGUMENT"),
        (order_to(good, Value::Null), 400, "INVALID_ARGUMENT"),
        (
            {
                let mut order = order_to(good, credential());
                order.as_object_mut().unwrap().remove("sink");
                order
            },
            400,
            "INVALID_ARGUMENT",
        ),
    ] {
        let answer = told.world.create(&order).await;
        answer.assert_error(status, code);
        let text = String::from_utf8(answer.body.clone()).unwrap();
        assert!(!text.contains(SECRET), "{text}");
    }
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
}

#[tokio::test]
async fn an_order_that_names_a_sink_is_told_there_and_nowhere_else() {
    let mut told = Told::new().await;
    let mut own = Receiver::start(&told.world.clock).await;
    let order = order_to(&own.url, credential());
    let id = told.world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    let other = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(own.next().await.service_id(), id);
    let received = told.sink.next().await;
    assert_eq!(received.service_id(), other);
    assert_eq!(received.header("authorization"), None);
    told.undelivered(<[_]>::is_empty).await;
    assert!(own.is_empty() && told.sink.is_empty());
}

#[tokio::test]
async fn nothing_is_told_any_more_once_the_token_has_expired() {
    let mut told = Told::unregistered().await;
    told.sink.answer([Reply::Status(503)]);
    let mut other = Receiver::start(&told.world.clock).await;
    told.world
        .create(&order_to(&told.sink.url, credential()))
        .await;
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.undelivered(|all| all.first().is_some_and(|first| first.attempts == 1))
        .await;
    // The retry is due too, but not before the token's end is seen.
    told.world
        .advance_with_new_token(TimeDelta::hours(12))
        .await;
    told.undelivered(<[_]>::is_empty).await;
    told.world
        .create(&order_to(&other.url, Value::Null))
        .await
        .assert_error(400, "INVALID_ARGUMENT");
    let mut order = published::create_example();
    order["sink"] = json!(other.url);
    told.world.create(&order).await;
    told.world.clock.advance(DELAY);
    other.next().await;
    assert!(told.sink.is_empty());
}
