//! Ordering: reviewed, accepted, refused with nothing lost, and unknown until the person decides.

use anyhow::{Context as _, Result};
use portal_tests::{Answer, ScriptedOperator, Start, Window, World};

/// What these tests call their network.
pub(super) const NAME: &str = "Berlin and Madrid";

#[tokio::test]
async fn the_review_says_what_is_sent_and_an_accepted_order_stays() -> Result<()> {
    let world =
        World::start(Start::with_sandbox().flag("--sandbox-provisioning-delay", "2s")).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    window.choose("AA").await?;
    let offers = window.offers().await?;
    let chosen = offers
        .iter()
        .find(|offer| offer.level.as_deref() == Some("AA"))
        .context("there is an offer for AA")?;

    window.review_order(NAME).await?;
    assert_eq!(
        window.attribute("order-fee", "data-value").await?,
        chosen.value
    );
    assert_eq!(
        window.attribute("order-fee", "data-currency").await?,
        chosen.currency
    );
    assert!(!window.text("order-expiry").await?.is_empty());
    let review = window.text("order-review").await?;
    for part in [
        "Berlin HQ",
        "Madrid office",
        "Frankfurt cloud",
        "AA",
        "200",
        "12 months",
    ] {
        assert!(review.contains(part), "{part}: {review}");
    }
    assert!(
        review.to_lowercase().contains("sandbox"),
        "to whom: {review}"
    );

    window.fill("order-name", "").await?;
    window.click("order-confirm").await?;
    window.shows("order-name-error").await?;
    window.fill("order-name", NAME).await?;
    window.press(thirtyfour::Key::Escape).await?;
    window.gone("order-review").await?;
    window.click("order").await?;
    window.shows("order-review").await?;
    assert_eq!(window.value("order-name").await?, NAME, "the draft is kept");

    window.confirm_order().await?;
    window.click("nav-sessions").await?;
    let state = window.attribute("session-row", "data-state").await?;
    assert!(
        matches!(state.as_deref(), Some("requested" | "available")),
        "{state:?}"
    );
    let id = window.open_available_session().await?;
    assert!(window.text("session-detail").await?.contains(NAME));

    let world = world.restart().await?;
    let window = world.window();
    window.settled().await?;
    assert_eq!(window.open_available_session().await?, id);
    world.end().await
}

#[tokio::test]
async fn a_refused_order_says_why_and_loses_nothing() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    operator.answers(
        "POST /networks",
        Answer::error(
            422,
            "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT",
            "No capacity in Madrid.",
        ),
    );
    window.order_ends_as("refused").await?;
    window.settled().await?;
    let said = window.text("order-result").await?;
    assert!(said.contains("No capacity in Madrid."), "{said}");

    if window.count("order-review").await? == 0 {
        window.click("order").await?;
    }
    window.shows("order-review").await?;
    assert_eq!(window.value("order-name").await?, NAME);
    window.click("order-cancel").await?;
    window.gone("order-review").await?;
    window.click("nav-sessions").await?;
    window.shows("page-sessions").await?;
    window.settled().await?;
    assert_eq!(window.count("session-row").await?, 0);
    assert_eq!(window.count("order-unknown").await?, 0);
    world.end().await
}

/// Everything up to the review of an order with `operator`, under [`NAME`].
pub(super) async fn ready_to_order<'a>(
    world: &'a World,
    operator: &ScriptedOperator,
) -> Result<&'a Window> {
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    window.assess().await?;
    window.choose("AA").await?;
    window.review_order(NAME).await?;
    Ok(window)
}
