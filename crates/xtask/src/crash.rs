//! `cargo xtask crash`: the portal, or the sandbox operator, killed at random moments, and what it has to show
//! afterwards.

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{cargo, run},
    report, setup,
    workspace::Workspace,
};

/// How often the portal is killed where nobody says.
const PORTAL_KILLS: u32 = 50;

/// How often it is killed to be sure.
const FULL_KILLS: u32 = 500;

/// How often the sandbox operator is.
const SANDBOX_KILLS: u32 = 200;

/// Kills a portal without a window while it orders, resizes and deletes, and compares it with its operator each time;
/// `--full` does so 500 times;
/// with `--sandbox`, kills an operator while orders, changes and deletions come in, and looks whether it has all that
/// it answered. `--times` says how often; `--seed` repeats the moments of another run.
///
/// # Errors
/// If something was lost, done twice or not shown, or if it does not build.
pub(crate) fn survive(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    let (mut victim, mut times, mut seed) = (Victim::Portal, None::<u32>, None::<u64>);
    let mut words = arguments.iter();
    while let Some(option) = words.next() {
        if option == "--sandbox" {
            victim = Victim::Sandbox;
            continue;
        }
        if option == "--full" {
            times = Some(FULL_KILLS);
            continue;
        }
        let value = words
            .next()
            .with_context(|| format!("{option} needs a number"))?;
        let is_number = || format!("{value} is not a number");
        match option.as_str() {
            "--times" => times = Some(value.parse().with_context(is_number)?),
            "--seed" => seed = Some(value.parse().with_context(is_number)?),
            other => bail!(
                "`cargo xtask crash [--sandbox] [--full] [--times N] [--seed N]` is known, not {other}"
            ),
        }
    }
    let times = times.unwrap_or(victim.usual_kills());
    if victim == Victim::Portal {
        setup::for_builds(workspace)?;
    }
    report::step(&format!("killing {} {times} times", victim.name()), || {
        let mut command = cargo();
        command
            .args(["test", "--quiet"])
            .args(victim.tests())
            .arg("--nocapture")
            .env(victim.variable("KILLS"), times.to_string());
        if let Some(seed) = seed {
            command.env(victim.variable("SEED"), seed.to_string());
        }
        run(command.current_dir(workspace.root()))
    })
}

/// What is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Victim {
    Portal,
    Sandbox,
}

impl Victim {
    const fn name(self) -> &'static str {
        match self {
            Self::Portal => "the portal",
            Self::Sandbox => "the sandbox operator",
        }
    }

    const fn usual_kills(self) -> u32 {
        match self {
            Self::Portal => PORTAL_KILLS,
            Self::Sandbox => SANDBOX_KILLS,
        }
    }

    /// What `cargo test` is told, up to the tests to run.
    const fn tests(self) -> &'static [&'static str] {
        match self {
            Self::Portal => &["--package", "portal-tests", "--test", "crash", "--"],
            Self::Sandbox => &[
                "--package",
                "operator-sandbox",
                "--test",
                "program",
                "--",
                "kills_",
            ],
        }
    }

    /// The name of a variable that its tests read.
    fn variable(self, what: &str) -> String {
        let whose = match self {
            Self::Portal => "PORTAL",
            Self::Sandbox => "SANDBOX",
        };
        format!("{whose}_{what}")
    }
}
