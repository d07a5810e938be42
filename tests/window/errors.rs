//! Every failure says what happened and what to do next: none is silent.

use anyhow::{Context as _, Result};
use portal_tests::{Answer, Sandbox, ScriptedOperator, Start, Window, World};

#[tokio::test]
async fn each_answer_of_an_operator_has_its_message() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    let cases = [
        (
            Answer::error(400, "INVALID_ARGUMENT", "Too long."),
            "request-refused",
        ),
        (
            Answer::error(403, "PERMISSION_DENIED", "No."),
            "permission-denied",
        ),
        (Answer::error(404, "NOT_FOUND", "No."), "operator-not-found"),
        (Answer::error(409, "ABORTED", "Busy."), "operator-conflict"),
        (
            Answer::error(422, "SERVICE_NOT_APPLICABLE", "No."),
            "not-possible",
        ),
        (
            Answer::error(429, "QUOTA_EXCEEDED", "No more."),
            "quota-exceeded",
        ),
        (Answer::error(500, "INTERNAL", "Broken."), "operator-fault"),
        (Answer::html(502, "<h1>Bad gateway</h1>"), "operator-fault"),
        (Answer::html(200, "<h1>Sign in</h1>"), "bad-answer"),
        (
            Answer::error(401, "UNAUTHENTICATED", "No."),
            "unauthenticated",
        ),
        (
            Answer::error(429, "TOO_MANY_REQUESTS", "Slower.").header("retry-after", "1"),
            "rate-limited",
        ),
    ];
    for (answer, code) in cases {
        operator.answers("POST /assessment", answer);
        fails_with(window, code).await.context(code)?;
    }
    world.end().await
}

#[tokio::test]
async fn an_operator_that_is_gone_is_said_to_be() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let operator = Sandbox::start(world.home())?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;

    let stopped = operator.stop();
    fails_with(window, "unreachable").await?;
    window
        .wait_for("operator-chip", "data-state", "offline")
        .await?;

    let _back = Sandbox::start_again(&stopped)?;
    window.assess().await?;
    window.wait_for_count("offer", 3).await?;
    window.operator_is_ready().await?;
    assert_eq!(
        window.count("banner[data-code=unreachable]").await?,
        0,
        "what is over is not shown"
    );
    world.end().await
}

#[tokio::test]
async fn a_wrong_secret_is_said_to_be_wrong() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let operator = Sandbox::start(world.home())?;
    let mut credentials = operator.credentials().clone();
    credentials.client_secret = "wrong-secret-1".to_owned();
    let window = world.window();
    window.connect_and_draw(&credentials).await?;
    fails_with(window, "invalid-client").await?;
    window
        .wait_for("operator-chip", "data-state", "signed-out")
        .await?;
    assert!(
        !window.text("page-design").await?.contains("wrong-secret-1"),
        "a message never repeats a secret"
    );
    world.end().await
}

/// Assesses, and expects a message with this code that says what happened and what to do.
async fn fails_with(window: &Window, code: &str) -> Result<()> {
    window.click("assess").await?;
    let banner = format!("banner[data-code={code}]");
    window.shows(&banner).await?;
    window.settled().await?;
    let said = window.text(&banner).await?;
    assert!(
        said.split('.').filter(|s| !s.trim().is_empty()).count() >= 2,
        "what happened and what to do: {said:?}"
    );
    let severity = window.attribute(&banner, "data-severity").await?;
    assert!(
        matches!(severity.as_deref(), Some("warning" | "error" | "info")),
        "{severity:?}"
    );
    assert!(
        window.attribute("assess", "disabled").await?.is_none(),
        "it can be tried again"
    );
    Ok(())
}
