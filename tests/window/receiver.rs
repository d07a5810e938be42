//! The receiver of events: off at first, set in the settings, and quicker than the next look.

use std::time::{Duration, Instant};

use anyhow::Result;
use portal_tests::{Start, Window, World};

#[tokio::test]
async fn with_the_receiver_on_a_network_is_available_before_the_next_poll() -> Result<()> {
    // Without an event it is asked about after about 2, 6 and 14 seconds.
    let start = Start::with_sandbox().flag("--sandbox-provisioning-delay", "8s");
    let world = World::start(start).await?;
    let window = world.window();
    turn_on(window).await?;
    let sink = window.text("receiver-sink").await?;
    assert!(sink.starts_with("http://127.0.0.1:"), "{sink}");
    assert!(sink.ends_with("/events"), "{sink}");
    window.is_accessible().await?;

    window.go_to("design").await?;
    window.draw_and_assess().await?;
    window.order("A", "Told of").await?;
    let ordered = Instant::now();
    window.open_available_session().await?;
    let took = ordered.elapsed();
    assert!(took < Duration::from_secs(13), "it took {took:?}");
    world.end().await
}

#[tokio::test]
async fn it_is_off_at_first_and_what_is_typed_wrong_is_named() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window
        .wait_for("receiver-state", "data-state", "off")
        .await?;
    window.fill("receiver-port", "0").await?;
    window.click("receiver-apply").await?;
    window.shows("receiver-port-error").await?;
    window.fill("receiver-port", "").await?;
    window.fill("receiver-address", "0.0.0.0").await?;
    window.click("receiver-apply").await?;
    window.shows("receiver-public-url-error").await?;
    window.is_tied_to_its_error("receiver-public-url").await?;
    window.click("receiver-on").await?;
    let shown = "return document.querySelector('[data-testid=receiver-on]').checked";
    assert_eq!(
        window.run(shown, vec![]).await?,
        false,
        "what is refused does not show as on"
    );
    window.fill("receiver-address", "nowhere").await?;
    window
        .fill("receiver-public-url", "https://portal.example")
        .await?;
    window.click("receiver-apply").await?;
    window.shows("banner[data-code=invalid-input]").await?;
    window.fill("receiver-address", "127.0.0.1").await?;
    window.click("receiver-on").await?;
    window
        .wait_for("receiver-state", "data-state", "listening")
        .await?;
    let port = window.value("receiver-port").await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window
        .wait_for("receiver-state", "data-state", "listening")
        .await?;
    assert_eq!(window.value("receiver-port").await?, port, "it is kept");
    window.click("receiver-on").await?;
    window
        .wait_for("receiver-state", "data-state", "off")
        .await?;
    world.end().await
}

async fn turn_on(window: &Window) -> Result<()> {
    window.settled().await?;
    window.go_to("settings").await?;
    window.click("receiver-on").await?;
    window
        .wait_for("receiver-state", "data-state", "listening")
        .await
}
