//! Operators with the keyboard alone: connected with a key, copied, handed on, taken in and deleted.

use anyhow::{Context as _, Result};
use portal_tests::{Sandbox, Start, World};
use thirtyfour::Key;

#[tokio::test]
async fn an_operator_is_connected_and_kept_with_the_keyboard_alone() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("Keyed.operator.json");
    let world = World::start(Start::fresh().exports(folder.path()).imports(&file)).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    let credentials = operator.credentials();
    window.settled().await?;
    window.enter_on("welcome-connect-operator").await?;
    window.shows("profile-form").await?;
    window.type_into("profile-name", "Keyed").await?;
    window.arrow_to("profile-colour", "red").await?;
    window
        .type_into("profile-api-root", &credentials.api_root)
        .await?;
    let document = format!("{}/.well-known/openid-configuration", credentials.api_root);
    window.type_into("profile-discovery-url", &document).await?;
    window
        .type_into("profile-client-id", "keyed-client")
        .await?;
    window
        .arrow_to("profile-auth-method", "private_key_jwt")
        .await?;
    window.enter_on("profile-key-make").await?;
    window.shows("profile-public-jwk").await?;
    window.enter_on("profile-jwk-copy").await?;
    window.shows("toast").await?;
    let jwk = window.value("profile-public-jwk").await?;
    operator.register_key("keyed-client", &jwk)?;
    window.enter_on("profile-more").await?;
    window.type_into("profile-level-a", "99.5").await?;
    window.type_into("profile-level-aa", "99.9").await?;
    window.type_into("profile-level-aaa", "99.95").await?;
    window.enter_on("profile-test").await?;
    window
        .wait_for("profile-test-result", "data-state", "ok")
        .await?;
    window.enter_on("profile-save").await?;
    window.operator_is_ready().await?;

    window.enter_on("nav-settings").await?;
    window.enter_on("profile-export").await?;
    window.shows("profile-export-dialog").await?;
    window.tab_to("profile-export-quote-only").await?;
    window.type_text(" ").await?;
    window
        .type_into("profile-export-who", "The network desk")
        .await?;
    window.enter_on("profile-export-confirm").await?;
    window.gone("profile-export-dialog").await?;
    assert!(file.exists(), "the operator is in its file");
    window
        .until("the focus where it was", async || {
            Ok(window.has_focus("profile-export").await?.then_some(()))
        })
        .await?;
    window.enter_on("profile-duplicate").await?;
    window.wait_for_count("profile-row", 2).await?;
    window.enter_on("profile-import").await?;
    window.wait_for_count("profile-row", 3).await?;

    for left in [2, 1, 0] {
        let script = "return document.querySelector('[data-testid=profile-row]').dataset.id";
        let id = window.run(script, vec![]).await?;
        let row = format!("profile-row[data-id={}]", id.as_str().context("a row")?);
        window
            .enter_on(format!("{row} profile-delete").as_str())
            .await?;
        window.shows("profile-delete-dialog").await?;
        window.enter_on("profile-delete-confirm").await?;
        window.wait_for_count("profile-row", left).await?;
    }
    let no_secret = async || Ok(world.keyring_items().await?.is_empty().then_some(()));
    window.until("an empty keyring", no_secret).await?;
    window.key(Key::Escape).await?;
    world.end().await
}
