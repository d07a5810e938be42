//! Topologies in one step: drawn, taken back and kept, and a design too large for an order made into several.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Start, Window, World};

/// Waits until the design has that many connections, in the lists and by its count.
async fn has_connections(window: &Window, count: usize) -> Result<()> {
    window.wait_for_count("connection-row", count).await?;
    window
        .wait_for("connection-count", "data-value", &count.to_string())
        .await
}

async fn draw_three_sites(window: &Window) -> Result<[String; 3]> {
    window.settled().await?;
    Ok([
        window.add_site(&Endpoint::BERLIN).await?,
        window.add_site(&Endpoint::MADRID).await?,
        window.add_site(&Endpoint::LYON).await?,
    ])
}

#[tokio::test]
async fn a_star_and_a_mesh_are_one_step_each() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("hub-and-spoke").await?;
    window.shows("toast").await?;
    let [berlin, _, _] = draw_three_sites(window).await?;
    window.open_endpoint(&berlin).await?;
    window.click("hub-and-spoke").await?;
    has_connections(window, 2).await?;
    for row in window.all("connection-row").await? {
        let ends = row.text().await?;
        assert!(ends.contains(Endpoint::BERLIN.label()), "{ends}");
    }
    window.click("full-mesh").await?;
    has_connections(window, 3).await?;
    let limit = window.attribute("connection-count", "data-limit").await?;
    assert_eq!(limit.as_deref(), Some("100"));
    window.click("undo").await?;
    has_connections(window, 2).await?;
    window.click("undo").await?;
    has_connections(window, 0).await?;
    window.click("redo").await?;
    window.click("redo").await?;
    has_connections(window, 3).await?;
    window.click("full-mesh").await?;
    window.settled().await?;
    has_connections(window, 3).await?;
    window.wait_for("save-state", "data-state", "saved").await?;

    let world = world.restart().await?;
    has_connections(world.window(), 3).await?;
    world.end().await
}

#[tokio::test]
async fn every_site_goes_to_its_nearest_region() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    draw_three_sites(window).await?;
    window.click("nearest-region").await?;
    window.shows("nearest-region-form").await?;
    window.is_accessible().await?;
    window
        .select("nearest-region-provider", "Google Cloud")
        .await?;
    window.click("nearest-region-draw").await?;
    window.shows("nearest-region-address-error").await?;
    window
        .is_tied_to_its_error("nearest-region-address")
        .await?;
    window.fill("nearest-region-address", "198.51.100").await?;
    window.click("nearest-region-draw").await?;
    window.shows("nearest-region-address-error").await?;
    window
        .fill("nearest-region-address", "198.51.100.7")
        .await?;
    window.click("nearest-region-draw").await?;
    window.gone("nearest-region-form").await?;
    has_connections(window, 3).await?;
    let clouds = window.count("map-node[data-kind=cloud]").await?;
    assert!((2..=3).contains(&clouds), "{clouds}");
    let rows = window.run(
        "return [...document.querySelectorAll('[data-testid=endpoint-row]')].map(row => row.innerText).join('\\n')",
        vec![],
    );
    let rows = rows.await?;
    let rows = rows.as_str().unwrap_or_default();
    assert!(
        rows.contains("198.51.100.7") && rows.contains("198.51.100.8"),
        "{rows}"
    );
    window.click("undo").await?;
    has_connections(window, 0).await?;
    window.wait_for_count("endpoint-row", 3).await?;
    world.end().await
}

#[tokio::test]
async fn a_design_too_large_for_an_order_is_split() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    let [_, _, lyon] = draw_three_sites(window).await?;
    window.open_endpoint(&lyon).await?;
    for sites in 4..=14 {
        window.click("duplicate").await?;
        window.wait_for_count("endpoint-row", sites).await?;
        window.settled().await?;
    }
    let label = window.value("endpoint-label").await?;
    assert_eq!(label, "Lyon works 12", "the copy is open");
    window.click("full-mesh").await?;
    has_connections(window, 91).await?;
    let count = window.text("connection-count").await?;
    assert_eq!(count, "91 of 100 per order");
    assert_eq!(window.count("split-order").await?, 0);

    for sites in 15..=16 {
        window.click("duplicate").await?;
        window.wait_for_count("endpoint-row", sites).await?;
        window.settled().await?;
    }
    window.click("full-mesh").await?;
    has_connections(window, 120).await?;
    window.settled().await?;
    let whole = window.route().await?;
    window.click("assess").await?;
    window.settled().await?;
    assert_eq!(window.count("assessment").await?, 0, "nothing was asked");
    window.click("split-order").await?;
    window
        .until("another design is open", async || {
            Ok((window.route().await? != whole).then_some(()))
        })
        .await?;
    window.settled().await?;
    let connections = window
        .attribute("connection-count", "data-value")
        .await?
        .context("a count")?;
    assert!(connections.parse::<usize>()? <= 100, "{connections}");
    assert_eq!(window.count("split-order").await?, 0);
    window.open("/designs").await?;
    window.wait_for_count("design-card", 3).await?;
    let cards = window.run(
        "return [...document.querySelectorAll('[data-testid=design-card]')].map(card => card.innerText).join('\\n')",
        vec![],
    );
    let cards = cards.await?;
    let cards = cards.as_str().unwrap_or_default();
    assert!(
        cards.contains("(1 of 2)") && cards.contains("(2 of 2)"),
        "{cards}"
    );
    world.end().await
}
