//! How quickly the app starts and assesses, and what memory it takes, held against limits.
#![expect(
    clippy::print_stdout,
    reason = "a command line tool speaks on its standard output"
)]

mod assess;
mod many;
mod matrix;
mod poll;
mod start;

use anyhow::Result;
use clap::Parser;

/// Measures the app in its window.
#[derive(Debug, Parser)]
enum Arguments {
    /// Starts the app and two windows kept for the comparison in turn, and compares the medians.
    Start(start::Arguments),
    /// Has the app assess again and again, and takes off what the operator itself took.
    Assess(assess::Arguments),
    /// Has a core without a window assess many times at once.
    Many(many::Arguments),
    /// Has the app fill an assessment matrix, and watches its window.
    Matrix(matrix::Arguments),
    /// Has the app poll many sessions, and watches its window.
    Poll(poll::Arguments),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match Arguments::parse() {
        Arguments::Start(arguments) => start::measure(&arguments).await,
        Arguments::Assess(arguments) => assess::measure(&arguments).await,
        Arguments::Many(arguments) => many::measure(&arguments).await,
        Arguments::Matrix(arguments) => matrix::measure(&arguments).await,
        Arguments::Poll(arguments) => poll::measure(&arguments).await,
    }
}

/// The smallest of `values` that is not below this share of them.
fn quantile(values: impl IntoIterator<Item = f64>, share: f64) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let rank = (values.len() as f64 * share).ceil() as usize;
    values
        .get(rank.saturating_sub(1))
        .copied()
        .unwrap_or(f64::NAN)
}
