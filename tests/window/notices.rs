//! What the desktop is told about networks: each thing once, also over a restart, and only what is on.

use anyhow::Result;
use portal_tests::{Desktop, Start, Window, World};

#[tokio::test]
async fn a_network_that_is_available_is_told_once_and_its_end_when_it_is_near() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let desktop = Desktop::start(&world).await?;
    let window = world.window();
    order(window, "Told <b>network").await?;
    told(window, &desktop, "Told <b>network is available").await?;
    let first = desktop.shown().remove(0);
    assert!(!first.app.is_empty());
    assert!(!first.body.contains('<'), "{first:?}");
    assert!(first.body.contains("Simulated"), "{first:?}");

    // Twelve months from now, less six days and some hours.
    let near = chrono::Utc::now() + chrono::Months::new(12) - chrono::TimeDelta::hours(150);
    let world = world.restart_with_flag("--now", &near.to_rfc3339()).await?;
    told(world.window(), &desktop, "Told <b>network ends in 7 days").await?;
    let world = world.restart().await?;
    world.window().settled().await?;
    let now = chrono::Utc::now().to_rfc3339();
    let world = world.restart_with_flag("--now", &now).await?;
    let window = world.window();
    window.settled().await?;
    order(window, "Second").await?;
    told(window, &desktop, "Second is available").await?;
    let titles: Vec<String> = desktop.shown().into_iter().map(|n| n.title).collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    world.end().await
}

#[tokio::test]
async fn a_kind_that_is_off_stays_off() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let desktop = Desktop::start(&world).await?;
    let window = world.window();
    window.settled().await?;
    window.go_to("settings").await?;
    window.is_accessible().await?;
    window.click("notify-available").await?;
    window.settled().await?;
    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.go_to("settings").await?;
    assert_eq!(is_on(window, "notify-available").await?, "false");
    assert_eq!(is_on(window, "notify-terminated").await?, "true");

    window.click("nav-design").await?;
    order(window, "Silent").await?;
    window.open_available_session().await?;
    window.go_to("settings").await?;
    window.click("notify-available").await?;
    window.settled().await?;
    window.go_to("design").await?;
    window.assess().await?;
    window.order("A", "Told").await?;
    told(window, &desktop, "Told is available").await?;
    assert_eq!(desktop.shown().len(), 1, "{:?}", desktop.shown());
    world.end().await
}

/// Draws, assesses and orders a network of twelve months.
async fn order(window: &Window, name: &str) -> Result<()> {
    window.settled().await?;
    if window.count("endpoint-row").await? == 0 {
        window.draw_two_sites_and_a_cloud().await?;
        window.require("200", "12").await?;
    }
    window.assess().await?;
    window.order("A", name).await
}

async fn told(window: &Window, desktop: &Desktop, title: &str) -> Result<()> {
    window
        .until(&format!("the notification {title}"), async || {
            let shown = desktop.shown();
            Ok(shown.iter().any(|one| one.title == title).then_some(()))
        })
        .await
}

async fn is_on(window: &Window, hook: &str) -> Result<String> {
    let script = "return String(document.querySelector(`[data-testid=${arguments[0]}]`).checked)";
    let answer = window.run(script, vec![hook.into()]).await?;
    Ok(answer.as_str().unwrap_or_default().to_owned())
}
