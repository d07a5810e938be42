//! Diagnostics are looked through and then saved to the letter, without any secret.

use std::fs;

use anyhow::{Context as _, Result, ensure};
use portal_tests::{ScriptedOperator, Start, World};

#[tokio::test]
async fn what_is_looked_through_is_what_is_saved() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let exports = tempfile::tempdir()?;
    let world = World::start(Start::fresh().traced().exports(exports.path())).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    let secret = world.keyring_item("secret").await?.secret;
    let token = world.keyring_token().await?;

    window.click("nav-settings").await?;
    window.click("diagnostics-preview").await?;
    window.shows("diagnostics-text").await?;
    window.settled().await?;
    let script = "return document.querySelector('[data-testid=diagnostics-text]').textContent";
    let shown = window.run(script, vec![]).await?;
    let shown = shown.as_str().context("a text")?;
    for part in [
        "Carrier",
        "== Operators",
        "assess 200",
        "token 200",
        "TRACE",
    ] {
        ensure!(shown.contains(part), "{part} is not in it: {shown:.2000}");
    }
    for hidden in [&*secret, &*token, "Berlin HQ", "203.0.113.20"] {
        ensure!(!shown.contains(hidden), "{hidden} is in it");
    }

    window.click("diagnostics-save").await?;
    let file = window
        .until("a file", async || {
            // While it is written it has another ending.
            let files = fs::read_dir(exports.path())?.filter_map(Result::ok);
            Ok(files
                .map(|file| file.path())
                .find(|path| path.extension().is_some_and(|ending| ending == "txt")))
        })
        .await?;
    window.settled().await?;
    ensure!(
        fs::read_to_string(file)? == shown,
        "it is saved as it was shown"
    );
    world.end().await
}
