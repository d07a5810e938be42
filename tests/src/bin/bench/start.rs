//! How quickly the app starts and what memory it takes, held against an empty window and a bare map.

use std::{
    path::PathBuf,
    time::{Duration, SystemTime},
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use portal_tests::{Start, World};

use crate::quantile;

/// Controls may answer this much later than an empty window's.
const START_LIMIT: f64 = 2.0;

/// The map may be drawn this much later than a bare one.
const MAP_LIMIT: f64 = 1.5;

/// All processes together may take this much more memory than those of a bare map.
const MEMORY_LIMIT: f64 = 1.3;

/// The programs.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The app.
    #[arg(long)]
    app: PathBuf,
    /// The empty window.
    #[arg(long)]
    empty: PathBuf,
    /// The bare map.
    #[arg(long)]
    map: PathBuf,
    /// How often each is started, after one start that warms up.
    #[arg(long, default_value_t = 10)]
    rounds: usize,
}

/// What was seen of one start.
#[derive(Debug, Clone, Copy)]
struct Sample {
    ready: Duration,
    map_drawn: Option<Duration>,
    memory_kib: u64,
}

/// Starts the three programs in turn and compares the medians.
///
/// # Errors
/// If one does not start, or the app is over a limit.
pub(crate) async fn measure(arguments: &Arguments) -> Result<()> {
    let kept = tempfile::tempdir()?;
    let programs = [
        ("app", &arguments.app),
        ("empty", &arguments.empty),
        ("map", &arguments.map),
    ];
    let mut samples: [Vec<Sample>; 3] = Default::default();
    for round in 0..=arguments.rounds {
        for ((name, program), samples) in programs.iter().zip(&mut samples) {
            let mut start = Start::fresh()
                .program((*program).clone())
                .data_dir(kept.path().join(name));
            if *name == "app" {
                start = start.flag("--operator", "sandbox");
            }
            let sample = once(start, *name != "empty")
                .await
                .with_context(|| format!("starting {name}"))?;
            println!("{round:>3}  {name:<6} {sample:?}");
            if round > 0 {
                samples.push(sample);
            }
        }
    }
    report(&samples)
}

async fn once(start: Start, has_map: bool) -> Result<Sample> {
    let world = World::start(start).await?;
    let window = world.window();
    let mark = async |name: &str| {
        let script = "const mark = performance.getEntriesByName(arguments[0])[0];
                      return mark ? performance.timeOrigin + mark.startTime : null;";
        window
            .until(&format!("the mark {name}"), async || {
                Ok(window.run(script, vec![name.into()]).await?.as_f64())
            })
            .await
    };
    let processes = world.processes()?;
    let started = processes
        .first()
        .context("the app has no process")?
        .started()?;
    let ready = after(started, mark("portal-ready").await?)?;
    let map_drawn = if has_map {
        Some(after(started, mark("portal-map-drawn").await?)?)
    } else {
        None
    };
    let memory_kib = world
        .processes()?
        .iter()
        .filter_map(|process| process.memory().ok())
        .sum();
    world.end().await?;
    Ok(Sample {
        ready,
        map_drawn,
        memory_kib,
    })
}

fn after(started: SystemTime, milliseconds_since_epoch: f64) -> Result<Duration> {
    let seen = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(milliseconds_since_epoch / 1000.0);
    seen.duration_since(started)
        .context("it was seen before it was started")
}

fn report(samples: &[Vec<Sample>; 3]) -> Result<()> {
    let [app, empty, map] = samples;
    let seconds = |time: Duration| time.as_secs_f64();
    let ready = |samples: &[Sample]| median(samples.iter().map(|sample| seconds(sample.ready)));
    let drawn = |samples: &[Sample]| {
        median(
            samples
                .iter()
                .filter_map(|sample| sample.map_drawn)
                .map(seconds),
        )
    };
    let memory = |samples: &[Sample]| {
        median(
            samples
                .iter()
                .map(|sample| sample.memory_kib as f64 / 1024.0),
        )
    };
    let rows = [
        (
            "controls answer",
            "s",
            ready(app),
            "empty window",
            ready(empty),
            START_LIMIT,
        ),
        (
            "the map is drawn",
            "s",
            drawn(app),
            "bare map",
            drawn(map),
            MAP_LIMIT,
        ),
        (
            "memory of all processes",
            "MiB",
            memory(app),
            "bare map",
            memory(map),
            MEMORY_LIMIT,
        ),
    ];
    let mut over = Vec::new();
    for (what, unit, app, other, reference, limit) in rows {
        let factor = app / reference;
        println!(
            "{what}: {app:.2} {unit}, {other} {reference:.2} {unit}: {factor:.2} times (limit {limit})"
        );
        if factor > limit {
            over.push(what);
        }
    }
    ensure!(over.is_empty(), "over the limit: {}", over.join(", "));
    Ok(())
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    quantile(values, 0.5)
}
