//! Resizes and deletions whose outcome is not known: told apart from orders, and safe to send again.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, World};
use serde_json::Value;

use crate::{
    open_orders::network,
    orders::{NAME, ready_to_order},
};

#[tokio::test]
async fn a_deletion_without_an_answer_says_that_it_is_one() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = ready_to_order(&world, &operator).await?;
    operator.answers("POST /networks", network(201));
    operator.answers("GET /networks/*", network(200));
    operator.answers(
        "DELETE /networks/*",
        Answer::error(503, "UNAVAILABLE", "Later."),
    );
    window.confirm_order().await?;
    window.open_available_session().await?;
    window.review_delete(NAME).await?;
    window.click("delete-confirm").await?;
    window
        .shows("delete-form banner[data-code=outcome-unknown]")
        .await?;
    window.click("delete-cancel").await?;
    window
        .wait_for("order-unknown", "data-kind", "deletion")
        .await?;
    let said = window.text("order-unknown").await?;
    assert!(said.contains(&format!("Deletion of {NAME}")), "{said}");
    assert_eq!(
        window.count("order-attach").await?,
        0,
        "its network is known"
    );

    // The app looks by itself: the network is still there.
    window
        .wait_for("order-unknown", "data-look", "still-there")
        .await?;
    operator.answers("DELETE /networks/*", Answer::json(204, &Value::Null));
    window.click("order-repeat").await?;
    operator.answers(
        "GET /networks/*",
        Answer::error(404, "NOT_FOUND", "It is gone."),
    );
    window.gone("order-unknown").await?;
    window.wait_for("session-row", "data-state", "gone").await?;
    world.end().await
}
