//! What the app adds to the time that an operator takes to assess, from the page's call to its resolved promise.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context as _, Result, ensure};
use axum::{
    Router,
    extract::{Request, State},
    http::HeaderMap,
    middleware::{self, Next},
    response::Response,
};
use clap::Args;
use operator_sandbox::clock::SystemClock;
use portal_tests::{Start, WatchedSandbox, World};
use serde::Deserialize;
use serde_json::Value;

use crate::quantile;

/// What 95 of 100 calls may take on top of the operator's own time, in ms.
const LIMIT: f64 = 10.0;

/// The app, and how often it assesses.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The app.
    #[arg(long)]
    app: PathBuf,
    /// How often it assesses, one call after the other.
    #[arg(long, default_value_t = 200)]
    calls: usize,
}

/// The page's clock shows whole milliseconds: each time is off by up to one, half of the calls in either direction.
const CALLS: &str = "
    const [design, calls] = arguments;
    window.assessed = null;
    const assess = async () => {
        const assessed = [];
        for (let number = 0; number < calls; number++) {
            const begun = performance.now();
            const request = { design, ticket: `bench-${number}` };
            const { correlator } = await window.__TAURI__.core.invoke('assess', { request });
            assessed.push({ took: performance.now() - begun, correlator });
        }
        return assessed;
    };
    assess().then(assessed => { window.assessed = { assessed }; },
                  error => { window.assessed = { error: JSON.stringify(error) }; });";

/// What the page saw.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Outcome {
    Assessed(Vec<Assessed>),
    Error(String),
}

/// One call as the page saw it.
#[derive(Deserialize)]
struct Assessed {
    /// In ms.
    took: f64,
    correlator: String,
}

/// What the operator says it took itself, in ms, by correlator.
type Times = Arc<Mutex<HashMap<String, f64>>>;

/// Has the app assess `calls` times with a token it has already.
///
/// # Errors
/// If a call fails, or the app is over the limit.
pub(crate) async fn measure(arguments: &Arguments) -> Result<()> {
    let times = Times::default();
    let kept = Arc::clone(&times);
    let operator = WatchedSandbox::start(Arc::new(SystemClock), Duration::ZERO, |router| {
        keep_times(router, kept)
    })?;
    let start = Start::fresh()
        .program(arguments.app.clone())
        .flag("--operator", "none");
    let world = World::start(start).await?;
    let window = world.window();
    window
        .connect_operator("Operator", operator.credentials())
        .await?;
    window.draw_two_sites_and_a_cloud().await?;
    // The first call fetches the token.
    window.assess().await?;
    let route = window.route().await?;
    let design = route.rsplit('/').next().context("no design is open")?;
    window
        .run(CALLS, vec![design.into(), arguments.calls.into()])
        .await?;
    let mut outcome = Value::Null;
    while outcome.is_null() {
        tokio::time::sleep(Duration::from_millis(200)).await;
        outcome = window.run("return window.assessed", vec![]).await?;
    }
    world.end().await?;
    match serde_json::from_value(outcome)? {
        Outcome::Assessed(calls) => report(&calls, &times),
        Outcome::Error(error) => anyhow::bail!("a call failed: {error}"),
    }
}

fn report(calls: &[Assessed], times: &Times) -> Result<()> {
    let times = times.lock().unwrap_or_else(PoisonError::into_inner);
    let mut added = Vec::new();
    let mut own = Vec::new();
    for call in calls {
        let operator = times
            .get(&call.correlator)
            .with_context(|| format!("the operator does not know {}", call.correlator))?;
        own.push(*operator);
        added.push(call.took - operator);
    }
    let all = || added.iter().copied();
    let (median, p95, longest) = (
        quantile(all(), 0.5),
        quantile(all(), 0.95),
        quantile(all(), 1.0),
    );
    let own = quantile(own, 0.5);
    println!(
        "{} calls: the app adds {median:.1} ms at the median, {p95:.1} ms at the 95th percentile (limit {LIMIT}), \
         {longest:.1} ms at most; the operator itself took {own:.1} ms at the median",
        calls.len()
    );
    ensure!(p95 <= LIMIT, "over the limit: {p95:.1} ms");
    Ok(())
}

fn keep_times(router: Router, times: Times) -> Router {
    router.layer(middleware::from_fn_with_state(times, keep_time))
}

async fn keep_time(State(times): State<Times>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if let Some((correlator, milliseconds)) = own_time(response.headers()) {
        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
        times.insert(correlator, milliseconds);
    }
    response
}

/// The call and what the operator says it took, as `Server-Timing: app;dur=<ms>`.
fn own_time(headers: &HeaderMap) -> Option<(String, f64)> {
    let text = |name| headers.get(name)?.to_str().ok();
    let (_, milliseconds) = text("server-timing")?.split_once("dur=")?;
    Some((text("x-correlator")?.to_owned(), milliseconds.parse().ok()?))
}
