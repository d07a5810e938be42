//! A thousand sessions at one operator, asked about over real HTTP: never more often than the operator bears, and none
//! forgotten. The clock of both is moved by hand, and every request is counted.

mod counted;
mod stage;

use anyhow::{Result, ensure};
use chrono::TimeDelta;

use crate::stage::Stage;

/// How far the clock is moved at a time.
const STEP: TimeDelta = TimeDelta::milliseconds(100);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_sessions_are_asked_about_within_the_operators_limit() -> Result<()> {
    let stage = Stage::set(1_000, 10).await?;
    stage.allow(10);
    let asked = stage.run(TimeDelta::seconds(150), STEP).await?;
    let refused = asked.iter().filter(|call| call.status == 429).count();
    ensure!(refused == 0, "{refused} of {} were refused", asked.len());
    let networks = stage::networks(&asked);
    ensure!(networks == 1_000, "only {networks} were asked about");
    let most = stage::most_in_a_second(&asked);
    ensure!(most <= 10, "{most} in one second");
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_operator_that_bears_less_than_it_said_is_left_alone_for_as_long_as_it_asks()
-> Result<()> {
    let stage = Stage::set(100, 40).await?;
    stage.allow(3);
    let asked = stage.run(TimeDelta::seconds(120), STEP).await?;
    let refused: Vec<_> = asked.iter().filter(|call| call.status == 429).collect();
    ensure!(!refused.is_empty(), "the limit was never met");
    ensure!(
        refused.len() * 10 <= asked.len(),
        "{} of {} were refused",
        refused.len(),
        asked.len()
    );
    for refusal in refused {
        let again = asked
            .iter()
            .find(|call| call.at > refusal.at)
            .map(|call| call.at - refusal.at);
        ensure!(
            again.is_none_or(|waited| waited >= refusal.retry_after),
            "asked again after {again:?}, not {:?}",
            refusal.retry_after
        );
    }
    let networks = stage::networks(&asked);
    ensure!(networks == 100, "only {networks} were asked about");
    Ok(())
}
