//! Sessions: their detail, resizing with two fees, deleting by the name, and what stays of them.

use anyhow::{Context as _, Result};
use portal_tests::{Start, Window, World};

/// What these tests call their network.
pub(super) const NAME: &str = "Two sites and a cloud";

#[tokio::test]
async fn a_session_is_resized_and_deleted() -> Result<()> {
    let world =
        World::start(Start::with_sandbox().flag("--sandbox-provisioning-delay", "2s")).await?;
    let window = world.window();
    window.settled().await?;
    order(window).await?;
    let id = window.open_available_session().await?;
    assert_eq!(window.route().await?, format!("/sessions/{id}"));
    assert_eq!(window.count("session-row").await?, 1, "the list stays");
    let detail = window.text("session-detail").await?;
    for part in [
        NAME,
        "200",
        "AA",
        "Berlin HQ",
        "Madrid office",
        "Frankfurt cloud",
    ] {
        assert!(detail.contains(part), "{part}: {detail}");
    }
    assert!(detail.to_lowercase().contains("simulated"), "{detail}");

    resize(window).await?;
    delete(window).await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.open(&format!("/sessions/{id}")).await?;
    window.wait_for("session-row", "data-state", "gone").await?;
    let history = window.text("session-detail").await?.to_lowercase();
    for part in ["ordered", "available", "resize", "delet"] {
        assert!(history.contains(part), "{part}: {history}");
    }
    assert_eq!(window.count("session-delete").await?, 0);
    assert_eq!(window.count("session-resize").await?, 0);
    world.end().await
}

#[tokio::test]
async fn the_list_is_filtered() -> Result<()> {
    let world =
        World::start(Start::with_sandbox().flag("--sandbox-provisioning-delay", "100ms")).await?;
    let window = world.window();
    window.settled().await?;
    order(window).await?;
    window.click("nav-sessions").await?;
    window.wait_for_count("session-row", 1).await?;
    window.fill("session-filter", "nothing like it").await?;
    window.wait_for_count("session-row", 0).await?;
    window.fill("session-filter", "two sites").await?;
    window.wait_for_count("session-row", 1).await?;
    world.end().await
}

#[tokio::test]
async fn a_session_whose_duration_is_over_is_expired() -> Result<()> {
    let start = Start::with_sandbox()
        .flag("--sandbox-provisioning-delay", "1s")
        .flag("--sandbox-clock", "x20");
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "3").await?;
    window
        .select("requirement-duration-unit", "minutes")
        .await?;
    window.assess().await?;
    window.order("A", NAME).await?;
    window.open_available_session().await?;
    window
        .until("an expired session", async || {
            window.click("session-refresh").await?;
            window.settled().await?;
            let state = window.attribute("session-row", "data-state").await?;
            Ok((state.as_deref() == Some("expired")).then_some(()))
        })
        .await?;
    assert_eq!(window.count("session-resize").await?, 0);
    world.end().await
}

/// Orders a network called [`NAME`] at level AA with 200 Mbps for a year.
pub(super) async fn order(window: &Window) -> Result<()> {
    window.draw_and_assess().await?;
    window.order("AA", NAME).await
}

async fn resize(window: &Window) -> Result<()> {
    window.click("session-resize").await?;
    window.shows("resize-form").await?;
    for wrong in ["0", "", "1000001"] {
        window.fill("resize-bandwidth", wrong).await?;
        window.click("resize-confirm").await?;
        window.shows("resize-bandwidth-error").await?;
    }
    window.fill("resize-bandwidth", "300").await?;
    window.select("resize-level", "A").await?;
    window.settled().await?;
    window
        .wait_for("resize-fee-after", "data-period", "term")
        .await?;
    let now: f64 = fee(window, "resize-fee-now").await?;
    let after: f64 = fee(window, "resize-fee-after").await?;
    assert!(now > 0.0 && after > 0.0 && now != after, "{now} {after}");

    window.click("resize-confirm").await?;
    window
        .wait_for("session-row", "data-state", "changing")
        .await?;
    assert_eq!(
        window
            .attribute("session-row", "data-bandwidth")
            .await?
            .as_deref(),
        Some("200"),
        "confirmed only when it is done"
    );
    window
        .wait_for("session-row", "data-bandwidth", "300")
        .await?;
    window.wait_for("session-row", "data-level", "A").await?;
    window
        .wait_for("session-row", "data-state", "available")
        .await?;

    // The new fee is the one that the next resize starts from.
    window.click("session-resize").await?;
    window.settled().await?;
    let stored = fee(window, "resize-fee-now").await?;
    assert!((stored - after).abs() < 0.005, "{stored} {after}");
    window.click("resize-cancel").await?;
    window.gone("resize-form").await
}

async fn delete(window: &Window) -> Result<()> {
    window.click("session-delete").await?;
    window.fill("delete-confirm-name", "Another name").await?;
    let is_disabled = window.attribute("delete-confirm", "disabled").await?;
    if is_disabled.is_none() {
        window.click("delete-confirm").await?;
        window.shows("delete-confirm-name-error").await?;
    }
    window.click("delete-cancel").await?;
    window.gone("delete-confirm").await?;

    window.review_delete(NAME).await?;
    window.click("delete-confirm").await?;
    window
        .wait_for("session-row", "data-state", "deleting")
        .await?;
    window.wait_for("session-row", "data-state", "gone").await?;
    window.settled().await
}

async fn fee(window: &Window, hook: &str) -> Result<f64> {
    let value = window.attribute(hook, "data-value").await?;
    value
        .and_then(|value| value.parse().ok())
        .with_context(|| format!("{hook} has no number"))
}
