//! Connecting an operator by its form: what is checked before anything is sent, the test, and saving.

use anyhow::{Context as _, Result};
use portal_tests::{Sandbox, ScriptedOperator, SelfSignedOperator, Start, Window, World};

#[tokio::test]
async fn a_sandbox_started_by_hand_is_tested_and_connected() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    window.settled().await?;
    window.click("welcome-connect-operator").await?;
    window.shows("profile-form").await?;
    assert_eq!(
        window.value("profile-base-path").await?,
        "/multi-point-vpn/vwip"
    );
    all_errors_show_at_once(window).await?;

    let mut wrong = operator.credentials().clone();
    wrong.client_secret = "not-the-secret".to_owned();
    window.fill_profile("Nordic carrier", &wrong).await?;
    assert_eq!(window.test_profile().await?, "invalid-client");

    window
        .fill("profile-secret", &operator.credentials().client_secret)
        .await?;
    window.fill("profile-base-path", "/nothing/here").await?;
    assert_ne!(window.test_profile().await?, "ok", "there is no API there");

    window
        .fill("profile-base-path", "/multi-point-vpn/vwip")
        .await?;
    assert_eq!(window.test_profile().await?, "ok");
    // What was found out is not said of what is typed after it.
    window.fill("profile-base-path", "/elsewhere").await?;
    window.gone("profile-test-result").await?;
    window
        .fill("profile-base-path", "/multi-point-vpn/vwip")
        .await?;
    assert_eq!(window.test_profile().await?, "ok");
    assert!(
        world.keyring_items().await?.is_empty(),
        "a test stores nothing"
    );

    window.save_first_profile().await?;
    assert!(
        window
            .text("operator-chip")
            .await?
            .contains("Nordic carrier")
    );
    let stored = world.keyring_item("secret").await?;
    assert_eq!(stored.secret, operator.credentials().client_secret);
    world.end().await
}

#[tokio::test]
async fn an_address_has_to_be_safe_and_the_operator_there() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    let credentials = operator.credentials().clone();
    let mut insecure = credentials.clone();
    insecure.api_root = "http://operator.example".to_owned();
    insecure.token_endpoint = "http://operator.example/token".to_owned();
    window.describe_operator("Insecure", &insecure).await?;
    window.click("profile-save").await?;
    window.shows("profile-api-root-error").await?;
    window.shows("profile-token-endpoint-error").await?;
    window.shows("profile-form").await?;

    let _stopped = operator.stop();
    window.fill_profile("Gone", &credentials).await?;
    assert_eq!(window.test_profile().await?, "unreachable");
    let said = window.text("profile-test-result").await?;
    assert!(said.len() > 20, "it says what to do: {said:?}");

    window.press(thirtyfour::Key::Escape).await?;
    window.gone("profile-form").await?;
    window.click("welcome-connect-operator").await?;
    assert_eq!(
        window.value("profile-name").await?,
        "Gone",
        "Escape keeps the draft"
    );
    window.click("profile-cancel").await?;
    window.gone("profile-form").await?;
    window.shows("welcome").await?;
    world.end().await
}

async fn all_errors_show_at_once(window: &Window) -> Result<()> {
    window.click("profile-save").await?;
    errors_show(window, "profile-key-algorithm").await?;
    window
        .select("profile-auth-method", "client_secret_basic")
        .await?;
    window.click("profile-save").await?;
    errors_show(window, "profile-secret").await
}

async fn errors_show(window: &Window, last: &str) -> Result<()> {
    for field in [
        "profile-name",
        "profile-api-root",
        "profile-token-endpoint",
        "profile-client-id",
        last,
    ] {
        let error = format!("{field}-error");
        window.shows(&error).await?;
        window.is_tied_to_its_error(field).await.context(error)?;
    }
    Ok(())
}

