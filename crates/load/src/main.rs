//! Load on the sandbox operator: how many answers a second and how late the latest, against Prism serving the same
//! API file; how a query takes to many networks; what memory a million requests leave behind.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on its standard output"
)]

mod compare;
mod connection;
mod cores;
mod figures;
mod growth;
mod load;
mod memory;
mod question;
mod server;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Parser;

use crate::cores::Cores;

/// Measures the sandbox operator under load, and fails where it is over a limit.
#[derive(Debug, Parser)]
struct Arguments {
    /// The program `operator-sandbox`.
    #[arg(long)]
    sandbox: PathBuf,
    /// The program `prism`; without it the sandbox is measured by itself.
    #[arg(long, requires = "document")]
    prism: Option<PathBuf>,
    /// The published API file that Prism serves.
    #[arg(long)]
    document: Option<PathBuf>,
    /// Requests over which memory may not grow.
    #[arg(long, default_value_t = 1_000_000)]
    requests: u64,
    /// Networks stored while a query is held against one among a hundred.
    #[arg(long, default_value_t = 100_000)]
    networks: u64,
    /// Seconds of each of the rounds that the servers take in turn.
    #[arg(long, default_value_t = 3)]
    seconds: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let cores = Cores::choose()?;
    println!("{cores}");
    let mut over = Vec::new();
    over.extend(compare::measure(&arguments, &cores).await?);
    over.extend(growth::measure(&arguments, &cores).await?);
    over.extend(memory::measure(&arguments, &cores).await?);
    ensure!(over.is_empty(), "over the limit: {}", over.join("; "));
    Ok(())
}
