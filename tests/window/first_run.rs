//! The first start: a welcome page with two ways on.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use portal_tests::{Start, World};

#[tokio::test]
async fn one_click_leads_to_the_sandbox_operator_for_good() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.settled().await?;
    window.shows("welcome").await?;
    window.shows("welcome-connect-operator").await?;
    assert!(
        world.keyring_items().await?.is_empty(),
        "the keyring is left alone until it is needed"
    );

    window.explore_with_sandbox().await?;

    window.shows("page-design").await?;
    window.gone("welcome").await?;
    let simulated = window.attribute("operator-chip", "data-simulated").await?;
    assert!(
        simulated.as_deref().is_some_and(|value| value != "false"),
        "data-simulated is {simulated:?}"
    );
    assert!(
        window
            .text("operator-chip")
            .await?
            .to_lowercase()
            .contains("simulated"),
        "a person sees it too"
    );

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.operator_is_ready().await?;
    assert_eq!(window.count("welcome").await?, 0);
    world.end().await
}

#[tokio::test]
async fn without_an_operator_the_welcome_page_comes_again() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    world.window().settled().await?;
    world.window().shows("page-design").await?;
    assert_eq!(world.window().count("welcome").await?, 0);

    let world = world.restart_with_flag("--operator", "none").await?;
    world.window().settled().await?;
    world.window().shows("welcome").await?;
    world.end().await
}

#[tokio::test]
async fn the_sandbox_runs_only_while_it_is_wanted() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    world.window().shows("welcome").await?;
    // The driver has the app listen for itself.
    let without = listeners(&world)?;

    world.window().explore_with_sandbox().await?;
    let with: BTreeSet<u16> = listeners(&world)?;
    assert_eq!(
        with.difference(&without).count(),
        1,
        "{without:?} and then {with:?}"
    );

    let window = world.window();
    window.click("nav-settings").await?;
    window.click("profile-delete").await?;
    window.click("profile-delete-confirm").await?;
    window
        .until("the sandbox to end", async || {
            Ok((listeners(&world)? == without).then_some(()))
        })
        .await?;
    world.end().await
}

/// The ports on which the app itself listens.
fn listeners(world: &World) -> Result<BTreeSet<u16>> {
    let processes = world.processes()?;
    let app = processes.first().context("the app runs")?;
    app.listening_ports()
}
