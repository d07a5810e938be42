//! An operator of whose API a network is one connection: a design of three is one order, made as a whole or taken back.

use anyhow::{Context as _, Result};
use portal_tests::{Endpoint, Sandbox, Start, Window, World};
use serde_json::json;

/// What the order is called.
const NAME: &str = "Three sites";

/// The third order of all is refused, and the answer to the fifth is lost before it is dealt with.
fn plan() -> String {
    let refused = json!({"status": 422, "code": "SERVICE_NOT_APPLICABLE", "message": "The ground is frozen."});
    json!({"version": 1, "faults": [
        {"operations": ["createSiteToCloud"], "skip": 2, "count": 1, "fault": {"answer": refused}},
        {"operations": ["createSiteToCloud"], "skip": 4, "count": 1, "fault": {"drop": "beforeEffect"}},
    ]})
    .to_string()
}

#[tokio::test]
async fn three_connections_are_one_order() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    let operator = Sandbox::start_with_faults(world.home(), &plan())?;
    connect(window, &operator).await?;
    draw_three_connections(window).await?;
    window.require("100", "12").await?;
    window.assess().await?;
    let offers = window.offers().await?;
    let offer = offers
        .iter()
        .find(|offer| offer.level.as_deref() == Some("AA"));
    let offer = offer.context("an offer for AA")?;
    assert_eq!(offer.period.as_deref(), Some("month"));
    assert_eq!(offer.origin.as_deref(), Some("simulated"));
    for row in window.all("connection-row").await? {
        assert_eq!(row.attr("data-state").await?.as_deref(), Some("feasible"));
    }

    // The third is refused: the two before are taken back.
    window.choose("AA").await?;
    window.review_order(NAME).await?;
    let review = window.text("order-review").await?;
    assert!(review.contains("/webapi/S2C_VPN"), "{review}");
    let services = window.attribute("order-services", "data-value").await?;
    assert_eq!(services.as_deref(), Some("3"));
    window.order_ends_as("refused").await?;
    let said = window.text("order-result").await?;
    for part in ["Connection 3 of 3", "The ground is frozen."] {
        assert!(said.contains(part), "{part}: {said}");
    }
    window.click("nav-sessions").await?;
    window
        .wait_for_count("session-row[data-state=gone]", 2)
        .await?;
    assert_eq!(window.count("order-unknown").await?, 0);

    // The second of the next order is not answered: nothing goes on until the person has decided.
    window.go_to("design").await?;
    window.review_order(NAME).await?;
    window.order_ends_as("unknown").await?;
    window.click("nav-sessions").await?;
    let group = "order-unknown[data-made]";
    window.wait_for(group, "data-state", "stopped").await?;
    assert_eq!(
        window.attribute(group, "data-made").await?.as_deref(),
        Some("1")
    );
    let said = window.text(group).await?;
    assert!(said.contains("1 of 3 connections"), "{said}");
    window.wait_for_count("order-unknown", 2).await?;
    window.is_accessible().await?;
    window.click("order-dismiss").await?;
    window.gone("order-unknown").await?;
    window
        .wait_for_count("session-row[data-state=gone]", 3)
        .await?;

    // The third time all are made.
    window.go_to("design").await?;
    window.review_order(NAME).await?;
    window.confirm_order().await?;
    window.click("nav-sessions").await?;
    let available = "session-row[data-state=available]";
    window.wait_for_count(available, 3).await?;
    let rows = window.all(available).await?;
    let row = rows.first().context("a session")?;
    let id = row.attr("data-id").await?.context("its id")?;
    window
        .click(format!("session-row[data-id={id}]").as_str())
        .await?;
    window.shows("session-detail").await?;
    window.settled().await?;
    let detail = window.text("session-detail").await?;
    for part in [NAME, "of 3", "12 months"] {
        assert!(detail.contains(part), "{part}: {detail}");
    }
    assert_eq!(window.count("session-drift").await?, 0);
    assert_eq!(window.count("session-incomplete").await?, 0);
    let heading = "return document.querySelector('[data-testid=session-detail] h2').textContent";
    let name = window.run(heading, vec![]).await?;
    window
        .review_delete(name.as_str().context("a name")?)
        .await?;
    window.click("delete-confirm").await?;
    window.wait_for_count(available, 2).await?;
    window.is_accessible().await?;
    world.end().await
}

async fn connect(window: &Window, operator: &Sandbox) -> Result<()> {
    window
        .describe_operator("Older carrier", operator.credentials())
        .await?;
    window.select("profile-dialect", "site-to-cloud").await?;
    assert_eq!(window.value("profile-base-path").await?, "/webapi");
    window.gone("profile-idempotency").await?;
    window.click("profile-more").await?;
    window.fill("profile-currency", "EUR").await?;
    assert_eq!(window.test_profile().await?, "ok");
    window.save_first_profile().await?;
    window.go_to("design").await
}

async fn draw_three_connections(window: &Window) -> Result<()> {
    window.draw_two_sites_and_a_cloud().await?;
    let lyon = window.add_site(&Endpoint::LYON).await?;
    let cloud = window.row_of(Endpoint::FRANKFURT.label()).await?;
    window.connect(&lyon, &cloud).await
}
