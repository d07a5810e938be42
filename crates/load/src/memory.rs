//! The memory that requests leave behind.

use std::sync::Arc;

use anyhow::Result;

use crate::{
    Arguments,
    cores::Cores,
    load::{Extent, Load},
    question::Question,
    server::Server,
};

/// Memory may be so many times what it was after a tenth of the requests.
const LIMIT: f64 = 1.1;

/// Networks that queries are about.
const NETWORKS: u64 = 100;

/// Asks a million times, nine assessments to a query, and says whether the limit was missed.
///
/// # Errors
/// If the operator does not start, or does not answer as it should.
pub(crate) async fn measure(arguments: &Arguments, cores: &Cores) -> Result<Option<String>> {
    let folder = tempfile::tempdir()?;
    let load = Load::on(Server::sandbox(&arguments.sandbox, folder.path(), cores).await?);
    let ids = Arc::new(load.create(NETWORKS).await?);
    let mut seen = Vec::new();
    println!();
    for requests in [arguments.requests / 10, arguments.requests * 9 / 10] {
        let ids = Arc::clone(&ids);
        let mix = move |number: u64| {
            if number.is_multiple_of(10) {
                Question::one_of(&ids, number)
            } else {
                Question::Assess
            }
        };
        let figures = load.run(Extent::Answers(requests), mix).await?;
        let kib = load.server().resident_kib()?;
        println!(
            "{requests:>7} requests more, {:.0} per s: {kib} KiB",
            figures.rate()
        );
        seen.push(kib as f64);
    }
    let factor = seen[1] / seen[0];
    println!("{factor:.3} times the memory (limit {LIMIT})");
    Ok((factor > LIMIT).then(|| format!("memory grows to {factor:.3} times")))
}
