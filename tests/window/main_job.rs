//! The main job, end to end, against the built-in sandbox operator.

use anyhow::Result;
use portal_tests::{Start, World};

#[tokio::test]
async fn a_person_draws_assesses_orders_resizes_and_deletes() -> Result<()> {
    let start = Start::fresh().flag("--sandbox-provisioning-delay", "1s");
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    window.explore_with_sandbox().await?;

    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    window.protect().await?;
    window.assess().await?;
    window.wait_for_count("offer", 3).await?;
    window.choose("AA").await?;
    window.click("quote-save").await?;
    window.settled().await?;

    window.review_order("First network").await?;
    window.confirm_order().await?;
    let id = window.open_available_session().await?;
    assert_eq!(
        window
            .attribute("session-row", "data-bandwidth")
            .await?
            .as_deref(),
        Some("200")
    );
    assert_eq!(
        window
            .attribute("session-row", "data-level")
            .await?
            .as_deref(),
        Some("AA")
    );

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    assert_eq!(
        window.open_available_session().await?,
        id,
        "the session is there after a restart"
    );

    window.review_resize("300", "AAA").await?;
    window.confirm_resize("300", "AAA").await?;

    window.review_delete("First network").await?;
    window.confirm_delete().await?;
    assert_eq!(
        window.attribute("session-row", "data-id").await?.as_deref(),
        Some(id.as_str()),
        "kept in history"
    );

    window.click("nav-quotes").await?;
    window.wait_for_count("quote-row", 1).await?;
    world.end().await
}
