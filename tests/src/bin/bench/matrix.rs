//! How long the window takes to fill an assessment matrix, against the least that the operator's time and limit allow,
//! and how long a key waits meanwhile.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use model::{
    CallLimits, Connection, ConnectionId, Coordinates, Edit, Endpoint, EndpointId, EndpointKind,
};
use operator_sandbox::clock::SystemClock;
use portal_tests::{Start, WatchedSandbox, Window, World};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    many::{ANSWER, takes_its_time},
    quantile,
};

/// How much longer than the least all cells may take.
const LIMIT: f64 = 1.15;
/// How long after the press the first cell may show, in ms.
const FIRST_LIMIT: f64 = 400.0;
/// How long a key may wait until the page shows what it did, in ms.
const KEY_LIMIT: f64 = 100.0;
/// Five bandwidths, four durations, with and without protection: what the page begins with.
const CELLS: u32 = 40;
/// Connections of the design.
const CONNECTIONS: u8 = 20;
/// What is typed while the cells come.
const TYPED: &str = "123456789012345678901234";

/// The app, and how often it is measured.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The app.
    #[arg(long)]
    app: PathBuf,
    /// How many the operator's settings allow at the same time.
    #[arg(long, default_value_t = 6)]
    at_once: u8,
    /// How often a matrix is filled, after one round that warms up.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// Makes a design by the window's own commands, and gives its id.
const DRAW: &str = "
    const edits = arguments[0];
    window.drawn = null;
    const invoke = (name, request) => window.__TAURI__.core.invoke(name, { request });
    const draw = async () => {
        const view = await invoke('design_new', { name: 'Twenty connections' });
        let revision = view.revision;
        for (const edit of edits) {
            const request = { id: view.design.id, base_revision: revision, edit };
            revision = (await invoke('design_edit', request)).revision;
        }
        return view.design.id;
    };
    draw().then(id => { window.drawn = { id }; }, error => { window.drawn = { error: JSON.stringify(error) }; });";

/// Notes when the button is pressed, when the first cell and when all cells show an answer, and how long each key
/// waits for the frame that shows what it did.
const WATCH: &str = "
    const seen = window.seen = { press: null, first: null, last: null, keys: [] };
    const cells = () => document.querySelectorAll('[data-testid=quote-cell]:is([data-state=feasible], \
        [data-state=infeasible])').length;
    const shown = then => requestAnimationFrame(() => setTimeout(then));
    document.querySelector('[data-testid=matrix-start]').addEventListener('click', event => {
        seen.press = event.timeStamp;
        new MutationObserver((_, observer) => {
            const count = cells();
            if (count > 0 && seen.first === null) {
                seen.first = 0;
                shown(() => { seen.first = performance.now() - seen.press; });
            }
            if (count === arguments[0] && seen.last === null) {
                observer.disconnect();
                seen.last = 0;
                shown(() => { seen.last = performance.now() - seen.press; });
            }
        }).observe(document.body, { subtree: true, childList: true, attributeFilter: ['data-state'] });
    }, { capture: true });
    document.querySelector('[data-testid=matrix-bandwidth]').addEventListener('input', event => {
        const began = event.timeStamp;
        shown(() => seen.keys.push(performance.now() - began));
    }, { capture: true });";

/// What the page saw of one matrix, in ms.
#[derive(Debug, Deserialize)]
struct Seen {
    first: f64,
    last: f64,
    keys: Vec<f64>,
}

