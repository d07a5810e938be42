//! The golden fixtures that the client is checked against: what it sends is taken, and what
//! is answered has their shape. `camara` holds the fixtures against the published API.

use std::mem::discriminant;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::{DELAY, World};

const ASSESSMENT_REQUEST: &str = include_str!("../../../camara/fixtures/assessment-request.json");
const ASSESSMENT_RESULT: &str = include_str!("../../../camara/fixtures/assessment-result.json");
const ERROR: &str = include_str!("../../../camara/fixtures/error.json");
const NETWORK: &str = include_str!("../../../camara/fixtures/network.json");
const NETWORK_CREATE: &str = include_str!("../../../camara/fixtures/network-create.json");
const NETWORK_UPDATE: &str = include_str!("../../../camara/fixtures/network-update.json");

pub(crate) fn golden(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Checks that each property of `answer` is in `golden`, with a value of the same kind. The
/// items of a list in `golden` count together.
#[track_caller]
pub(crate) fn assert_shape(at: &str, answer: &Value, golden: &[&Value]) {
    let is_known = golden
        .iter()
        .any(|golden| discriminant(*golden) == discriminant(answer));
    assert!(is_known, "{at} is of another kind: {answer}");
    match answer {
        Value::Object(properties) => {
            for (name, value) in properties {
                let same: Vec<_> = golden
                    .iter()
                    .filter_map(|golden| golden.get(name))
                    .collect();
                assert!(!same.is_empty(), "{at}/{name} is in no golden fixture");
                assert_shape(&format!("{at}/{name}"), value, &same);
            }
        }
        Value::Array(items) => {
            let all: Vec<_> = golden
                .iter()
                .filter_map(|golden| golden.as_array())
                .flatten()
                .collect();
            for (index, item) in items.iter().enumerate() {
                assert_shape(&format!("{at}/{index}"), item, &all);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[tokio::test]
async fn the_golden_order_is_taken_and_answered_in_the_golden_shape() {
    let world = World::new().await;
    let created = world.create(&golden(NETWORK_CREATE)).await;
    assert_eq!(created.status, StatusCode::CREATED, "{created:?}");
    assert_shape("", &created.json(), &[&golden(NETWORK)]);
    let order = golden(NETWORK_CREATE);
    for (name, value) in order.as_object().unwrap() {
        assert_eq!(&created.json()[name], value, "{name}");
    }
    world.clock.advance(DELAY);
    let id = created.json()["serviceId"].as_str().unwrap().to_owned();
    assert_shape("", &world.get(&id).await.json(), &[&golden(NETWORK)]);
    let unprotected = world.patch(&id, &golden(NETWORK_UPDATE)).await;
    unprotected.assert_error(422, "SERVICE_NOT_APPLICABLE");
    let patched = world.patch(&id, &json!({"guaranteeBandwidth": 500})).await;
    assert_shape("", &patched.json(), &[&golden(NETWORK)]);
}

#[tokio::test]
async fn the_golden_question_is_answered_in_the_golden_shape() {
    let world = World::new().await;
    let answer = world.assess(&golden(ASSESSMENT_REQUEST)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let with_reason = json!({"xConnections": [{"reason": ""}]});
    assert_shape(
        "",
        &answer.json(),
        &[&golden(ASSESSMENT_RESULT), &with_reason],
    );
    let error = world.get("unknown").await;
    assert_shape("", &error.json(), &[&golden(ERROR)]);
}
