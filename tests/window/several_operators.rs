//! One design at several operators: each answers in its own time, fails by itself, and is ordered at by itself.

use anyhow::{Context as _, Result};
use portal_tests::{Sandbox, Start, Window, World};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Slow the first time it is asked for prices, by more than any test waits.
fn slow_once() -> Value {
    json!([{"operations": ["assessConnectionFeasibility"], "count": 1, "fault": {"latency": "60s"}}])
}

fn refusing() -> Value {
    json!([{"operations": ["assessConnectionFeasibility"], "fault": {"answer": {
        "status": 422, "code": "SERVICE_NOT_APPLICABLE", "message": "The ground is frozen."}}}])
}

/// What is said of the operator `id`, and a hook within it.
fn at(id: &str, hook: &str) -> String {
    format!("operator-answer[data-profile={id}] {hook}")
}

async fn is(window: &Window, id: &str, state: &str) -> Result<()> {
    let block = format!("operator-answer[data-profile={id}]");
    window.wait_for(&block, "data-state", state).await
}

async fn speaks_of_one(window: &Window) -> Result<()> {
    for hook in ["operators", "operator-answer", "operator-offer"] {
        assert_eq!(window.count(hook).await?, 0, "{hook}");
    }
    Ok(())
}

async fn back_to_design(window: &Window) -> Result<()> {
    window.click("nav-design").await?;
    window.shows("assess").await
}

/// Connects the operator Carrier, which is in use, with a design, and Beta beside it, of which this is the id.
async fn two_operators(world: &World) -> Result<(Sandbox, Sandbox, String)> {
    let window = world.window();
    let alpha = Sandbox::beside(world.home(), "alpha", &json!([]))?;
    let beta = Sandbox::beside(world.home(), "beta", &json!([]))?;
    window.connect_and_draw(alpha.credentials()).await?;
    let id = window
        .add_operator("Beta", "amber", beta.credentials())
        .await?;
    Ok((alpha, beta, id))
}

/// Ticks operators beside the one in use.
async fn pick(window: &Window, ids: &[&str]) -> Result<()> {
    window.click("operators").await?;
    for id in ids {
        let choice = format!("operator-choice[data-profile={id}]");
        window.click(&choice).await?;
    }
    window.click("operators").await
}

#[tokio::test]
async fn each_answers_by_itself_and_the_order_goes_to_the_second() -> Result<()> {
    let world = World::start(Start::fresh().flag("--theme", "dark")).await?;
    let window = world.window();
    let none = json!([]);
    let alpha = Sandbox::beside(world.home(), "alpha", &none)?;
    let beta = Sandbox::beside(world.home(), "beta", &slow_once())?;
    let gamma = Sandbox::beside(world.home(), "gamma", &refusing())?;
    let delta = Sandbox::beside(world.home(), "delta", &none)?;
    window
        .connect_operator("Alpha", alpha.credentials())
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;
    // With one operator nothing speaks of several.
    window.assess().await?;
    speaks_of_one(window).await?;
    let b = window
        .add_operator("Beta", "green", beta.credentials())
        .await?;
    let c = window
        .add_operator("Gamma", "red", gamma.credentials())
        .await?;
    let d = window
        .add_operator("Delta", "violet", delta.credentials())
        .await?;
    let a = window.operator_id("Alpha").await?;
    let delta = delta.stop();
    back_to_design(window).await?;
    pick(window, &[&b, &c, &d]).await?;
    window.click("assess").await?;

    is(window, &a, "answered").await?;
    is(window, &c, "refused").await?;
    is(window, &d, "offline").await?;
    is(window, &b, "asking").await?;
    let said = window
        .text(&at(&c, "banner[data-code=not-possible]"))
        .await?;
    assert!(said.contains("The ground is frozen."), "{said}");
    window
        .shows(&at(&d, "banner[data-code=unreachable]"))
        .await?;
    assert_eq!(
        window.offers().await?.len(),
        3,
        "the offers of the one in use"
    );
    assert_eq!(
        window.attribute("offer-chosen", "data-profile").await?,
        Some(a.clone())
    );
    window.is_accessible().await?;

    // What one answered can be used while another is still being asked.
    window.choose("AA").await?;
    window.click("quote-save").await?;
    window.shows("offer-chosen[data-level=AA]").await?;
    is(window, &b, "asking").await?;
    window.click(&at(&b, "operator-cancel")).await?;
    is(window, &b, "cancelled").await?;
    is(window, &a, "answered").await?;
    window.click(&at(&b, "operator-retry")).await?;
    is(window, &b, "answered").await?;
    let _delta = Sandbox::start_again(&delta)?;
    window.click(&at(&d, "operator-retry")).await?;
    is(window, &d, "answered").await?;
    window.settled().await?;

    let offer = at(&b, "operator-offer[data-level=AA]");
    window.click(&offer).await?;
    window.wait_for(&offer, "aria-checked", "true").await?;
    let chosen = window
        .attribute("offer[data-level=AA]", "aria-checked")
        .await?;
    assert_eq!(chosen.as_deref(), Some("false"), "one choice among all");
    window.wait_for("offer-chosen", "data-profile", &b).await?;
    window.is_accessible().await?;
    window.click("quote-save").await?;
    window.settled().await?;
    window.review_order("At the second").await?;
    let review = window.text("order-review").await?;
    assert!(
        review.contains("Beta") && !review.contains("Alpha"),
        "{review}"
    );
    window.confirm_order().await?;
    window.open_available_session().await?;
    let session = window.text("session-detail").await?;
    assert!(
        session.contains("Beta") && !session.contains("Alpha"),
        "{session}"
    );
    window.click("nav-quotes").await?;
    window.wait_for_count("quote-row", 2).await?;
    let script = "return [...document.querySelectorAll('[data-testid=quote-row]')]
        .find(row => row.textContent.includes('Beta'))?.dataset.id ?? null";
    let id = window.run(script, vec![]).await?;
    let id = id.as_str().context("a quote of Beta")?;
    window.click(&format!("quote-row[data-id={id}]")).await?;
    window.click("quote-reassess").await?;
    let again = window.text("quote-difference").await?;
    assert!(again.contains("Beta"), "the quote's own operator: {again}");
    world.end().await
}

