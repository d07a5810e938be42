//! The lists by keyboard: arrow keys between rows, and the key that leads to the filter.

use anyhow::{Context as _, Result};
use portal_tests::{Start, Window, World};
use thirtyfour::Key;

#[tokio::test]
async fn the_arrow_keys_lead_from_session_to_session() -> Result<()> {
    let world =
        World::start(Start::with_sandbox().flag("--sandbox-provisioning-delay", "100ms")).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    for name in ["First network", "Second network"] {
        window.order("A", name).await?;
    }
    window.click("nav-sessions").await?;
    window.wait_for_count("session-row", 2).await?;
    window.settled().await?;
    let mut rows = Vec::new();
    for row in window.all("session-row").await? {
        rows.push(row.attr("data-id").await?.context("a row has an id")?);
    }

    // `/` leads to the filter, and is a character like any other in it.
    window.type_text("/").await?;
    focus_is_on(window, "session-filter").await?;
    window.type_text("first/").await?;
    window.wait_for_count("session-row", 0).await?;
    assert_eq!(window.value("session-filter").await?, "first/");
    window.key(Key::Escape).await?;
    window.wait_for_count("session-row", 2).await?;

    window.key(Key::Down).await?;
    focus_is_in_row(window, &rows[0]).await?;
    window.key(Key::Down).await?;
    focus_is_in_row(window, &rows[1]).await?;
    window.key(Key::Down).await?;
    focus_is_in_row(window, &rows[1]).await?;
    window.key(Key::Home).await?;
    focus_is_in_row(window, &rows[0]).await?;
    window.key(Key::End).await?;
    focus_is_in_row(window, &rows[1]).await?;
    let stops = "return document.querySelectorAll('[role=grid] [tabindex=\"0\"]').length";
    assert_eq!(window.run(stops, vec![]).await?, 1, "Tab comes to one row");
    window.key(Key::Enter).await?;
    window
        .wait_for("session-detail", "data-id", &rows[1])
        .await?;

    // A dialog keeps the key to itself.
    window.click("session-delete").await?;
    focus_is_on(window, "delete-confirm-name").await?;
    window.type_text("/").await?;
    assert_eq!(window.value("delete-confirm-name").await?, "/");
    world.end().await
}

async fn focus_is_on(window: &Window, hook: &str) -> Result<()> {
    window
        .until(&format!("the focus on {hook}"), async || {
            Ok(window.has_focus(hook).await?.then_some(()))
        })
        .await
}

async fn focus_is_in_row(window: &Window, id: &str) -> Result<()> {
    let script = "return document.activeElement.closest('[data-testid=session-row]')?.dataset.id";
    window
        .until(&format!("the focus in the row {id}"), async || {
            let at = window.run(script, vec![]).await?;
            Ok((at.as_str() == Some(id)).then_some(()))
        })
        .await
}
