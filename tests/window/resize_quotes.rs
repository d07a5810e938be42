//! What a resize would cost where the operator's answer does not fit the question: said, never made up.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};
use serde_json::json;

use crate::orders::{NAME, ready_to_order};

/// The operator's identifier of the network.
const SERVICE: &str = "5e81ce03";

#[tokio::test]
async fn a_price_of_another_level_is_not_taken_for_the_one_asked_for() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_resize(&world, &operator).await?;
    window.fill("resize-bandwidth", "400").await?;
    window.select("resize-level", "AAA").await?;
    window.settled().await?;
    assert_eq!(
        window
            .attribute("resize-fee-after", "data-origin")
            .await?
            .as_deref(),
        Some("missing")
    );
    assert_eq!(
        window.attribute("resize-fee-after", "data-value").await?,
        None
    );
    let said = window.text("resize-form").await?;
    assert!(said.contains("quoted level AA, not AAA"), "{said}");

    // It can be done all the same, and the button says that it is without a price.
    let button = window.text("resize-confirm").await?;
    assert!(button.contains("without a price"), "{button}");
    operator.answers("PATCH /networks/*", network(400, "AAA"));
    operator.answers("GET /networks/*", network(400, "AAA"));
    window.click("resize-confirm").await?;
    window.gone("resize-form").await?;
    window
        .wait_for("session-row", "data-bandwidth", "400")
        .await?;
    window.wait_for("session-row", "data-level", "AAA").await?;

    // Nobody said what it costs now.
    window.click("session-resize").await?;
    window.settled().await?;
    assert_eq!(
        window.attribute("resize-fee-now", "data-value").await?,
        None
    );
    world.end().await
}

#[tokio::test]
async fn fees_of_different_periods_are_not_compared() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_resize(&world, &operator).await?;
    window.click("resize-cancel").await?;
    window.gone("resize-form").await?;
    // From now on the profile says what a rent covers; the fee of the order stays as it was.
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    window.select("profile-rent-period", "month").await?;
    window.save_profile().await?;
    window.open(&format!("/sessions/{SERVICE}")).await?;
    window.settled().await?;
    window.click("session-resize").await?;
    window.fill("resize-bandwidth", "400").await?;
    window
        .wait_for("resize-fee-after", "data-period", "month")
        .await?;
    assert_eq!(
        window
            .attribute("resize-fee-now", "data-period")
            .await?
            .as_deref(),
        Some("unknown")
    );
    let said = window.text("resize-form").await?;
    assert!(said.contains("different periods"), "{said}");
    assert!(!said.contains('%'), "no difference is made up: {said}");
    world.end().await
}

/// Orders a network that the operator has at once, and opens the form.
async fn ready_to_resize<'a>(world: &'a World, operator: &ScriptedOperator) -> Result<&'a Window> {
    let window = ready_to_order(world, operator).await?;
    operator.answers("POST /networks", created());
    operator.answers("GET /networks/*", network(200, "AA"));
    window.confirm_order().await?;
    window.open(&format!("/sessions/{SERVICE}")).await?;
    window
        .wait_for("session-row", "data-state", "available")
        .await?;
    assert!(window.text("session-detail").await?.contains(NAME));
    window.click("session-resize").await?;
    window.shows("resize-form").await?;
    Ok(window)
}

fn created() -> Answer {
    Answer::json(201, &body(200, "AA"))
}

fn network(bandwidth: u32, level: &str) -> Answer {
    Answer::json(200, &body(bandwidth, level))
}

/// The network as an operator without a life cycle describes it.
fn body(bandwidth: u32, level: &str) -> serde_json::Value {
    json!({
        "serviceId": SERVICE,
        "serviceName": "berlin_and_madrid",
        "isProtected": false,
        "sla": level,
        "guaranteeBandwidth": bandwidth,
        "duration": { "value": 12, "unit": "months" },
        "connections": [],
    })
}
