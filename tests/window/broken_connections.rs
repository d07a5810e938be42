//! Connections that stall, break, or cannot be trusted: said within the limits, and nothing is ordered twice.

use std::time::Duration;

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, SelfSignedOperator, Start, Window, World};
use serde_json::json;

use crate::orders::{NAME, ready_to_order};

/// Longest that a call may take, with as much again for a busy machine.
const LONGEST_CALL: Duration = Duration::from_secs(60);

#[tokio::test]
async fn an_operator_that_stays_silent_is_given_up() -> Result<()> {
    gives_up(Answer::none()).await
}

#[tokio::test]
async fn an_answer_that_never_ends_is_given_up() -> Result<()> {
    gives_up(Answer::dripping()).await
}

#[tokio::test]
async fn an_answer_that_is_cut_short_is_no_answer() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    operator.answers("POST /assessment", Answer::one_offer().cut());
    window.click("assess").await?;
    window.shows("banner[data-code=bad-answer]").await?;
    window.settled().await?;
    assert_eq!(window.count("offer").await?, 0, "half an answer is none");

    operator.answers("POST /assessment", Answer::one_offer());
    window.assess().await?;
    window.wait_for_count("offer", 1).await?;
    assert_eq!(window.count("banner[data-code=bad-answer]").await?, 0);
    world.end().await
}

#[tokio::test]
async fn an_order_whose_answer_is_cut_short_is_not_repeated() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    let created = Answer::json(201, &json!({ "serviceId": "5e81ce02", "sla": "AA" }));
    operator.answers("POST /networks", created.cut());
    window.order_ends_as("unknown").await?;
    window.click("nav-sessions").await?;
    window.shows("order-unknown").await?;
    assert!(window.text("order-unknown").await?.contains(NAME));
    window.settled().await?;
    assert_eq!(operator.calls("POST /networks").len(), 1);
    assert_eq!(window.count("session-row").await?, 0);
    world.end().await
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() -> Result<()> {
    let operator = SelfSignedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .describe_operator("Unknown carrier", operator.credentials())
        .await?;
    assert_eq!(window.test_profile().await?, "tls-refused");
    window.save_profile().await?;
    window.go_to("design").await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    window.click("assess").await?;
    window.shows("banner[data-code=tls-refused]").await?;
    let said = window.text("banner[data-code=tls-refused]").await?;
    assert!(said.contains("certificate"), "{said}");
    assert_eq!(window.count("offer").await?, 0);
    world.end().await
}

/// An assessment that is answered so ends by itself, with a message; the window answers meanwhile.
async fn gives_up(answer: Answer) -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    operator.answers("POST /assessment", answer);
    window.click("assess").await?;
    window.shows("assess-cancel").await?;
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.click("nav-design").await?;
    window
        .until_within(LONGEST_CALL, "the message", async || {
            let count = window.count("banner[data-code=timed-out]").await?;
            Ok((count == 1).then_some(()))
        })
        .await?;
    can_be_assessed_again(window, &operator).await?;
    world.end().await
}

async fn can_be_assessed_again(window: &Window, operator: &ScriptedOperator) -> Result<()> {
    window.gone("assess-cancel").await?;
    window.settled().await?;
    assert_eq!(window.count("offer").await?, 0);
    operator.answers("POST /assessment", Answer::one_offer());
    window.assess().await?;
    window.wait_for_count("offer", 1).await?;
    Ok(())
}
