//! The test of a connection: each step as it goes, and why it failed.

use anyhow::{Context as _, Result};
use portal_tests::{Answer, Sandbox, ScriptedOperator, SelfSignedOperator, Start, Window, World};
use serde_json::json;

/// Where a discovery document stands below its issuer.
const DOCUMENT: &str = "/.well-known/openid-configuration";

#[tokio::test]
async fn a_discovery_document_names_the_token_endpoint() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    let credentials = operator.credentials();
    window.describe_operator("Discovered", credentials).await?;
    let document = format!("{}/.well-known/openid-configuration", credentials.api_root);
    window.fill("profile-discovery-url", &document).await?;
    window.gone("profile-token-endpoint").await?;
    assert_eq!(window.test_profile().await?, "ok");
    for step in [
        "names",
        "connection",
        "discovery",
        "token",
        "scopes",
        "call",
    ] {
        let done = format!("profile-test-step[data-step={step}][data-state=ok]");
        assert_eq!(window.count(done.as_str()).await?, 1, "{step}");
    }
    window
        .fill(
            "profile-discovery-url",
            &format!("{}/nothing", credentials.api_root),
        )
        .await?;
    assert_eq!(window.test_profile().await?, "bad-answer");
    for (step, state) in [
        ("connection", "ok"),
        ("discovery", "failed"),
        ("token", "skipped"),
    ] {
        let found = format!("profile-test-step[data-step={step}][data-state={state}]");
        assert_eq!(window.count(found.as_str()).await?, 1, "{step} {state}");
    }
    window.fill("profile-discovery-url", &document).await?;
    window.save_first_profile().await?;
    window.click("nav-design").await?;
    window.draw_and_assess().await?;
    world.end().await
}

#[tokio::test]
async fn a_test_that_takes_too_long_for_a_person_is_stopped() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    let operator = ScriptedOperator::start()?;
    window
        .describe_operator("Silent", operator.credentials())
        .await?;
    operator.answers("POST /assessment", Answer::none());
    window.click("profile-test").await?;
    window
        .shows("profile-test-step[data-step=call][data-state=running]")
        .await?;
    window.click("profile-test-cancel").await?;
    window.gone("profile-test-cancel").await?;
    window
        .shows("profile-test-result[data-code=cancelled]")
        .await?;
    let well = window.count("profile-test-result[data-state=ok]").await?;
    assert_eq!(well, 0, "what was stopped has not connected");
    world.end().await
}

#[tokio::test]
async fn each_step_fails_for_its_own_reason() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    let good = operator.credentials();
    window.describe_operator("Carrier", good).await?;
    window.click("profile-more").await?;

    window
        .fill("profile-api-root", "https://operator.invalid")
        .await?;
    fails(window, "names", "unreachable").await?;
    assert!(
        window
            .text("profile-test-result")
            .await?
            .contains("operator.invalid"),
        "it names the host that was not found"
    );
    let elsewhere = tempfile::tempdir()?;
    let closed = Sandbox::start(elsewhere.path())?;
    let root = closed.credentials().api_root.clone();
    let _stopped = closed.stop();
    window.fill("profile-api-root", &root).await?;
    fails(window, "connection", "unreachable").await?;
    let stranger = SelfSignedOperator::start()?;
    window
        .fill("profile-api-root", &stranger.credentials().api_root)
        .await?;
    fails(window, "connection", "tls-refused").await?;
    window.fill("profile-api-root", &good.api_root).await?;

    window
        .fill(
            "profile-discovery-url",
            &format!("{}/nothing", good.api_root),
        )
        .await?;
    fails(window, "discovery", "bad-answer").await?;
    window.fill("profile-discovery-url", "").await?;
    window
        .fill("profile-token-endpoint", &good.token_endpoint)
        .await?;

    window.fill("profile-secret", "not-the-secret").await?;
    fails(window, "token", "invalid-client").await?;
    window.fill("profile-secret", &good.client_secret).await?;

    window.fill("profile-scopes", "no:such:scope").await?;
    fails(window, "scopes", "invalid-scope").await?;
    window.is_accessible().await?;
    window.fill("profile-scopes", "").await?;

    window.fill("profile-base-path", "/nothing/here").await?;
    fails(window, "call", "operator-not-found").await?;
    window
        .fill("profile-base-path", "/multi-point-vpn/vwip")
        .await?;
    assert_eq!(window.test_profile().await?, "ok");
    window.is_accessible().await?;
    world.end().await
}

#[tokio::test]
async fn a_token_endpoint_elsewhere_is_used_once_its_host_is_approved() -> Result<()> {
    let (world, operator) = World::with_operator().await?;
    let window = world.window();
    let described_by = ScriptedOperator::start()?;
    let issuer = &described_by.credentials().api_root;
    let document = json!({
        "issuer": issuer,
        "token_endpoint": operator.credentials().token_endpoint,
    });
    described_by.answers(&format!("GET {DOCUMENT}"), Answer::json(200, &document));
    window
        .describe_operator("Elsewhere", operator.credentials())
        .await?;
    window
        .fill("profile-discovery-url", &format!("{issuer}{DOCUMENT}"))
        .await?;
    fails(window, "discovery", "bad-answer").await?;
    let host = operator.credentials().api_root.replace("http://", "");
    let said = window.text("profile-test-result").await?;
    assert!(said.contains(&host), "it names the host: {said}");
    window.is_accessible().await?;
    window.click("profile-approve-host").await?;
    assert_eq!(window.test_profile().await?, "ok");
    window.save_first_profile().await?;

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    assert_eq!(window.test_profile().await?, "ok", "the approval is kept");
    world.end().await
}

/// Tests the connection of the open form; it has to fail at that step, for that reason, and come no further.
async fn fails(window: &Window, step: &str, code: &str) -> Result<()> {
    assert_eq!(window.test_profile().await?, code, "{step}");
    let script = "
        return [...document.querySelectorAll('[data-testid=profile-test-step]')].map(e => [e.dataset.step, e.dataset.state])";
    let steps = window.run(script, vec![]).await?;
    let steps: Vec<(String, String)> = serde_json::from_value(steps)?;
    let at = steps.iter().position(|(name, _)| name == step);
    let at = at.with_context(|| format!("no step {step} in {steps:?}"))?;
    for (place, (name, state)) in steps.iter().enumerate() {
        let is_right = match place.cmp(&at) {
            std::cmp::Ordering::Less => matches!(state.as_str(), "ok" | "skipped"),
            std::cmp::Ordering::Equal => state == "failed",
            std::cmp::Ordering::Greater => state == "skipped",
        };
        assert!(is_right, "{name} is {state} as {step} fails: {steps:?}");
    }
    Ok(())
}
