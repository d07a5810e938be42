//! A tape: saved from the quotes, and played as an operator of its own.

use anyhow::{Result, ensure};
use portal_tests::{Start, World};

#[tokio::test]
async fn quotes_become_a_tape_that_plays_as_an_operator() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let tape = folder.path().join("Sandbox-operator.mpvpn-tape.json");
    let start = Start::with_sandbox().exports(folder.path()).imports(&tape);
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    let offered = window.offers().await?;
    window.click("quote-save").await?;
    window.settled().await?;
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.settled().await?;
    window.click("tape-save").await?;
    window.settled().await?;
    ensure!(tape.is_file(), "no tape was written");

    window.open("/settings").await?;
    window.shows("page-settings").await?;
    window.settled().await?;
    window.click("tape-play").await?;
    window.shows("page-design").await?;
    window.settled().await?;
    let chip = window.text("operator-chip").await?;
    ensure!(chip.contains("Tape: Sandbox operator, recorded "), "{chip}");
    window.click("assess").await?;
    window.settled().await?;
    let played = window.offers().await?;
    assert_eq!(played.len(), offered.len());
    for (offer, again) in offered.iter().zip(&played) {
        assert_eq!(
            (&offer.level, &offer.value, &offer.currency),
            (&again.level, &again.value, &again.currency)
        );
    }
    window.is_accessible().await?;
    world.end().await
}
