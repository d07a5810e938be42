//! Orders whose outcome is not known: never repeated by themselves, unless the operator recognises a repetition.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, World};
use serde_json::json;

use crate::orders::{NAME, ready_to_order};

/// The operator's identifier of the network.
const SERVICE: &str = "5e81ce01";

#[tokio::test]
async fn an_order_without_an_answer_is_never_repeated_by_itself() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    operator.answers(
        "POST /networks",
        Answer::error(503, "UNAVAILABLE", "Later."),
    );
    window.order_ends_as("unknown").await?;
    let sent = operator.calls("POST /networks");
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].idempotency_key.is_some());

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-sessions").await?;
    window.shows("order-unknown").await?;
    let said = window.text("order-unknown").await?;
    assert!(said.contains(NAME), "{said}");
    window.settled().await?;
    assert_eq!(
        operator.calls("POST /networks").len(),
        1,
        "this operator does not say that it knows a repetition"
    );
    assert_eq!(window.count("order-repeat").await?, 0);

    // The operator has no such network; then it turns out that it has another.
    window.click("order-attach").await?;
    window.fill("order-attach-id", "mistyped").await?;
    window.click("order-attach-confirm").await?;
    window
        .shows("order-unknown banner[data-code=operator-not-found]")
        .await?;
    operator.answers("GET /networks/*", network(200));
    window.fill("order-attach-id", SERVICE).await?;
    window.click("order-attach-confirm").await?;
    window.gone("order-unknown").await?;
    window.wait_for("session-row", "data-id", SERVICE).await?;
    window
        .wait_for("session-row", "data-state", "available")
        .await?;
    world.end().await
}

#[tokio::test]
async fn an_order_that_was_not_placed_is_put_aside() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    operator.answers("POST /networks", Answer::html(504, "<h1>Too late</h1>"));
    window.order_ends_as("unknown").await?;
    window.click("nav-sessions").await?;
    window.click("order-dismiss").await?;
    window.gone("order-unknown").await?;
    window.settled().await?;
    assert_eq!(window.count("session-row").await?, 0);

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-sessions").await?;
    window.shows("page-sessions").await?;
    window.settled().await?;
    assert_eq!(window.count("order-unknown").await?, 0);
    world.end().await
}

#[tokio::test]
async fn an_operator_that_recognises_a_repetition_gets_the_same_key_again() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .describe_operator("Careful carrier", operator.credentials())
        .await?;
    window.click("profile-idempotency").await?;
    window.save_first_profile().await?;
    window.draw_and_assess().await?;
    window.choose("AA").await?;
    window.review_order(NAME).await?;
    operator.answers(
        "POST /networks",
        Answer::error(503, "UNAVAILABLE", "Later."),
    );
    window.order_ends_as("unknown").await?;

    operator.answers("POST /networks", network(201));
    operator.answers("GET /networks/*", network(200));
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-sessions").await?;
    window.wait_for("session-row", "data-id", SERVICE).await?;
    window.gone("order-unknown").await?;
    let calls = operator.calls("POST /networks");
    assert!(calls.len() >= 2, "{calls:?}");
    for call in &calls {
        assert_eq!(call.idempotency_key, calls[0].idempotency_key);
        assert_eq!(call.body, calls[0].body, "the same order");
    }
    world.end().await
}

/// The network as an operator without a life cycle describes it.
pub(super) fn network(status: u16) -> Answer {
    Answer::json(
        status,
        &json!({
            "serviceId": SERVICE,
            "serviceName": "berlin_and_madrid",
            "isProtected": false,
            "sla": "AA",
            "guaranteeBandwidth": 200,
            "duration": { "value": 12, "unit": "months" },
            "routeProtocol": "BGP",
            "connections": [],
        }),
    )
}
