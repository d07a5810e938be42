//! How an operator kept its promises stands beside each new one.

use anyhow::Result;
use portal_tests::{Start, World};

#[tokio::test]
async fn what_an_operator_kept_stands_beside_its_next_promise() -> Result<()> {
    let start = Start::with_sandbox().flag("--sandbox-provisioning-delay", "200ms");
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    window.draw_and_assess().await?;
    assert_eq!(
        window.count("kept-promises").await?,
        0,
        "nothing is known yet"
    );
    window.order("A", "Berlin and Madrid").await?;
    window.open_available_session().await?;

    window.click("nav-design").await?;
    window.shows("page-design").await?;
    window.settled().await?;
    window
        .wait_for("offer[data-level=A] kept-promises", "data-orders", "1")
        .await?;
    let kept = "offer[data-level=A] kept-promises";
    for (name, value) in [("on-time", "1"), ("late", "0"), ("origin", "simulated")] {
        let name = format!("data-{name}");
        assert_eq!(window.attribute(kept, &name).await?.as_deref(), Some(value));
    }
    assert!(window.text(kept).await?.contains("1 of 1 on time"));
    window.is_accessible().await?;

    window.click("assess").await?;
    window.settled().await?;
    window.choose("A").await?;
    window.review_order("Once more").await?;
    assert_eq!(window.count("order-review kept-promises").await?, 1);
    window.click("order-cancel").await?;

    window.click("nav-settings").await?;
    window.shows("page-settings").await?;
    window.settled().await?;
    let said = window.text("profile-row kept-promises").await?;
    assert!(said.contains("simulated"), "{said}");
    window.is_accessible().await?;
    world.end().await
}