#[tokio::test]
async fn all_of_it_is_done_with_the_keyboard_alone() -> Result<()> {
    let world = World::start(Start::fresh().flag("--theme", "light")).await?;
    let window = world.window();
    let (_alpha, _beta, b) = two_operators(&world).await?;
    window.enter_on("nav-design").await?;
    window.shows("assess").await?;
    window.enter_on("operators").await?;
    window
        .tab_to(&format!("operator-choice[data-profile={b}]"))
        .await?;
    window.type_text(" ").await?;
    window.enter_on("assess").await?;
    is(window, &b, "answered").await?;
    window.settled().await?;
    window.is_accessible().await?;
    window.tab_to(&at(&b, "operator-offer[tabindex=0]")).await?;
    window.type_text(" ").await?;
    window.key(Key::Down).await?;
    let offer = at(&b, "operator-offer[data-level=AA]");
    window.wait_for(&offer, "aria-checked", "true").await?;
    window
        .until("the focus on what is chosen", async || {
            Ok(window.has_focus(&offer).await?.then_some(()))
        })
        .await?;
    window.enter_on("order").await?;
    window.shows("order-review").await?;
    window.settled().await?;
    window.enter_on("order-confirm").await?;
    window
        .wait_for("order-result", "data-state", "accepted")
        .await?;
    window.settled().await?;
    window.enter_on("nav-sessions").await?;
    // A row's link comes after the buttons above the list.
    window.shows("session-row").await?;
    window.tab_to("session-export").await?;
    window.key(Key::Tab).await?;
    window.key(Key::Enter).await?;
    let session = window.text("session-detail").await?;
    assert!(session.contains("Beta"), "{session}");
    world.end().await
}

#[tokio::test]
async fn one_that_is_changed_is_asked_again_and_one_that_is_deleted_is_gone() -> Result<()> {
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    let (_alpha, _beta, b) = two_operators(&world).await?;
    let a = window.operator_id("Carrier").await?;
    back_to_design(window).await?;
    pick(window, &[&b]).await?;
    window.click("assess").await?;
    is(window, &b, "answered").await?;
    let offer = at(&b, "operator-offer[data-level=A]");
    window.click(&offer).await?;
    window.wait_for("offer-chosen", "data-profile", &b).await?;
    assert_eq!(window.count("assessment-outdated").await?, 0);

    // What a price covers is another thing then.
    window.click("nav-settings").await?;
    let row = format!("profile-row[data-id={b}]");
    window.click(&format!("{row} profile-edit")).await?;
    window.select("profile-rent-period", "month").await?;
    window.save_profile().await?;
    back_to_design(window).await?;
    window.shows("assessment-outdated").await?;
    window.click("order").await?;
    window.shows("banner[data-code=invalid-input]").await?;
    window.click(&at(&b, "operator-retry")).await?;
    window.gone("assessment-outdated").await?;
    is(window, &b, "answered").await?;

    // Narrower scopes: it cannot be asked, and says why.
    window.click("nav-settings").await?;
    window.click(&format!("{row} profile-edit")).await?;
    window.click("profile-more").await?;
    window
        .fill("profile-scopes", "multi-point-vpn:network:read")
        .await?;
    window.save_profile().await?;
    back_to_design(window).await?;
    window.click("operators").await?;
    let choice = format!("operator-choice[data-profile={b}]");
    let disabled = window.attribute(&choice, "disabled").await?;
    disabled.context("an operator that may not be asked is no choice")?;
    window.click("assess").await?;
    let gone = format!("operator-answer[data-profile={b}]");
    window.gone(&gone).await?;
    is(window, &a, "answered").await?;

    // One that is deleted takes what it answered with it.
    window.click("nav-settings").await?;
    window.click(&format!("{row} profile-edit")).await?;
    window.click("profile-more").await?;
    window.fill("profile-scopes", "").await?;
    window.save_profile().await?;
    back_to_design(window).await?;
    window.click("assess").await?;
    is(window, &b, "answered").await?;
    window.settled().await?;
    window.click(&offer).await?;
    window.wait_for("offer-chosen", "data-profile", &b).await?;
    window.click("nav-settings").await?;
    window.click(&format!("{row} profile-delete")).await?;
    window.click("profile-delete-confirm").await?;
    window.gone(&row).await?;
    back_to_design(window).await?;
    speaks_of_one(window).await?;
    let level = window.attribute("offer-chosen", "data-level").await?;
    assert_eq!(level, None, "no offer of another takes its place");
    assert_eq!(
        window.offers().await?.len(),
        3,
        "what the other answered stays"
    );
    world.end().await
}
