//! Assessing: three offers, their published numbers, and what keeps a design from being assessed.

use anyhow::Result;
use portal_tests::{Endpoint, Start, World};

#[tokio::test]
async fn three_offers_say_price_days_or_why_not() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    window.wait_for_count("offer", 3).await?;

    let offers = window.offers().await?;
    let levels: Vec<_> = offers.iter().filter_map(|o| o.level.as_deref()).collect();
    assert_eq!(levels, ["A", "AA", "AAA"]);
    for offer in &offers {
        match offer.state.as_deref() {
            Some(state @ ("available" | "later")) => {
                assert!(offer.amount()? > 0.0, "{offer:?}");
                assert_eq!(offer.currency.as_deref(), Some("EUR"), "{offer:?}");
                assert_eq!(offer.period.as_deref(), Some("term"), "{offer:?}");
                assert_eq!(offer.origin.as_deref(), Some("simulated"), "{offer:?}");
                let days: u32 = offer.wait_days.as_deref().unwrap_or_default().parse()?;
                assert_eq!(state == "available", days <= 1, "{offer:?}");
            }
            Some("unavailable") => {
                let reason = offer.reason.as_deref().unwrap_or_default();
                assert!(!reason.trim().is_empty(), "{offer:?}");
            }
            state => panic!("an offer is {state:?}"),
        }
    }
    let prices: Vec<f64> = offers.iter().filter_map(|o| o.amount().ok()).collect();
    assert!(
        prices.is_sorted() && !prices.is_empty(),
        "a higher level costs more: {prices:?}"
    );
    let checked = offers
        .iter()
        .filter(|o| o.checked.as_deref() == Some("true"));
    assert!(checked.count() <= 1);
    let said = window.text("assessment").await?.to_lowercase();
    assert!(
        said.contains("simulated"),
        "it says that the days are simulated: {said}"
    );
    for row in window.all("connection-row").await? {
        assert_eq!(row.attr("data-state").await?.as_deref(), Some("feasible"));
    }
    assert!(!window.text("status-correlator").await?.is_empty());
    assert!(!window.text("status-latency").await?.is_empty());

    // A change makes the answer old; one click asks again.
    let before = window.text("assessment").await?;
    window.fill("requirement-bandwidth", "900").await?;
    window.settled().await?;
    let outdated = window.text("page-design").await?.to_lowercase();
    assert!(
        outdated.contains("changed since"),
        "the answer is marked as old: {outdated}"
    );
    window.assess().await?;
    assert_ne!(window.text("assessment").await?, before);
    let more: Vec<f64> = window
        .offers()
        .await?
        .iter()
        .filter_map(|o| o.amount().ok())
        .collect();
    assert!(more.first() > prices.first(), "more costs more");
    world.end().await
}

#[tokio::test]
async fn a_bandwidth_or_duration_out_of_range_is_named_and_nothing_is_sent() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    window.click("assess").await?;
    window
        .until("a word on the missing connection", async || {
            let text = window.text("page-design").await?.to_lowercase();
            Ok(text.contains("connect").then_some(()))
        })
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    window.require("200", "12").await?;

    for wrong in ["0", "", "1000001", "ten", "-5"] {
        window.fill("requirement-bandwidth", wrong).await?;
        window.click("assess").await?;
        window.shows("requirement-bandwidth-error").await?;
        window.is_tied_to_its_error("requirement-bandwidth").await?;
        assert_eq!(
            window.value("requirement-bandwidth").await?,
            wrong,
            "what was typed stays"
        );
    }
    window.fill("requirement-duration-value", "0").await?;
    window.click("assess").await?;
    window.shows("requirement-bandwidth-error").await?;
    window.shows("requirement-duration-value-error").await?;
    window.settled().await?;
    assert_eq!(window.count("offer").await?, 0);

    window.fill("requirement-bandwidth", "1000000").await?;
    window.fill("requirement-duration-value", "").await?;
    window.settled().await?;
    window.gone("requirement-bandwidth-error").await?;
    window.gone("requirement-duration-value-error").await?;
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window.settled().await?;
    assert_eq!(
        window.count("activity-row[data-operation=assess]").await?,
        0,
        "nothing wrong was sent"
    );
    world.end().await
}

#[tokio::test]
async fn protection_names_the_endpoints_without_a_second_address() -> Result<()> {
    let world = World::start(Start::with_sandbox()).await?;
    let window = world.window();
    window.settled().await?;
    let berlin = window
        .add_site(&Endpoint::BERLIN.without_secondary())
        .await?;
    let madrid = window.add_site(&Endpoint::MADRID).await?;
    let cloud = window
        .add_cloud(&Endpoint::FRANKFURT.without_secondary())
        .await?;
    window.connect(&berlin, &cloud).await?;
    window.connect(&madrid, &cloud).await?;
    window.require("100", "6").await?;
    window.click("requirement-protected").await?;
    window.click("assess").await?;
    let said = window.text("requirement-protected-error").await?;
    assert!(said.contains(Endpoint::BERLIN.label()), "{said}");
    assert!(said.contains(Endpoint::FRANKFURT.label()), "{said}");
    assert!(
        !said.contains(Endpoint::MADRID.label()),
        "that one has both: {said}"
    );

    for (id, ip) in [(&berlin, "203.0.113.110"), (&cloud, "2001:db8::30")] {
        window.open_endpoint(id).await?;
        window.fill("endpoint-secondary-ip", ip).await?;
        window.click("endpoint-save").await?;
        window.gone("endpoint-form").await?;
    }
    window.assess().await?;
    window.wait_for_count("offer", 3).await?;
    world.end().await
}
