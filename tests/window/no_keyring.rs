//! A computer without a keyring, and one whose keyring is locked.

use anyhow::Result;
use portal_tests::{Keyring, ScriptedOperator, Start, Window, World};

#[tokio::test]
async fn without_a_keyring_a_person_may_go_on_from_memory() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh().keyring(Keyring::Absent)).await?;
    let window = world.window();
    cannot_store(window, &operator).await?;
    assert_eq!(
        window.value("profile-name").await?,
        "Carrier",
        "nothing typed is lost"
    );

    window.click("keyring-use-memory").await?;
    window.settled().await?;
    if window.count("profile-form").await? > 0 {
        window.save_profile().await?;
    }
    window.operator_is_ready().await?;
    window.click("nav-design").await?;
    let said = window.text("banner[data-severity=info]").await?;
    assert!(
        said.to_lowercase().contains("memory"),
        "a standing notice: {said}"
    );
    window.draw_and_assess().await?;
    window.wait_for_count("offer", 1).await?;
    world.end().await
}

#[tokio::test]
async fn a_keyring_that_comes_later_is_found_without_a_restart() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let mut world = World::start(Start::fresh().keyring(Keyring::Absent)).await?;
    let window = world.window();
    cannot_store(window, &operator).await?;

    world.bring_keyring()?;
    let window = world.window();
    window.gone("keyring-retry").await?;
    window.settled().await?;
    if window.count("profile-form").await? > 0 {
        window.save_profile().await?;
    }
    window.operator_is_ready().await?;
    assert_eq!(
        world.keyring_item("secret").await?.secret,
        operator.credentials().client_secret
    );
    world.end().await
}

#[tokio::test]
async fn a_locked_keyring_is_told_from_a_missing_one() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    world
        .window()
        .connect_and_draw(operator.credentials())
        .await?;
    let world = world.restart().await?;
    world.lock_keyring().await?;

    let window = world.window();
    window.settled().await?;
    window.click("assess").await?;
    let code = window
        .until("a word on the keyring", async || {
            for code in ["keyring-locked", "keyring-dismissed"] {
                if window
                    .count(format!("banner[data-code={code}]").as_str())
                    .await?
                    > 0
                {
                    return Ok(Some(code));
                }
            }
            Ok(None)
        })
        .await?;
    assert!(!code.is_empty());
    world.end().await
}

/// Fills in the form of an operator, whose secret can be kept nowhere.
async fn cannot_store(window: &Window, operator: &ScriptedOperator) -> Result<()> {
    window
        .describe_operator("Carrier", operator.credentials())
        .await?;
    window.click("profile-save").await?;
    window
        .shows("profile-form banner[data-code=keyring-missing]")
        .await
}
