//! A fault plan for the app's own sandbox operator: what it says goes wrong, and nothing is lost or done twice.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use portal_tests::{Start, World};
use serde_json::json;

use crate::sessions::NAME;

/// Starts the app with a plan of this text.
async fn with_plan(folder: &Path, plan: &str) -> Result<World> {
    let file = folder.join("faults.json");
    fs::write(&file, plan)?;
    let file = file.to_str().context("a name")?;
    let start = Start::with_sandbox()
        .flag("--sandbox-provisioning-delay", "100ms")
        .flag("--sandbox-fault-plan", file);
    World::start(start).await
}

#[tokio::test]
async fn a_fault_plan_scripts_what_goes_wrong_at_the_sandbox() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let plan = json!({"version": 1, "faults": [
        {"operations": ["assessConnectionFeasibility"], "count": 1, "fault": {"answer": {
            "status": 422, "code": "SERVICE_NOT_APPLICABLE", "message": "The ground is frozen."}}},
        {"operations": ["createNetwork"], "count": 1, "fault": {"drop": "afterEffect"}},
    ]});
    let world = with_plan(folder.path(), &plan.to_string()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    window.click("assess").await?;
    let refused = "banner[data-code=not-possible]";
    window.shows(refused).await?;
    let said = window.text(refused).await?;
    assert!(said.contains("The ground is frozen."), "{said}");

    window.assess().await?;
    window.choose("AA").await?;
    window.review_order(NAME).await?;
    // Its answer is lost. This operator recognises a repetition.
    window.order_ends_as("unknown").await?;
    window.click("nav-sessions").await?;
    window.click("order-repeat").await?;
    window.gone("order-unknown").await?;
    window.open_available_session().await?;
    assert_eq!(window.count("session-row").await?, 1, "ordered once");
    world.end().await
}

#[tokio::test]
async fn a_fault_plan_that_cannot_be_used_is_told_with_its_place() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let world = with_plan(folder.path(), "{\"version\": 1,\n\"faults\": 7}").await?;
    let window = world.window();
    window.settled().await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    window.click("assess").await?;
    let told = "banner[data-code=sandbox-failed]";
    window.shows(told).await?;
    window
        .wait_for("operator-chip", "data-state", "error")
        .await?;
    let said = window.text(told).await?;
    for part in ["faults.json", "line 2"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    world.end().await
}
