//! Designing by the forms and the list: errors, places, editing, deleting, undo and redo, and the keyboard alone.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Start, Window, World};
use thirtyfour::Key;

#[tokio::test]
async fn a_form_shows_all_errors_and_keeps_its_draft() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("endpoint-add-site").await?;
    window.fill("endpoint-secondary-ip", "10.0.0.300").await?;
    window.click("endpoint-save").await?;
    for field in [
        "endpoint-label",
        "endpoint-latitude",
        "endpoint-longitude",
        "endpoint-primary-ip",
        "endpoint-secondary-ip",
    ] {
        window.shows(format!("{field}-error").as_str()).await?;
        window.is_tied_to_its_error(field).await?;
    }
    window.fill("endpoint-latitude", "91").await?;
    window.click("endpoint-save").await?;
    window.shows("endpoint-latitude-error").await?;

    window.fill("endpoint-label", "Kept").await?;
    window.press(Key::Escape).await?;
    window.gone("endpoint-form").await?;
    assert_eq!(window.count("endpoint-row").await?, 0);
    window.click("endpoint-add-site").await?;
    assert_eq!(window.value("endpoint-label").await?, "Kept");
    window.click("endpoint-cancel").await?;
    window.gone("endpoint-form").await?;
    world.end().await
}

#[tokio::test]
async fn a_place_is_found_by_its_name_with_the_keyboard() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("endpoint-add-site").await?;
    assert_eq!(
        window.attribute("endpoint-place", "role").await?.as_deref(),
        Some("combobox")
    );
    // Written without its umlaut, and in lower case.
    window.fill("endpoint-place", "munchen").await?;
    window
        .wait_for("endpoint-place", "aria-expanded", "true")
        .await?;
    window.settled().await?;
    let options = window.all("endpoint-place-option").await?;
    assert!(!options.is_empty());
    // The first is active at once; the arrows go round.
    window.press(Key::Down).await?;
    window.press(Key::Up).await?;
    let active = window
        .attribute("endpoint-place", "aria-activedescendant")
        .await?
        .context("an option is active")?;
    let is_option = window
        .run(
            "return document.getElementById(arguments[0])?.dataset.testid",
            vec![active.into()],
        )
        .await?;
    assert_eq!(is_option, "endpoint-place-option");
    window.press(Key::Enter).await?;
    window.settled().await?;

    let latitude: f64 = window.value("endpoint-latitude").await?.parse()?;
    let longitude: f64 = window.value("endpoint-longitude").await?.parse()?;
    assert!((47.9..48.4).contains(&latitude), "{latitude}");
    assert!((11.3..11.9).contains(&longitude), "{longitude}");
    assert!(
        !window.value("endpoint-label").await?.is_empty(),
        "the place names what has no name yet"
    );
    world.end().await
}

#[tokio::test]
async fn endpoints_and_connections_are_changed_deleted_and_brought_back() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    let berlin = window.add_site(&Endpoint::BERLIN).await?;
    let madrid = window.add_site(&Endpoint::MADRID).await?;
    let cloud = window.add_cloud(&Endpoint::FRANKFURT).await?;
    window.connect(&berlin, &cloud).await?;

    window.click("connection-row").await?;
    window.select("connection-customer-edge", &madrid).await?;
    window.click("connection-save").await?;
    window.settled().await?;
    let row = window.text("connection-row").await?;
    assert!(row.contains(Endpoint::MADRID.label()), "{row}");

    window.open_endpoint(&berlin).await?;
    window.fill("endpoint-label", "Berlin depot").await?;
    window.click("endpoint-save").await?;
    window.row_of("Berlin depot").await?;

    window.open_endpoint(&madrid).await?;
    window.click("endpoint-delete").await?;
    window.wait_for_count("endpoint-row", 2).await?;
    window.wait_for_count("map-node", 2).await?;
    assert_eq!(
        window.count("connection-row").await?,
        0,
        "a connection goes with its end"
    );

    window.click("undo").await?;
    window.wait_for_count("endpoint-row", 3).await?;
    window.wait_for_count("connection-row", 1).await?;
    window.chord(Key::Control, 'z').await?;
    window.row_of(Endpoint::BERLIN.label()).await?;
    window.chord(Key::Control, 'y').await?;
    window.row_of("Berlin depot").await?;
    window.click("redo").await?;
    window.wait_for_count("endpoint-row", 2).await?;
    window.settled().await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.wait_for_count("endpoint-row", 2).await?;
    window.row_of("Berlin depot").await?;
    world.end().await
}

#[tokio::test]
async fn the_whole_design_is_made_with_the_keyboard_alone() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    let berlin = type_endpoint(window, "endpoint-add-site", "Berlin", ("52.5", "13.4")).await?;
    let cloud = type_endpoint(window, "endpoint-add-cloud", "Cloud", ("50.1", "8.7")).await?;

    window.enter_on("connection-add").await?;
    window.arrow_to("connection-customer-edge", &berlin).await?;
    window.arrow_to("connection-provider-edge", &cloud).await?;
    window.enter_on("connection-save").await?;
    window.wait_for_count("connection-row", 1).await?;
    window.wait_for_count("map-link", 1).await?;

    window.type_into("requirement-bandwidth", "250").await?;
    window.tab_to("requirement-bandwidth-slider").await?;
    window.key(Key::Right).await?;
    window
        .until("a bandwidth moved by the slider", async || {
            let value = window.value("requirement-bandwidth").await?;
            Ok((value != "250").then_some(()))
        })
        .await?;
    window
        .enter_on(format!("endpoint-row[data-id={berlin}]").as_str())
        .await?;
    window.enter_on("endpoint-delete").await?;
    window.wait_for_count("endpoint-row", 1).await?;
    window.enter_on("undo").await?;
    window.wait_for_count("endpoint-row", 2).await?;

    window.enter_on("assess").await?;
    window.shows("assessment").await?;
    window.settled().await?;
    window.wait_for_count("offer", 3).await?;
    world.end().await
}

async fn type_endpoint(
    window: &Window,
    add: &str,
    label: &str,
    position: (&str, &str),
) -> Result<String> {
    window.enter_on(add).await?;
    window.type_into("endpoint-label", label).await?;
    window.type_into("endpoint-latitude", position.0).await?;
    window.type_into("endpoint-longitude", position.1).await?;
    let ip = format!("192.0.2.{}", label.len());
    window.type_into("endpoint-primary-ip", &ip).await?;
    window.key(Key::Enter).await?;
    let id = window.row_of(label).await?;
    // The focus goes from the form to what it made.
    let row = format!("endpoint-row[data-id={id}]");
    window
        .until("the focus on the new row", async || {
            Ok(window.has_focus(row.as_str()).await?.then_some(()))
        })
        .await?;
    Ok(id)
}
