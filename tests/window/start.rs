//! The app opens its window, and its interface starts in it.

use anyhow::Result;
use portal_tests::{ScriptedOperator, Start, World};

#[tokio::test]
async fn the_interface_starts() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    world.end().await
}

#[tokio::test]
async fn it_starts_again_on_the_same_data() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    let world = world.restart().await?;
    world.window().settled().await?;
    world.end().await
}

#[tokio::test]
async fn the_window_goes_nowhere_else() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    let window = world.window();
    window.settled().await?;
    let elsewhere = ScriptedOperator::start()?;
    let page = format!("{}/page", elsewhere.credentials().api_root);
    for leave in [
        "location.href = arguments[0]; return null",
        "const form = document.createElement('form');
        form.action = arguments[0];
        document.body.append(form);
        form.submit();
        return null",
    ] {
        window.run(leave, vec![page.clone().into()]).await?;
        window.click("welcome-connect-operator").await?;
        window.shows("profile-form").await?;
        window.click("profile-cancel").await?;
        window.gone("profile-form").await?;
    }
    assert!(elsewhere.calls("GET /page").is_empty());
    world.end().await
}