#[tokio::test]
async fn a_colour_marks_the_operator_and_the_rest_is_kept() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("ca.pem");
    let world = World::start(Start::fresh().imports(&file)).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    window
        .describe_operator("Production", operator.credentials())
        .await?;
    window.select("profile-colour", "red").await?;
    window.click("profile-more").await?;
    window
        .fill("profile-scopes", "multi-point-vpn:assessment:assess")
        .await?;
    window.fill("profile-proxy", "proxy.example").await?;
    window.click("profile-save").await?;
    window.shows("profile-proxy-error").await?;
    window.fill("profile-proxy", "").await?;
    for (level, percent) in [("a", "99.5"), ("aa", "99.9"), ("aaa", "99.95")] {
        window
            .fill(format!("profile-level-{level}").as_str(), percent)
            .await?;
    }
    std::fs::write(&file, "no certificate")?;
    window.click("profile-ca").await?;
    window.settled().await?;
    assert_eq!(window.count("banner[data-code=invalid-input]").await?, 1);
    std::fs::write(&file, SelfSignedOperator::start()?.certificate())?;
    window.click("profile-ca").await?;
    window
        .wait_for("profile-ca-state", "data-value", "1")
        .await?;
    window.save_profile().await?;
    window
        .wait_for("operator-chip", "data-colour", "red")
        .await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window
        .wait_for("operator-chip", "data-colour", "red")
        .await?;
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.value("profile-colour").await?, "red");
    assert_eq!(window.value("profile-level-aaa").await?, "99.95");
    assert_eq!(
        window.value("profile-scopes").await?,
        "multi-point-vpn:assessment:assess"
    );
    window
        .wait_for("profile-ca-state", "data-value", "1")
        .await?;
    world.end().await
}

#[tokio::test]
async fn a_certificate_of_ones_own_is_trusted_once_it_is_imported() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("ca.pem");
    let world = World::start(Start::fresh().imports(&file)).await?;
    let window = world.window();
    let operator = SelfSignedOperator::start()?;
    std::fs::write(&file, operator.certificate())?;
    window
        .describe_operator("Own certificate", operator.credentials())
        .await?;
    assert_eq!(window.test_profile().await?, "tls-refused");
    window.click("profile-more").await?;
    window.click("profile-ca").await?;
    window
        .wait_for("profile-ca-state", "data-value", "1")
        .await?;
    assert_ne!(
        window.test_profile().await?,
        "tls-refused",
        "this operator ends each connection once it stands"
    );
    window
        .shows("profile-test-step[data-step=connection][data-state=ok]")
        .await?;
    window.click("profile-ca-remove").await?;
    assert_eq!(window.test_profile().await?, "tls-refused");

    // For this operator it is trusted, and for another one at the same address it is not.
    window.click("profile-ca").await?;
    window
        .wait_for("profile-ca-state", "data-value", "1")
        .await?;
    window.save_profile().await?;
    window.click("nav-settings").await?;
    window.click("profile-add").await?;
    window
        .fill_profile("Without it", operator.credentials())
        .await?;
    assert_eq!(window.test_profile().await?, "tls-refused");
    world.end().await
}

#[tokio::test]
async fn a_stored_secret_is_typed_again_before_it_goes_elsewhere() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    let operator = Sandbox::start(world.home())?;
    let elsewhere = ScriptedOperator::start()?;
    window
        .connect_operator("Carrier", operator.credentials())
        .await?;
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    window.fill("profile-name", "Carrier elsewhere").await?;
    let endpoint = &elsewhere.credentials().token_endpoint;
    window.fill("profile-token-endpoint", endpoint).await?;
    for button in ["profile-test", "profile-save"] {
        window.click(button).await?;
        window.shows("profile-secret-error").await?;
        window.is_accessible().await?;
    }
    assert_eq!(elsewhere.tokens(), 0, "nothing is asked there");
    assert_eq!(window.value("profile-name").await?, "Carrier elsewhere");
    assert_eq!(&window.value("profile-token-endpoint").await?, endpoint);
    let stored = world.keyring_item("secret").await?;
    assert_eq!(stored.secret, operator.credentials().client_secret);

    window.fill("profile-secret", "for elsewhere").await?;
    window.save_profile().await?;
    let stored = world.keyring_item("secret").await?;
    assert_eq!(stored.secret, "for elsewhere");
    world.end().await
}
