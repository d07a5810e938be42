//! The record of calls: polls of a session count in one row, and older calls come page by page.

use anyhow::Result;
use portal_tests::{Answer, ScriptedOperator, Start, World};

use crate::sessions::{NAME, order};

/// Rows of the record that are shown at first.
const PAGE: usize = 100;

#[tokio::test]
async fn polls_of_a_session_are_one_row_with_a_count() -> Result<()> {
    let start = Start::with_sandbox().flag("--sandbox-provisioning-delay", "5s");
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    order(window).await?;
    window.open_available_session().await?;
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window
        .until("one row of polls", async || {
            let counts = window
                .run(
                    "return [...document.querySelectorAll('[data-testid=activity-row][data-operation=read]')]
                        .map(row => Number(row.dataset.count))",
                    vec![],
                )
                .await?;
            let counts: Vec<u64> = serde_json::from_value(counts)?;
            Ok(counts.iter().any(|count| *count > 1).then_some(()))
        })
        .await?;
    let record = window.text("page-activity").await?;
    assert!(record.contains(NAME), "{record}");
    world.end().await
}

#[tokio::test]
async fn older_calls_come_page_by_page() -> Result<()> {
    let operator = ScriptedOperator::start()?;
    let world = World::start(Start::fresh()).await?;
    let window = world.window();
    window.connect_and_draw(operator.credentials()).await?;
    operator.answers(
        "POST /assessment",
        Answer::error(422, "SERVICE_NOT_APPLICABLE", "No."),
    );
    // More calls than a page of the record has, all of them real.
    for _ in 0..PAGE + 3 {
        window.click("assess").await?;
        window.gone("assess-cancel").await?;
        window.settled().await?;
    }
    let calls = operator.calls("POST /assessment").len();
    assert!(calls > PAGE, "{calls}");
    window.click("nav-activity").await?;
    window.shows("page-activity").await?;
    window.settled().await?;
    assert_eq!(window.count("activity-row").await?, PAGE);
    window.click("activity-more").await?;
    // The token was asked for once.
    window.wait_for_count("activity-row", calls + 1).await?;
    window.gone("activity-more").await?;
    world.end().await
}
