//! A keyring that is locked, whose question is dismissed, or that ends: each is told, and each has a way out without a
//! restart.

use anyhow::Result;
use portal_tests::{
    Hook, KEYRING_PASSWORD, KeyringItem, PromptReply, Prompter, ScriptedOperator, Start, Window,
    World,
};

#[tokio::test]
async fn one_locked_at_the_start_is_asked_for_and_the_answer_is_enough() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = connected_then_locked(&operator).await?;
    let prompter = Prompter::start(&world, PromptReply::Later).await?;
    let window = world.window();
    window.settled().await?;
    assert_eq!(prompter.asked(), 0, "the start asks for nothing");

    window.click("assess").await?;
    window.shows(frame_banner("keyring-locked")).await?;
    assert_eq!(prompter.asked(), 1);
    prompter
        .answer(PromptReply::Password(KEYRING_PASSWORD))
        .await?;
    window.wait_for_count("offer", 1).await?;
    window.gone("keyring-retry").await?;
    assert_eq!(prompter.asked(), 1);
    world.end().await
}

#[tokio::test]
async fn one_unlocked_elsewhere_is_noticed_without_a_click() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = connected_then_locked(&operator).await?;
    let _prompter = Prompter::start(&world, PromptReply::Dismissed).await?;
    let window = world.window();
    assess_and_see(window, "keyring-dismissed").await?;

    world.unlock_keyring().await?;
    goes_on(window).await?;
    world.end().await
}

#[tokio::test]
async fn a_dismissed_question_comes_again_only_on_request() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = connected_then_locked(&operator).await?;
    let prompter = Prompter::start(&world, PromptReply::Dismissed).await?;
    let window = world.window();
    assess_and_see(window, "keyring-dismissed").await?;
    window.settled().await?;
    let asked = prompter.asked();

    window.click("keyring-retry").await?;
    window.settled().await?;
    assert_eq!(prompter.asked(), asked + 1);
    window.shows(frame_banner("keyring-dismissed")).await?;

    prompter
        .answer(PromptReply::Password(KEYRING_PASSWORD))
        .await?;
    window.click("keyring-retry").await?;
    goes_on(window).await?;
    assert_eq!(prompter.asked(), asked + 2);
    world.end().await
}

#[tokio::test]
async fn one_that_ends_in_the_middle_is_told_from_a_missing_one_and_found_again() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let mut world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    world.keyring_item("token").await?;

    world.stop_keyring();
    operator.revoke();
    let window = world.window();
    window.click("assess").await?;
    window.shows(frame_banner("keyring-stopped")).await?;

    world.bring_keyring()?;
    let window = world.window();
    goes_on(window).await?;
    world.end().await
}

#[tokio::test]
async fn one_that_ends_under_its_question_holds_nothing_up() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let mut world = connected_then_locked(&operator).await?;
    let _prompter = Prompter::start(&world, PromptReply::Later).await?;
    let window = world.window();
    assess_and_see(window, "keyring-locked").await?;

    world.stop_keyring();
    world
        .window()
        .shows(frame_banner("keyring-stopped"))
        .await?;
    world.bring_keyring()?;
    let window = world.window();
    goes_on(window).await?;
    world.end().await
}

#[tokio::test]
async fn a_secret_over_the_limit_of_windows_is_kept_whole_and_replaced_whole() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let short = operator.credentials().client_secret.clone();
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.go_to("settings").await?;
    window.edit_profile().await?;
    // Six thousand letters take a person's clipboard, and WebDriver's too.
    window.fill("profile-name", &"x".repeat(100)).await?;
    window.fill("profile-secret", &short).await?;
    window
        .copy_and_paste("profile-name", "profile-secret", 60)
        .await?;
    window.fill("profile-name", "Carrier").await?;
    window.save_profile().await?;
    let long = format!("{short}{}", "x".repeat(6_000));
    let items = world.keyring_items().await?;
    assert!(
        items.iter().all(|item| item.secret.len() <= 2_560),
        "{items:?}"
    );
    let parts = |items: &[KeyringItem]| {
        let parts = items
            .iter()
            .filter(|item| item.account.contains("/secret/"));
        parts.count()
    };
    assert_eq!(parts(&items), 3, "{items:?}");
    let kept: String = items
        .iter()
        .filter(|item| item.account.contains("/secret/"))
        .map(|item| item.secret.as_str())
        .collect();
    assert!(kept == long, "{} bytes are kept", kept.len());

    let world = world.restart().await?;
    let asked = operator.tokens();
    operator.revoke();
    let window = world.window();
    window.settled().await?;
    window.assess().await?;
    assert_eq!(operator.tokens(), asked + 1, "it is read back");

    window.go_to("settings").await?;
    window.edit_profile().await?;
    window.fill("profile-secret", &short).await?;
    window.save_profile().await?;
    assert_eq!(world.keyring_item("secret").await?.secret, short);
    assert_eq!(parts(&world.keyring_items().await?), 0);
    window.go_to("design").await?;
    window.assess().await?;
    world.end().await
}

#[tokio::test]
async fn a_secret_that_cannot_be_stored_leaves_the_one_before() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = connected_then_locked(&operator).await?;
    let _prompter = Prompter::start(&world, PromptReply::Dismissed).await?;
    let window = world.window();
    window.settled().await?;
    window.go_to("settings").await?;
    window.edit_profile().await?;
    window.fill("profile-name", "Renamed").await?;
    window.fill("profile-secret", "another one").await?;
    window.click("profile-save").await?;
    window
        .shows("profile-form banner[data-code=keyring-dismissed]")
        .await?;

    world.unlock_keyring().await?;
    let before = &operator.credentials().client_secret;
    assert_eq!(&world.keyring_item("secret").await?.secret, before);
    let name = window.text("profile-row").await?;
    assert!(!name.contains("Renamed"), "{name}");
    window.save_profile().await?;
    assert_eq!(world.keyring_item("secret").await?.secret, "another one");
    assert!(window.text("profile-row").await?.contains("Renamed"));
    world.end().await
}

/// A world in which an operator is connected and something drawn, started anew with its keyring locked.
async fn connected_then_locked(operator: &ScriptedOperator) -> Result<World> {
    let world = World::start(Start::fresh()).await?;
    world
        .window()
        .connect_and_draw(operator.credentials())
        .await?;
    world.lock_keyring().await?;
    world.restart().await
}

/// Asks the operator, which needs the keyring, and sees what is said of it.
async fn assess_and_see(window: &Window, code: &str) -> Result<()> {
    window.settled().await?;
    window.click("assess").await?;
    window.shows(frame_banner(code)).await
}

/// Nothing is said of the keyring any more, and the operator can be asked.
async fn goes_on(window: &Window) -> Result<()> {
    window.gone("keyring-retry").await?;
    window.assess().await?;
    window.wait_for_count("offer", 1).await
}

/// The notice above every page, which has a way out; a form or an assessment may say the same.
fn frame_banner(code: &str) -> Hook {
    Hook::from(&format!("banner[data-code={code}] keyring-retry"))
}
