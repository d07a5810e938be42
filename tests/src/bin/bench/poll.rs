//! What polling many sessions costs the window: the gaps of a timer beside those of the same page at rest, and how long
//! a key waits.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use model::CallLimits;
use operator_sandbox::clock::SystemClock;
use portal_tests::{Headless, NetworkMaker, Start, WatchedSandbox, Window, World};
use serde_json::Value;

use crate::quantile;

/// How much longer the gaps may be while sessions are polled.
const GAP_LIMIT: f64 = 1.2;
/// How long a key may wait until the page shows what it did, in ms.
const KEY_LIMIT: f64 = 200.0;
/// Calls a second of the profile: enough for a thousand sessions a minute.
const PER_SECOND: u16 = 24;
/// Calls beyond one for each session after which every session was asked about: tokens and repetitions.
const SOME_MORE: usize = 50;
/// How long it may take until every session was asked about.
const PATIENCE: Duration = Duration::from_secs(180);
/// What is typed into the filter.
const TYPED: &str = "many network 12";

/// Notes the gaps of a timer of 10 ms.
const WATCH_GAPS: &str = "
    window.gaps = [];
    let last = performance.now();
    window.timer = setInterval(() => {
        const now = performance.now();
        window.gaps.push(now - last);
        last = now;
    }, 10);";
const TAKE_GAPS: &str = "clearInterval(window.timer); return window.gaps;";
/// Notes how long each key waits for the frame that shows what it did.
const WATCH_KEYS: &str = "
    window.waits = [];
    document.querySelector('[data-testid=session-filter]').addEventListener('input', event => {
        const began = event.timeStamp;
        requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - began)));
    }, { capture: true });";

/// The app, how many sessions and for how long.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The app.
    #[arg(long)]
    app: PathBuf,
    /// How many sessions there are.
    #[arg(long, default_value_t = 1000)]
    sessions: usize,
    /// For how many seconds the timer is watched.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
}

/// Watches the page of the sessions without their operator, then with it.
///
/// # Errors
/// If a limit is passed.
pub(crate) async fn measure(arguments: &Arguments) -> Result<()> {
    let operator = WatchedSandbox::start_roomy(Arc::new(SystemClock), |router| router)?;
    let clock = Arc::new(portal_core::SystemClock::new());
    let maker = NetworkMaker::of(operator.credentials(), Arc::clone(&clock) as _)?;
    let ids: Vec<String> = stream::iter(0..arguments.sessions)
        .map(|number| maker.make(number))
        .buffered(4)
        .try_collect()
        .await?;
    let folder = tempfile::tempdir()?;
    let credentials = operator.credentials();
    let app = Headless::open(folder.path(), credentials, CallLimits::default(), clock).await?;
    app.write_inventory(&ids).await?;
    app.portal().close().await;

    let start = || {
        let file = app.import_file().display().to_string();
        Start::fresh()
            .program(arguments.app.clone())
            .flag("--operator", "none")
            .flag("--import-file", &file)
    };
    let span = Duration::from_secs(arguments.seconds);
    let mut p95 = Vec::new();
    let mut longest_key: f64 = 0.0;
    for is_polled in [false, true] {
        let world = World::start(start()).await?;
        let window = world.window();
        window.settled().await?;
        if is_polled {
            window.click("welcome-connect-operator").await?;
            window.fill_profile("Operator", credentials).await?;
            window
                .fill("profile-per-second", &PER_SECOND.to_string())
                .await?;
            window.save_profile().await?;
            window
                .wait_for("operator-chip", "data-state", "ready")
                .await?;
        }
        window.open("/sessions").await?;
        let imported_at = operator.requests();
        window.click("session-import").await?;
        window
            .wait_for_count("session-row", arguments.sessions)
            .await?;
        window.settled().await?;
        // What an import sets going is not what polling costs: each session is asked about once, and told anew.
        tokio::time::sleep(Duration::from_secs(5)).await;
        let deadline = Instant::now() + PATIENCE;
        while is_polled && operator.requests() - imported_at < arguments.sessions + SOME_MORE {
            ensure!(
                Instant::now() < deadline,
                "not every session was asked about"
            );
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
        let before = operator.requests();
        let gaps = gaps(window, span).await?;
        let polls = operator.requests() - before;
        let (median, high, most) = (
            quantile(gaps.iter().copied(), 0.5),
            quantile(gaps.iter().copied(), 0.95),
            quantile(gaps, 1.0),
        );
        let what = if is_polled { "polled" } else { "at rest" };
        println!(
            "{} sessions {what}: {polls} questions in {span:?}; gaps of a 10 ms timer: {median:.1} ms at the median, \
             {high:.1} ms at the 95th percentile, {most:.1} ms at most",
            arguments.sessions
        );
        p95.push(high);
        if is_polled {
            ensure!(polls as u64 > arguments.seconds * 5, "hardly polled");
            longest_key = keys(window).await?;
        }
        world.end().await?;
    }
    let factor = p95[1] / p95[0];
    println!(
        "the 95th percentile is {factor:.2} times that of the page at rest (limit {GAP_LIMIT}); a key waits \
         {longest_key:.0} ms at most (limit {KEY_LIMIT:.0})"
    );
    ensure!(factor <= GAP_LIMIT, "the gaps are over the limit");
    ensure!(longest_key <= KEY_LIMIT, "a key waits too long");
    Ok(())
}

async fn gaps(window: &Window, span: Duration) -> Result<Vec<f64>> {
    window.run(WATCH_GAPS, vec![]).await?;
    tokio::time::sleep(span).await;
    numbers(&window.run(TAKE_GAPS, vec![]).await?)
}

/// Types into the filter, and tells how long the slowest key waited.
async fn keys(window: &Window) -> Result<f64> {
    window.run(WATCH_KEYS, vec![]).await?;
    window.fill("session-filter", TYPED).await?;
    let waits = window
        .until("every key to be shown", async || {
            let waits = numbers(&window.run("return window.waits", vec![]).await?)?;
            Ok((waits.len() >= TYPED.len()).then_some(waits))
        })
        .await?;
    let median = quantile(waits.iter().copied(), 0.5);
    println!("{} keys: {median:.0} ms at the median", waits.len());
    Ok(quantile(waits, 1.0))
}

fn numbers(value: &Value) -> Result<Vec<f64>> {
    let list = value.as_array().context("no list")?;
    Ok(list.iter().filter_map(Value::as_f64).collect())
}
