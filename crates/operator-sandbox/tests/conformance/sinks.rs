//! Where clients are told of their networks: registered for a client, or named by an order.

use axum::http::StatusCode;
use chrono::TimeDelta;
use operator_sandbox::{
    Database,
    notifications::{InvalidSink, NotificationSettings, OrderSinks, RegisterError},
};
use serde_json::{Value, json};

use crate::{
    notifications::{Told, settings},
    published,
    receiver::{Receiver, Reply},
    world::{DELAY, World},
};

const SECRET: &str = "a-token-of-the-sink";

fn credential() -> Value {
    json!({
        "credentialType": "ACCESSTOKEN",
        "accessToken": SECRET,
        "accessTokenExpiresUtc": "2026-11-02T20:00:00Z",
        "accessTokenType": "bearer",
    })
}

fn order_to(sink: &str, credential: Value) -> Value {
    let mut order = published::create_example();
    order["sink"] = json!(sink);
    order["sinkCredential"] = credential;
    order
}

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

#[tokio::test]
async fn a_sink_is_registered_replaced_and_removed() {
    let mut told = Told::unregistered().await;
    let (state, client) = (told.world.state.clone(), told.world.client_id.clone());
    // Ordered before there is a sink, and told from then on.
    let id = told.world.ordered().await;
    state
        .register_sink(&client, &told.sink.url, None)
        .await
        .unwrap();
    assert_eq!(
        state.sink_of(&client).await.unwrap().as_ref(),
        Some(&told.sink.url)
    );
    told.sink.answer([Reply::Status(503)]);
    told.world.clock.advance(DELAY);
    let first = told.sink.next().await;
    told.undelivered(|all| all[0].attempts == 1).await;

    // What the first did not take goes to the second, at once.
    let mut second = Receiver::start(&told.world.clock).await;
    let token = serde_json::from_value(credential()).unwrap();
    state
        .register_sink(&client, &second.url, Some(&token))
        .await
        .unwrap();
    let received = second.next().await;
    assert_eq!(received.id(), first.id());
    assert_eq!(
        received.header("authorization"),
        Some(&*format!("Bearer {SECRET}"))
    );

    told.undelivered(<[_]>::is_empty).await;
    assert!(state.remove_sink(&client).await.unwrap());
    assert!(!state.remove_sink(&client).await.unwrap());
    assert_eq!(state.sink_of(&client).await.unwrap(), None);
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty() && second.is_empty());
}

#[tokio::test]
async fn a_sink_that_registers_late_is_not_told_what_has_been() {
    let mut told = Told::unregistered().await;
    let id = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let (state, client) = (&told.world.state, &told.world.client_id);
    state
        .register_sink(client, &told.sink.url, None)
        .await
        .unwrap();
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.told(), "DELETE_REQUESTED");
}

#[tokio::test]
async fn a_client_is_told_of_its_own_networks_only() {
    let mut told = Told::new().await;
    told.world.become_another_client().await;
    let others = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    let mut sink = Receiver::start(&told.world.clock).await;
    let (state, client) = (&told.world.state, &told.world.client_id);
    state.register_sink(client, &sink.url, None).await.unwrap();
    told.world.delete(&others).await;
    told.world.clock.advance(DELAY);
    assert_eq!(sink.next().await.service_id(), others);
    told.undelivered(<[_]>::is_empty).await;
    assert!(told.sink.is_empty());
}

#[tokio::test]
async fn a_client_that_is_removed_is_told_nothing_more() {
    let mut told = Told::unregistered().await;
    told.world.become_another_client().await;
    let mut told = told.registered().await;
    let (state, client) = (told.world.state.clone(), told.world.client_id.clone());
    let own = Receiver::start(&told.world.clock).await;
    told.world.ordered().await;
    let created = told.world.create(&order_to(&own.url, credential())).await;
    assert_eq!(created.status, StatusCode::CREATED);
    assert!(state.remove_client(&client).await.unwrap());
    assert_eq!(state.sink_of(&client).await.unwrap(), None);
    told.world.clock.advance(DELAY);
    told.undelivered(<[_]>::is_empty).await;
    let refused = state.register_sink(&client, &own.url, None).await;
    assert!(
        matches!(refused, Err(RegisterError::UnknownClient)),
        "{refused:?}"
    );
    // The operator's own client is told when all that could have been sent is.
    told.world.client_id = state.own_client().await.unwrap();
    told.world.secret = state.new_secret(&told.world.client_id).await.unwrap();
    told.world.advance_with_new_token(TimeDelta::zero()).await;
    let mut told = told.registered().await;
    let last = told.world.ordered().await;
    told.world.clock.advance(DELAY);
    assert_eq!(told.sink.next().await.service_id(), last);
    assert!(told.sink.is_empty() && own.is_empty());
}

#[tokio::test]
async fn a_registration_is_refused_for_what_it_is() {
    let world = World::new().await;
    let refused = world
        .state
        .register_sink(&world.client_id, "https://10.0.0.1/", None)
        .await;
    assert!(
        matches!(refused, Err(RegisterError::Invalid(InvalidSink::Url(_)))),
        "{refused:?}"
    );
    let refused = world
        .state
        .register_sink("nobody", "https://sink.example/", None)
        .await;
    assert!(
        matches!(refused, Err(RegisterError::UnknownClient)),
        "{refused:?}"
    );
}

#[tokio::test]
async fn a_token_is_kept_no_longer_than_there_is_something_to_tell() {
    let dir = tempfile::tempdir().unwrap();
    let database = Database::File(dir.path().join("sandbox.db"));
    let settings = settings(NotificationSettings {
        order_sinks: OrderSinks::Taken,
        ..NotificationSettings::default()
    });
    let mut told = Told::over(&database, settings).await;
    let mut long = credential();
    // Too long to be kept within one page of the file.
    let secret = "s".repeat(4096);
    long["accessToken"] = json!(secret);
    let order = order_to(&told.sink.url, long);
    let id = told.world.create(&order).await.json()["serviceId"]
        .as_str()
        .unwrap()
        .to_owned();
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.world.delete(&id).await;
    told.world.clock.advance(DELAY);
    told.sink.next().await;
    told.undelivered(<[_]>::is_empty).await;
    told.delivery.stop().await;
    told.world.state.close();
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let content = std::fs::read(&path).unwrap();
        let is_there = content
            .windows(64)
            .any(|part| part == &secret.as_bytes()[..64]);
        assert!(!is_there, "{}", path.display());
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_is_its_owners() {
    use std::os::unix::fs::PermissionsExt as _;

    let dir = tempfile::tempdir().unwrap();
    let world = World::over(&Database::File(dir.path().join("sandbox.db")), DELAY).await;
    world.ordered().await;
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let path = file.unwrap().path();
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
    }
}
