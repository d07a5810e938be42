//! The sandbox operator's network fills up: what is refused for want of capacity, and what fails while it is built.

use anyhow::Result;
use portal_tests::{Start, Window, World};
use serde_json::json;

const NAME: &str = "Berlin and Madrid";

/// A sandbox operator at which that happens to the first order.
async fn world_with(fault: &serde_json::Value) -> Result<(tempfile::TempDir, World)> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("faults.json");
    let plan = json!({
        "version": 1,
        "faults": [{ "operations": ["createNetwork"], "count": 1, "fault": fault }],
    });
    std::fs::write(&file, plan.to_string())?;
    let start = Start::with_sandbox()
        .flag("--sandbox-provisioning-delay", "500ms")
        .flag("--sandbox-fault-plan", &file.display().to_string());
    Ok((folder, World::start(start).await?))
}

/// Orders at level A; the order has to end so.
async fn order(window: &Window, state: &str) -> Result<()> {
    window.settled().await?;
    window.draw_and_assess().await?;
    window.choose("A").await?;
    window.review_order(NAME).await?;
    window.order_ends_as(state).await
}

#[tokio::test]
async fn an_order_is_refused_where_the_lines_are_full_and_the_assessment_says_so_too() -> Result<()>
{
    let (_folder, world) = world_with(&json!({ "capacity": "100" })).await?;
    let window = world.window();
    order(window, "refused").await?;
    let said = window.text("order-result").await?;
    assert!(said.contains("Mbps"), "the operator's reason: {said}");
    window.is_accessible().await?;
    window.click("order-result-close").await?;

    window.click("assess").await?;
    window.settled().await?;
    window
        .wait_for("offer[data-level=A]", "data-state", "unavailable")
        .await?;
    let reason = window.text("offer[data-level=A] offer-reason").await?;
    assert!(reason.contains("Mbps"), "{reason}");
    world.end().await
}

#[tokio::test]
async fn an_order_that_fails_while_it_is_built_says_so() -> Result<()> {
    let (_folder, world) = world_with(&json!("failOrder")).await?;
    let window = world.window();
    order(window, "accepted").await?;
    window.click("nav-sessions").await?;
    window
        .wait_for("session-row", "data-state", "failed")
        .await?;
    window.click("session-row").await?;
    window.settled().await?;
    let detail = window.text("session-detail").await?;
    for part in ["could not build it", "ended the network"] {
        assert!(detail.contains(part), "{part}: {detail}");
    }
    assert_eq!(window.count("session-resize").await?, 0);
    window.is_accessible().await?;
    world.end().await
}
