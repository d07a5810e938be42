//! A query among many networks, held against one among a hundred.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, Result};
use tempfile::TempDir;

use crate::{
    Arguments,
    cores::Cores,
    figures::Figures,
    load::{Extent, Load},
    question::Question,
    server::Server,
};

/// A query may take so many times as long.
const LIMIT: f64 = 1.3;

/// Networks of the operator that has few.
const FEW: u64 = 100;

/// How often the two take turns.
const ROUNDS: u32 = 5;

/// Fills two operators and asks each in turn; says whether the limit was missed.
///
/// # Errors
/// If an operator does not start, or does not answer as it should.
pub(crate) async fn measure(arguments: &Arguments, cores: &Cores) -> Result<Option<String>> {
    let folders = [folder()?, folder()?];
    let mut operators = Vec::new();
    for (folder, networks) in folders.iter().zip([FEW, arguments.networks]) {
        let server = Server::sandbox(&arguments.sandbox, folder.path(), cores).await?;
        let load = Load::on(server);
        let ids = Arc::new(load.create(networks).await?);
        operators.push((load, ids, Figures::default()));
    }
    let length = Extent::Time(Duration::from_secs(arguments.seconds));
    // The first round is not counted.
    for round in 0..=ROUNDS {
        for (load, ids, figures) in &mut operators {
            let ids = Arc::clone(ids);
            let asked = load
                .run(length, move |number| Question::one_of(&ids, number))
                .await?;
            if round > 0 {
                figures.add(asked);
            }
        }
    }
    println!();
    for (_, ids, figures) in &operators {
        println!(
            "query among {:>6} networks: {:>6.1} µs, {:.0} per s, p99 {:.2} ms, CPU {:.1} µs",
            ids.len(),
            1e6 / figures.rate(),
            figures.rate(),
            figures.quantile(0.99),
            figures.cpu_micros()
        );
    }
    let (few, many) = operators
        .first()
        .zip(operators.last())
        .context("nothing was measured")?;
    let factor = few.2.rate() / many.2.rate();
    println!("{factor:.2} times the time (limit {LIMIT})");
    Ok((factor > LIMIT).then(|| format!("a query among many takes {factor:.2} times the time")))
}

/// In memory where the system has a place for it: how quickly the disk takes the networks is not asked here.
fn folder() -> Result<TempDir> {
    let in_memory = Path::new("/dev/shm");
    Ok(if in_memory.is_dir() {
        tempfile::tempdir_in(in_memory)?
    } else {
        tempfile::tempdir()?
    })
}
