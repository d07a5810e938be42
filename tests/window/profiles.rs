//! Several operators: copied, handed on as files, and what may be done with each.

use std::fs;

use anyhow::{Context as _, Result};
use portal_tests::{Sandbox, SelfSignedOperator, Start, Window, World};

#[tokio::test]
async fn an_operator_for_quotes_only_says_who_may_order() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("Carrier.operator.json");
    let world = World::start(Start::fresh().exports(folder.path()).imports(&file)).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    window
        .connect_operator("Carrier", operator.credentials())
        .await?;
    window.click("nav-settings").await?;

    window.click("profile-export").await?;
    window.shows("profile-export-dialog").await?;
    window.click("profile-export-quote-only").await?;
    window
        .fill("profile-export-who", "The network desk")
        .await?;
    window.is_accessible().await?;
    window.click("profile-export-confirm").await?;
    window.gone("profile-export-dialog").await?;
    window.settled().await?;
    let text = fs::read_to_string(&file).context("the exported operator")?;
    assert!(!text.contains(&operator.credentials().client_secret));
    window.click("profile-duplicate").await?;
    window.wait_for_count("profile-row", 2).await?;
    window.click("profile-import").await?;
    window.wait_for_count("profile-row", 3).await?;
    assert_eq!(
        world.keyring_items().await?.len(),
        1,
        "no secret came along"
    );

    let script = "return [...document.querySelectorAll('[data-testid=profile-row]')]
        .find(row => row.textContent.includes('Quotes only')).dataset.id";
    let id = window.run(script, vec![]).await?;
    let row = format!("profile-row[data-id={}]", id.as_str().context("a row")?);
    window.click(&format!("{row} profile-edit")).await?;
    window
        .fill("profile-secret", &operator.credentials().client_secret)
        .await?;
    window.save_profile().await?;
    window.click(&format!("{row} profile-use")).await?;
    window.settled().await?;
    window.go_to("design").await?;
    window.draw_and_assess().await?;
    window.choose("A").await?;
    order_is_denied(window, "The network desk").await?;
    window.is_accessible().await?;
    world.end().await
}

#[tokio::test]
async fn narrower_scopes_disable_what_they_forbid() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    window
        .describe_operator("Narrow", operator.credentials())
        .await?;
    window.click("profile-more").await?;
    window
        .fill("profile-scopes", "multi-point-vpn:assessment:assess")
        .await?;
    assert_eq!(window.test_profile().await?, "ok");
    window.save_profile().await?;
    window.go_to("design").await?;
    window.draw_and_assess().await?;
    window.choose("A").await?;
    order_is_denied(window, "multi-point-vpn:network:create").await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.go_to("design").await?;
    window.assess().await?;
    window.choose("A").await?;
    window.shows("denied").await?;
    world.end().await
}

#[tokio::test]
async fn a_session_cannot_be_changed_without_the_scope_for_it() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    window.order("A", "Only read").await?;
    window.open_available_session().await?;
    assert_eq!(window.count("denied").await?, 0);

    window.click("nav-settings").await?;
    window.edit_profile().await?;
    window.click("profile-more").await?;
    let scopes = "multi-point-vpn:assessment:assess multi-point-vpn:network:read";
    window.fill("profile-scopes", scopes).await?;
    window.save_profile().await?;
    window.click("nav-sessions").await?;
    window.click("session-row").await?;
    window.shows("session-detail").await?;
    window.click("session-refresh").await?;
    window.wait_for_count("denied", 2).await?;
    let script = "return [...document.querySelectorAll('[data-testid=denied]')].map(e => e.textContent).join()";
    let said = window.run(script, vec![]).await?.to_string();
    assert!(said.contains("multi-point-vpn:network:update"), "{said}");
    assert!(said.contains("multi-point-vpn:network:delete"), "{said}");
    is_disabled(window, "session-resize").await?;
    is_disabled(window, "session-delete").await?;
    window.is_accessible().await?;
    world.end().await
}

#[tokio::test]
async fn an_operator_is_deleted_with_its_secrets_and_the_other_keeps_its_own() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    world.keyring_item("token").await?;
    window.click("nav-settings").await?;
    let first = window.attribute("profile-row", "data-id").await?;
    let first = first.context("a row has an id")?;
    window.click("profile-add").await?;
    window
        .fill_profile("Second", operator.credentials())
        .await?;
    window.save_profile().await?;
    window.wait_for_count("profile-row", 2).await?;
    let items = world.keyring_items().await?;
    assert_eq!(items.len(), 3, "two secrets and a token: {items:?}");

    window
        .click(&format!("profile-row[data-id={first}] profile-delete"))
        .await?;
    window.click("profile-delete-confirm").await?;
    window.wait_for_count("profile-row", 1).await?;
    let left = window
        .until("the other's secret alone", async || {
            let items = world.keyring_items().await?;
            Ok((items.len() == 1).then_some(items))
        })
        .await?;
    assert!(!left[0].account.contains(&first), "{left:?}");
    world.end().await
}

#[tokio::test]
async fn what_an_imported_operator_brings_along_is_told_before_a_secret_is_typed() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("Carrier.operator.json");
    let world = World::start(Start::fresh().exports(folder.path()).imports(&file)).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    window
        .connect_operator("Carrier", operator.credentials())
        .await?;
    window.click("nav-settings").await?;
    window.click("profile-export").await?;
    window.click("profile-export-confirm").await?;
    window.gone("profile-export-dialog").await?;
    window.settled().await?;
    let mut handed_on: serde_json::Value = serde_json::from_slice(&fs::read(&file)?)?;
    handed_on["name"] = "Brought".into();
    handed_on["options"]["certificates"] = SelfSignedOperator::start()?.certificate().into();
    handed_on["options"]["proxy"] = "http://proxy.example:8080".into();
    fs::write(&file, handed_on.to_string())?;
    window.click("profile-import").await?;
    window.wait_for_count("profile-row", 2).await?;
    let row = format!(
        "profile-row[data-id={}]",
        window.operator_id("Brought").await?
    );
    window.click(&format!("{row} profile-edit")).await?;
    let told = window.text("profile-brought").await?;
    assert!(told.contains("one of your own"), "{told}");
    assert!(told.contains("http://proxy.example:8080"), "{told}");
    window.is_accessible().await?;
    window.click("profile-more").await?;
    window.click("profile-ca-remove").await?;
    window.fill("profile-proxy", "").await?;
    window.gone("profile-brought").await?;
    world.end().await
}

/// An order is kept from being placed, for a reason with these words in it.
async fn order_is_denied(window: &Window, words: &str) -> Result<()> {
    let said = window.text("denied").await?;
    assert!(said.contains(words), "{said}");
    is_disabled(window, "order").await
}

async fn is_disabled(window: &Window, button: &str) -> Result<()> {
    let disabled = window.attribute(button, "disabled").await?;
    assert!(disabled.is_some(), "{button} is disabled");
    Ok(())
}
