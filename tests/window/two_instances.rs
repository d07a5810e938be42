//! The app opened twice: on the same data folder it says so and waits, on another one it shares nothing.

use std::collections::BTreeSet;

use anyhow::{Context as _, Result};
use portal_tests::{ScriptedOperator, Start, World};

#[tokio::test]
async fn a_folder_that_is_open_already_is_named_and_can_be_tried_again() -> Result<()> {
    let world = World::start(Start::fresh().flag("--operator", "none")).await?;
    world.window().settled().await?;
    let neighbour = world.beside(world.data_dir()).await?;
    let window = neighbour.window();
    window.shows("start-cause").await?;
    let code = "return document.getElementById('start').dataset.code ?? ''";
    assert_eq!(window.run(code, vec![]).await?, "folder-in-use");
    let said = window.text("start-cause").await?;
    assert!(said.contains("open already"), "{said}");
    window.is_accessible().await?;

    world.close_app().await?;
    window.click("start-retry").await?;
    window.shows("page-welcome").await?;
    window.settled().await?;
    neighbour.end().await
}

#[tokio::test]
async fn two_data_folders_have_secrets_of_their_own() -> Result<()> {
    let (one, other) = (ScriptedOperator::start()?, ScriptedOperator::start()?);
    let world = World::start(Start::fresh()).await?;
    world.window().connect_and_draw(one.credentials()).await?;
    world.window().assess().await?;
    world.keyring_item("token").await?;
    let before = accounts(&world).await?;

    let neighbour = world.beside(&world.home().join("other data")).await?;
    let window = neighbour.window();
    window.connect_and_draw(other.credentials()).await?;
    window.assess().await?;
    let all = window
        .until("the neighbour's token in the keyring", async || {
            let all = accounts(&world).await?;
            Ok((all.len() == 2 * before.len()).then_some(all))
        })
        .await?;
    let folders: BTreeSet<&str> = all
        .iter()
        .filter_map(|account| account.split('/').next())
        .collect();
    assert_eq!(folders.len(), 2, "{all:?}");

    window.go_to("settings").await?;
    window.click("settings-forget").await?;
    window.click("settings-forget-confirm").await?;
    window.shows("page-welcome").await?;
    assert_eq!(
        accounts(&world).await?,
        before,
        "what is the first one's stays"
    );
    one.revoke();
    world.window().click("nav-design").await?;
    world.window().assess().await?;
    neighbour.end().await?;
    world.end().await
}

async fn accounts(world: &World) -> Result<BTreeSet<String>> {
    let items = world.keyring_items().await.context("reading the keyring")?;
    Ok(items.into_iter().map(|item| item.account).collect())
}
