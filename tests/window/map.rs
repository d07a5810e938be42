//! Drawing on the map: tools, catalogue, dragging, and the list beside it as its twin.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Start, Window, World};

#[tokio::test]
async fn sites_clouds_and_connections_are_drawn_with_the_tools() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.wait_for("map", "data-drawn", "true").await?;

    let site = add_site_by_click(window, (-80, -60), "Drawn site", "192.0.2.10").await?;
    let cloud = add_cloud_of_catalogue(window, "AWS", "eu-central-1", "192.0.2.20").await?;
    assert_eq!(
        window
            .attribute(format!("map-node[data-id={cloud}]").as_str(), "data-kind")
            .await?
            .as_deref(),
        Some("cloud")
    );
    assert_eq!(
        window
            .attribute(format!("map-node[data-id={site}]").as_str(), "data-kind")
            .await?
            .as_deref(),
        Some("site")
    );

    window.click("map-tool-connect").await?;
    window
        .click(format!("map-node[data-id={site}]").as_str())
        .await?;
    window
        .click(format!("map-node[data-id={cloud}]").as_str())
        .await?;
    window.wait_for_count("map-link", 1).await?;
    window.wait_for_count("connection-row", 1).await?;
    assert_eq!(
        window.attribute("map-link", "data-id").await?,
        window.attribute("connection-row", "data-id").await?,
        "the list is the map's twin"
    );
    window.click("map-tool-select").await?;
    window.settled().await?;
    world.end().await
}

#[tokio::test]
async fn a_node_is_dragged_and_undone() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.wait_for("map", "data-drawn", "true").await?;
    let id = window.add_site(&Endpoint::BERLIN).await?;
    let before = coordinates(window, &id).await?;

    drag(window, &id, (60, 40)).await?;
    let dragged = coordinates(window, &id).await?;
    assert!(
        dragged.0 < before.0 && dragged.1 > before.1,
        "to the south east: {before:?} {dragged:?}"
    );

    window.click("undo").await?;
    window.settled().await?;
    assert_eq!(coordinates(window, &id).await?, before);
    window.click("redo").await?;
    window.settled().await?;
    assert_eq!(coordinates(window, &id).await?, dragged);

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    assert_eq!(coordinates(window, &id).await?, dragged, "it is on disk");
    world.end().await
}

#[tokio::test]
async fn the_map_zooms_by_its_buttons() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.wait_for("map", "data-drawn", "true").await?;
    let berlin = window.add_site(&Endpoint::BERLIN).await?;
    let madrid = window.add_site(&Endpoint::MADRID).await?;
    let apart = distance(window, &berlin, &madrid).await?;

    window.click("map-zoom-out").await?;
    window
        .until("nodes closer together", async || {
            Ok((distance(window, &berlin, &madrid).await? < apart * 0.75).then_some(()))
        })
        .await?;
    window.click("map-zoom-in").await?;
    window
        .until("nodes as far apart as before", async || {
            Ok(((distance(window, &berlin, &madrid).await? - apart).abs() < 3.0).then_some(()))
        })
        .await?;
    let note = window.text("map").await?;
    assert!(
        note.contains("Natural Earth") && note.contains("GeoNames"),
        "the map names its sources: {note}"
    );
    world.end().await
}

/// Clicks the map at an offset from its middle with the tool for sites, and fills the rest of the form.
async fn add_site_by_click(
    window: &Window,
    offset: (i64, i64),
    label: &str,
    ip: &str,
) -> Result<String> {
    window.click("map-tool-site").await?;
    let map = window.all("map").await?;
    let map = map.first().context("there is a map")?;
    window
        .driver()
        .action_chain()
        .move_to_element_with_offset(map, offset.0, offset.1)
        .click()
        .perform()
        .await?;
    window.shows("endpoint-form").await?;
    for field in ["endpoint-latitude", "endpoint-longitude"] {
        let value = window.value(field).await?;
        value
            .parse::<f64>()
            .with_context(|| format!("{field} is {value:?}"))?;
    }
    window.fill("endpoint-label", label).await?;
    window.fill("endpoint-primary-ip", ip).await?;
    window.click("endpoint-save").await?;
    window.row_of(label).await
}

async fn add_cloud_of_catalogue(
    window: &Window,
    provider: &str,
    region: &str,
    ip: &str,
) -> Result<String> {
    window.click("endpoint-add-cloud").await?;
    let key = format!("{provider} {region}");
    window.select("endpoint-region", &key).await?;
    let latitude: f64 = window.value("endpoint-latitude").await?.parse()?;
    assert!((49.0..52.0).contains(&latitude), "{latitude}");
    assert!(
        window.value("endpoint-label").await?.contains(region),
        "the label is the region's until a person changes it"
    );
    window.fill("endpoint-primary-ip", ip).await?;
    window.click("endpoint-save").await?;
    window.row_of(region).await
}

async fn drag(window: &Window, id: &str, by: (i64, i64)) -> Result<()> {
    let nodes = window
        .all(format!("map-node[data-id={id}]").as_str())
        .await?;
    let node = nodes.first().context("there is a node")?;
    window
        .driver()
        .action_chain()
        .move_to_element_center(node)
        .click_and_hold()
        .move_by_offset(by.0 / 2, by.1 / 2)
        .move_by_offset(by.0 / 2, by.1 / 2)
        .release()
        .perform()
        .await?;
    window.settled().await
}

/// What the form of the endpoint says of where it is.
async fn coordinates(window: &Window, id: &str) -> Result<(f64, f64)> {
    window.open_endpoint(id).await?;
    let latitude = window.value("endpoint-latitude").await?.parse()?;
    let longitude = window.value("endpoint-longitude").await?.parse()?;
    window.click("endpoint-cancel").await?;
    Ok((latitude, longitude))
}

async fn distance(window: &Window, one: &str, other: &str) -> Result<f64> {
    let script = "
        const [a, b] = [...arguments].map(id =>
            document.querySelector(`[data-testid=map-node][data-id='${id}']`).getBoundingClientRect());
        return Math.hypot(a.x - b.x, a.y - b.y);";
    let distance = window
        .run(script, vec![one.into(), other.into()])
        .await?
        .as_f64();
    distance.context("a distance")
}
