//! The demo story in one click, the presentation view, and a customer that is forgotten.

use anyhow::{Result, ensure};
use portal_tests::{Start, Window, World};
use serde_json::json;
use thirtyfour::Key;

/// Addresses and correlators in what the page is made of, words and attributes.
const TELLTALE: &str = r"
    const ip = /\b\d{1,3}(\.\d{1,3}){3}\b|\b[0-9a-f]{1,4}(:[0-9a-f]{0,4}){3,}/i;
    const url = /\b[a-z]+:\/\//i;
    const correlator = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/i;
    const all = [...document.body.querySelectorAll('*')].filter(e => e.tagName !== 'SCRIPT');
    const texts = all.flatMap(e => [
        ...[...e.attributes].filter(a => !a.name.startsWith('xmlns')).map(a => a.value),
        ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data),
    ]);
    return texts.filter(text => [ip, url, correlator].some(kind => kind.test(text)));";

/// How many sites, clouds and connections of the map there are that take the focus.
const TAKES_FOCUS: &str = r"
    const all = [...document.querySelectorAll('[data-testid=map-node], [data-testid=map-link]')];
    if (all.length === 0) throw new Error('the map is empty');
    return all.filter(one => { one.focus(); return document.activeElement === one; }).length;";

async fn telltale(window: &Window) -> Result<Vec<String>> {
    Ok(serde_json::from_value(window.run(TELLTALE, vec![]).await?)?)
}

async fn load(window: &Window) -> Result<()> {
    window.click("demo-load").await?;
    window.shows("page-design").await?;
    window.settled().await
}

#[tokio::test]
async fn one_click_tells_a_story_that_can_be_presented_and_forgotten() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.settled().await?;
    load(window).await?;
    window.wait_for_count("endpoint-row", 7).await?;
    ensure!(
        !telltale(window).await?.is_empty(),
        "the design page shows addresses"
    );

    // Asked for once more, it is there once.
    window.open("/settings").await?;
    window.shows("page-settings").await?;
    load(window).await?;
    window.click("nav-quotes").await?;
    window.wait_for_count("quote-row", 5).await?;

    window.click("nav-design").await?;
    window.shows("page-design").await?;
    window.settled().await?;
    window.key(Key::F11).await?;
    window.shows("page-present").await?;
    window.settled().await?;
    window.wait_for_count("present-offer", 5).await?;
    for hook in [
        "operator-chip",
        "status-correlator",
        "nav-settings",
        "toast",
    ] {
        assert_eq!(window.count(hook).await?, 0, "{hook}");
    }
    let shown = telltale(window).await?;
    ensure!(shown.is_empty(), "{shown:?}");
    let quoted = window.text("present-offers").await?;
    ensure!(quoted.contains("Quoted"), "quotes have their day: {quoted}");
    window.is_accessible().await?;
    // Nothing on the map takes the keyboard, which could move it.
    window.wait_for_count("map-node", 7).await?;
    let taken = window.run(TAKES_FOCUS, vec![]).await?;
    assert_eq!(taken, json!(0));
    window.key(Key::Escape).await?;
    window.shows("page-design").await?;
    window.gone("page-present").await?;
    window
        .until("the focus is on the button again", async || {
            let focused = window
                .run("return document.activeElement.dataset.testid", vec![])
                .await?;
            Ok((focused == json!("present")).then_some(()))
        })
        .await?;

    window.settled().await?;
    window.click("assess").await?;
    window.settled().await?;
    window.shows("status-correlator").await?;
    window.click("present").await?;
    window.shows("page-present").await?;
    window.settled().await?;
    window.wait_for_count("present-offer", 3).await?;
    let shown = telltale(window).await?;
    ensure!(shown.is_empty(), "{shown:?}");
    window.click("present-leave").await?;
    window.shows("page-design").await?;

    // What was answered about another bandwidth is offered no more.
    window.fill("requirement-bandwidth", "900").await?;
    window.settled().await?;
    window.click("present").await?;
    window.shows("page-present").await?;
    window.settled().await?;
    window.wait_for_count("present-offer", 5).await?;
    window.click("present-leave").await?;
    window.shows("page-design").await?;

    window.open("/designs").await?;
    window.shows("page-designs").await?;
    window.settled().await?;
    window.click("customer-forget").await?;
    window.shows("customer-dialog").await?;
    let warning = window.text("customer-dialog").await?;
    ensure!(
        warning.contains("1 design") && warning.contains("5 quotes"),
        "{warning}"
    );
    window.is_accessible().await?;
    window.click("customer-cancel").await?;
    window.settled().await?;
    assert_eq!(window.count("customer-forget").await?, 1);
    window.click("customer-forget").await?;
    window.click("customer-confirm").await?;
    window.gone("customer-forget").await?;
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.settled().await?;
    assert_eq!(window.count("quote-row").await?, 0);
    world.end().await
}
