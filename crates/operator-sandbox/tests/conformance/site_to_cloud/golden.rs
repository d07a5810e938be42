//! The golden fixtures that a client of this API is checked against: what it sends is taken,
//! and what is answered has their shape.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    golden::{assert_shape, golden},
    world::{DELAY, World},
};

const ASSESSMENT_REQUEST: &str =
    include_str!("../../../../camara/fixtures/site-to-cloud/01-assessment-request.json");
const ASSESSMENT: &str =
    include_str!("../../../../camara/fixtures/site-to-cloud/02-assessment.json");
const ORDER: &str = include_str!("../../../../camara/fixtures/site-to-cloud/03-order.json");
const ORDERED: &str = include_str!("../../../../camara/fixtures/site-to-cloud/04-ordered.json");
const SERVICE: &str = include_str!("../../../../camara/fixtures/site-to-cloud/05-service.json");
const CHANGE: &str = include_str!("../../../../camara/fixtures/site-to-cloud/06-change.json");
const CHANGED: &str = include_str!("../../../../camara/fixtures/site-to-cloud/07-changed.json");
const REPORT: &str = include_str!("../../../../camara/fixtures/site-to-cloud/08-final-report.json");
const ERROR: &str = include_str!("../../../../camara/fixtures/site-to-cloud/09-error.json");

/// Checks that the answer has every property of the fixture and no other, each of its kind.
#[track_caller]
fn assert_golden(answer: &Value, fixture: &str) {
    let fixture = golden(fixture);
    assert_shape("", answer, &[&fixture]);
    let names = |value: &Value| value.as_object().map(|it| it.keys().cloned().collect());
    let (found, expected): (Option<BTreeSet<String>>, Option<BTreeSet<String>>) =
        (names(answer), names(&fixture));
    assert_eq!(found, expected);
}

#[tokio::test]
async fn the_golden_requests_are_answered_in_the_golden_shapes() {
    let world = World::new().await;
    let ordered = world.s2c_order(&golden(ORDER)).await.json();
    assert_golden(&ordered, ORDERED);
    world.clock.advance(DELAY);
    let id = ordered["serviceId"].as_str().unwrap();
    let mut change = golden(CHANGE);
    change["serviceID"] = json!(id);
    assert_golden(&world.s2c_put(&change).await.json(), CHANGED);
    assert_golden(&world.s2c_get(id).await.json(), SERVICE);
    assert_golden(&world.s2c_delete(id).await.json(), REPORT);
    let answer = world.s2c_assess(&golden(ASSESSMENT_REQUEST)).await.json();
    assert_shape("", &answer, &[&golden(ASSESSMENT)]);
    let error = world.s2c_get("unknown").await.json();
    assert_golden(&error, ERROR);
}
