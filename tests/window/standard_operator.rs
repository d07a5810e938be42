//! An operator that answers as the standard has it and no more: one level, no period; and one that takes its time.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, World};
use serde_json::json;

#[tokio::test]
async fn one_level_gets_one_card_and_a_missing_period_is_said() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .connect_operator("Plain carrier", operator.credentials())
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "").await?;
    window.assess().await?;

    let offers = window.offers().await?;
    assert_eq!(offers.len(), 1, "{offers:?}");
    let offer = &offers[0];
    assert_eq!(offer.level.as_deref(), Some("AA"));
    assert_eq!(offer.state.as_deref(), Some("later"));
    assert_eq!(offer.amount()?, 812.5);
    assert_eq!(offer.period.as_deref(), Some("unknown"));
    assert_eq!(offer.origin.as_deref(), Some("live"));
    assert_eq!(offer.wait_days.as_deref(), Some("3"));
    assert!(
        offer.text.to_lowercase().contains("period not stated"),
        "{offer:?}"
    );
    // An offer for all of them says that each can be built.
    for row in window.all("connection-row").await? {
        assert_eq!(row.attr("data-state").await?.as_deref(), Some("feasible"));
    }
    let sent = operator.last_body("POST /assessment")?;
    assert_eq!(sent["guaranteeBandwidth"], json!(200));
    assert_eq!(sent["isProtected"], json!(false));
    assert_eq!(sent["connections"].as_array().map(Vec::len), Some(2));
    assert!(
        sent.get("duration").is_none(),
        "absent means the operator's default: {sent}"
    );
    assert!(sent.get("sla").is_none(), "{sent}");

    // The profile can say what the rent covers.
    window.click("nav-settings").await?;
    window.edit_profile().await?;
    window.select("profile-rent-period", "month").await?;
    window.save_profile().await?;
    window.go_to("design").await?;
    window.assess().await?;
    window.wait_for("offer", "data-period", "month").await?;
    world.end().await
}

#[tokio::test]
async fn a_running_assessment_is_cancelled() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .connect_operator("Slow carrier", operator.credentials())
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    operator.answers("POST /assessment", Answer::none());

    window.click("assess").await?;
    window.shows("assess-cancel").await?;
    window
        .until("the call at the operator", async || {
            Ok((!operator.calls("POST /assessment").is_empty()).then_some(()))
        })
        .await?;
    // The window answers meanwhile.
    window.click("nav-quotes").await?;
    window.shows("page-quotes").await?;
    window.click("nav-design").await?;
    window.click("assess-cancel").await?;
    window.gone("assess-cancel").await?;
    window.settled().await?;
    assert_eq!(window.count("offer").await?, 0);

    operator.answers("POST /assessment", Answer::one_offer());
    window.assess().await?;
    window.wait_for_count("offer", 1).await?;
    world.end().await
}

#[tokio::test]
async fn an_operators_words_are_shown_as_text() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window
        .connect_operator("<b>Bold</b> carrier", operator.credentials())
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    operator.answers(
        "POST /assessment",
        Answer::error(422, "MULTI_POINT_VPN.TOO_FAR", "<img src=x> too far"),
    );
    window.click("assess").await?;
    window.shows("banner[data-code=not-possible]").await?;
    let said = window.text("banner[data-code=not-possible]").await?;
    assert!(said.contains("<img src=x> too far"), "{said}");
    assert!(
        window
            .text("operator-chip")
            .await?
            .contains("<b>Bold</b> carrier")
    );
    world.end().await
}
