//! How long many assessments of one design take, against the least that the operator's time and limit allow.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
    response::Response,
};
use clap::Args;
use contract::{AssessRequest, AssessmentTicket};
use futures::future::try_join_all;
use model::CallLimits;
use operator_sandbox::clock::SystemClock;
use portal_tests::{Headless, TwoSites, WatchedSandbox};

use crate::quantile;

/// How much longer than the least they may take.
const LIMIT: f64 = 1.15;
/// How long the operator takes for each.
pub(crate) const ANSWER: Duration = Duration::from_millis(200);

/// How many, and how often.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Assessments asked for together.
    #[arg(long, default_value_t = 60)]
    assessments: u32,
    /// How many the profile allows at the same time.
    #[arg(long, default_value_t = 6)]
    at_once: u8,
    /// How often all of them are asked for, after one round that warms up.
    #[arg(long, default_value_t = 9)]
    rounds: u32,
}

/// Has a core without a window ask for all of them at once, again and again.
///
/// # Errors
/// If one fails, or the median is over the limit.
pub(crate) async fn measure(arguments: &Arguments) -> Result<()> {
    let operator = WatchedSandbox::start(Arc::new(SystemClock), Duration::ZERO, takes_its_time)?;
    let folder = tempfile::tempdir()?;
    let limits = CallLimits::new(arguments.at_once, CallLimits::MOST_PER_SECOND)
        .context("--at-once is 1 to 32")?;
    let clock = Arc::new(portal_core::SystemClock::new());
    let app = Headless::open(folder.path(), operator.credentials(), limits, clock).await?;
    let drawn = TwoSites::draw(app.portal(), "One design", |requirement| requirement);
    let design = drawn.await?.design.id;
    let least = ANSWER * arguments.assessments.div_ceil(u32::from(arguments.at_once));
    let mut factors = Vec::new();
    for round in 0..=arguments.rounds {
        let begun = Instant::now();
        let all = (0..arguments.assessments).map(|number| {
            let request = AssessRequest {
                design: design.clone(),
                profile: None,
                ticket: AssessmentTicket(format!("{round}-{number}")),
            };
            app.portal().assess(request)
        });
        try_join_all(all)
            .await
            .map_err(|error| anyhow!("{}", error.message))?;
        let factor = begun.elapsed().as_secs_f64() / least.as_secs_f64();
        println!("{round:>3}  {:?}, {factor:.3} times", begun.elapsed());
        if round > 0 {
            factors.push(factor);
        }
    }
    let median = quantile(factors.iter().copied(), 0.5);
    let longest = quantile(factors, 1.0);
    println!(
        "{} assessments, {} at a time, {ANSWER:?} each: {median:.3} times the least of {least:?} at the median \
         (limit {LIMIT}), {longest:.3} at most",
        arguments.assessments, arguments.at_once
    );
    ensure!(median <= LIMIT, "over the limit: {median:.3}");
    Ok(())
}

/// A router whose assessments take [`ANSWER`].
pub(crate) fn takes_its_time(router: Router) -> Router {
    async fn wait(request: Request, next: Next) -> Response {
        if !request.uri().path().ends_with("/assessment") {
            return next.run(request).await;
        }
        let (response, ()) = tokio::join!(next.run(request), tokio::time::sleep(ANSWER));
        response
    }
    router.layer(middleware::from_fn(wait))
}
