//! A latency that is wanted of a connection: kept, undone, checked against what the operator says, and never sent.

use anyhow::{Context as _, Result};
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};
use serde_json::json;

/// Types a wanted latency into the form of the connection `id`, and presses to save it.
async fn want(window: &Window, id: &str, latency: &str) -> Result<()> {
    window
        .click(&format!("connection-row[data-id={id}]"))
        .await?;
    window.shows("connection-form").await?;
    window.fill("connection-latency", latency).await?;
    window.click("connection-save").await?;
    window.settled().await
}

/// An offer that says of the first connection how long its round trip takes, and nothing of the other.
fn says(latency: f64) -> Answer {
    Answer::json(
        200,
        &json!({ "sla": "AA", "waitDays": 3, "rent": { "amount": 812.5, "currency": "EUR" }, "xConnections": [
            { "index": 0, "feasible": true, "distanceKm": 430, "latencyMs": latency },
            { "index": 1, "feasible": true },
        ]}),
    )
}

#[tokio::test]
async fn a_wanted_latency_is_checked_and_never_sent() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    let before = operator.calls("POST /assessment");
    let mut ids = Vec::new();
    for row in window.all("connection-row").await? {
        ids.push(row.attr("data-id").await?.context("a row has an id")?);
    }
    let row = |at: usize| format!("connection-row[data-id={}]", ids[at]);

    want(window, &ids[0], "soon").await?;
    window.shows("connection-latency-error").await?;
    window.is_accessible().await?;
    window.click("connection-cancel").await?;
    want(window, &ids[0], "12").await?;
    want(window, &ids[1], "40").await?;
    assert_eq!(
        window.count("assessment-outdated").await?,
        0,
        "the same question"
    );
    window.click("undo").await?;
    assert!(!window.text(&row(1)).await?.contains("40 ms"));
    window.click("redo").await?;
    assert!(window.text(&row(1)).await?.contains("40 ms"));

    operator.answers("POST /assessment", says(11.0));
    window.assess().await?;
    window.wait_for(&row(0), "data-latency", "met").await?;
    window.wait_for(&row(1), "data-latency", "unknown").await?;
    operator.answers("POST /assessment", says(12.5));
    window.assess().await?;
    window.wait_for(&row(0), "data-latency", "missed").await?;
    assert!(window.text(&row(0)).await?.contains("not met"));
    window.is_accessible().await?;
    // Nothing keeps it from being ordered, but not without a word.
    window.click("order").await?;
    window.shows("order-missed-latency").await?;
    window.is_accessible().await?;
    window.click("order-cancel").await?;
    let calls = operator.calls("POST /assessment");
    for call in &calls {
        assert_eq!(call.body, before[0].body, "byte for byte");
    }
    assert_eq!(calls.len(), 3);

    // It is kept with the design.
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    assert!(window.text(&row(0)).await?.contains("12 ms"));
    world.end().await
}