/// Fills a matrix again and again, each about a design of its own, so that every cell is asked.
///
/// # Errors
/// If a limit is passed.
pub(crate) async fn measure(arguments: &Arguments) -> Result<()> {
    let operator = WatchedSandbox::start(Arc::new(SystemClock), Duration::ZERO, takes_its_time)?;
    let start = Start::fresh()
        .program(arguments.app.clone())
        .flag("--operator", "none");
    let world = World::start(start).await?;
    let window = world.window();
    window.settled().await?;
    window.click("welcome-connect-operator").await?;
    window
        .fill_profile("Operator", operator.credentials())
        .await?;
    window
        .fill("profile-at-once", &arguments.at_once.to_string())
        .await?;
    window
        .fill(
            "profile-per-second",
            &CallLimits::MOST_PER_SECOND.to_string(),
        )
        .await?;
    window.save_profile().await?;
    window
        .wait_for("operator-chip", "data-state", "ready")
        .await?;

    let least = ANSWER * CELLS.div_ceil(u32::from(arguments.at_once));
    let (mut factors, mut firsts, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=arguments.rounds {
        let design = draw(window, round).await?;
        window.open(&format!("/designs/{design}/matrix")).await?;
        let before = operator.requests();
        let seen = fill(window).await?;
        let asked = operator.requests() - before;
        let factor = seen.last / 1000.0 / least.as_secs_f64();
        let longest_key = quantile(seen.keys.iter().copied(), 1.0);
        println!(
            "{round:>3}  {:.0} ms, {factor:.3} times; the first cell after {:.0} ms; {} keys, {longest_key:.0} ms at \
             most; {asked} requests",
            seen.last,
            seen.first,
            seen.keys.len()
        );
        ensure!(asked >= CELLS as usize, "not every cell was asked");
        if round > 0 {
            factors.push(factor);
            firsts.push(seen.first);
            keys.extend(seen.keys);
        }
    }
    world.end().await?;
    let (median, longest) = (
        quantile(factors.iter().copied(), 0.5),
        quantile(factors, 1.0),
    );
    let (first, slowest_first) = (quantile(firsts.iter().copied(), 0.5), quantile(firsts, 1.0));
    let (key, slowest_key) = (quantile(keys.iter().copied(), 0.5), quantile(keys, 1.0));
    println!(
        "{CELLS} cells of {CONNECTIONS} connections, {} at a time, {ANSWER:?} each: {median:.3} times the least of \
         {least:?} at the median (limit {LIMIT}), {longest:.3} at most; the first cell after {first:.0} ms at the \
         median, {slowest_first:.0} ms at most (limit {FIRST_LIMIT:.0}); a key waits {key:.0} ms at the median, \
         {slowest_key:.0} ms at most (limit {KEY_LIMIT:.0})",
        arguments.at_once
    );
    ensure!(median <= LIMIT, "over the limit: {median:.3}");
    ensure!(
        slowest_first <= FIRST_LIMIT,
        "the first cell came late: {slowest_first:.0} ms"
    );
    ensure!(
        slowest_key <= KEY_LIMIT,
        "a key waited too long: {slowest_key:.0} ms"
    );
    Ok(())
}

/// Presses the button and types meanwhile.
async fn fill(window: &Window) -> Result<Seen> {
    window.run(WATCH, vec![CELLS.into()]).await?;
    window.click("matrix-start").await?;
    window.fill("matrix-bandwidth", "").await?;
    // One by one, so that they meet the whole of the run and not a moment of it.
    for key in TYPED.chars() {
        window.press(key).await?;
    }
    let seen = window
        .until("all cells and keys", async || {
            let seen = window.run("return window.seen", vec![]).await?;
            let keys = seen["keys"].as_array().map_or(0, Vec::len);
            let is_done = seen["last"].as_f64().is_some_and(|last| last > 0.0);
            Ok((is_done && keys >= TYPED.len()).then_some(seen))
        })
        .await?;
    Ok(serde_json::from_value(seen)?)
}

/// Draws sites around one cloud, all ready for protection.
async fn draw(window: &Window, round: usize) -> Result<String> {
    let cloud = endpoint("cloud", EndpointKind::Cloud, 0)?;
    let mut edits = vec![added(cloud.clone())];
    for number in 1..=CONNECTIONS {
        // Another name is another question.
        let site = endpoint(&format!("site{number}"), EndpointKind::Site, number)?;
        let site = Endpoint {
            label: format!("Site {number} of round {round}"),
            ..site
        };
        let connection = Connection {
            id: ConnectionId::new(format!("c{number}"))?,
            customer_edge: site.id.clone(),
            provider_edge: cloud.id.clone(),
            latency: None,
        };
        edits.push(added(site));
        edits.push(Edit::AddConnection {
            connection,
            at: None,
        });
    }
    window.run(DRAW, vec![json!(edits)]).await?;
    let drawn = window
        .until("a design", async || {
            let drawn = window.run("return window.drawn", vec![]).await?;
            Ok((drawn != Value::Null).then_some(drawn))
        })
        .await?;
    let id = drawn["id"].as_str();
    Ok(id
        .with_context(|| format!("no design: {drawn}"))?
        .to_owned())
}

fn added(endpoint: Endpoint) -> Edit {
    Edit::AddEndpoint {
        endpoint: Box::new(endpoint),
        at: None,
        connections: Vec::new(),
    }
}

fn endpoint(id: &str, kind: EndpointKind, number: u8) -> Result<Endpoint> {
    Ok(Endpoint {
        id: EndpointId::new(id)?,
        kind,
        label: id.to_owned(),
        place: None,
        region: None,
        coordinates: Coordinates::new(48.0 + f64::from(number) / 10.0, 9.0)?,
        primary_ip: [192, 0, 2, number + 1].into(),
        secondary_ip: Some([198, 51, 100, number + 1].into()),
    })
}
