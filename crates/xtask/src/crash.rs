//! `cargo xtask crash`: the portal killed at random moments, and what it has to show afterwards.

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{cargo, run},
    report, setup,
    workspace::Workspace,
};

/// How often the portal is killed where nobody says.
const KILLS: u32 = 50;

/// Kills a portal without a window as often as `--times` says while it orders, resizes and deletes, and compares it
/// with its operator each time; `--seed` repeats the moments of another run.
///
/// # Errors
/// If something was lost, ordered twice or not shown, or if it does not build.
pub(crate) fn survive(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let (mut times, mut seed) = (KILLS, None::<u64>);
    let mut words = arguments.iter();
    while let Some(option) = words.next() {
        let value = words
            .next()
            .with_context(|| format!("{option} needs a number"))?;
        let is_number = || format!("{value} is not a number");
        match option.as_str() {
            "--times" => times = value.parse().with_context(is_number)?,
            "--seed" => seed = Some(value.parse().with_context(is_number)?),
            other => bail!("`cargo xtask crash [--times N] [--seed N]` is known, not {other}"),
        }
    }
    setup::for_builds(workspace)?;
    report::step(&format!("killing the portal {times} times"), || {
        let mut command = cargo();
        command
            .args([
                "test",
                "--quiet",
                "--package",
                "portal-tests",
                "--test",
                "crash",
            ])
            .args(["--", "--nocapture"])
            .env("PORTAL_KILLS", times.to_string());
        if let Some(seed) = seed {
            command.env("PORTAL_SEED", seed.to_string());
        }
        run(command.current_dir(workspace.root()))
    })
}
