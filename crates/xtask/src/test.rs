//! `cargo xtask test`: everything that has to hold, a line for each step.

use std::{path::Path, process::Command, time::Instant};

use anyhow::{Result, bail};

use crate::{
    process::{cargo, run, succeeds},
    report, setup, tools,
    ui::{self, Profile},
    workspace::Workspace,
};

/// How much is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// Everything.
    Full,
    /// All but the tests in the real window.
    WithoutWindow,
}

impl Extent {
    /// Reads `--quick`, or nothing.
    ///
    /// # Errors
    /// If there is any other argument.
    pub(crate) fn from_arguments(arguments: &[String]) -> Result<Self> {
        match arguments {
            [] => Ok(Self::Full),
            [only] if only == "--quick" => Ok(Self::WithoutWindow),
            other => bail!("only --quick is understood here, not {other:?}"),
        }
    }
}

/// Tests everything, or all but the window, and stops at the first step that fails.
///
/// # Errors
/// If something does not hold, or if a tool that finds out cannot be had.
pub(crate) fn run_all(workspace: &Workspace, extent: Extent) -> Result<()> {
    let start = Instant::now();
    match extent {
        Extent::Full => setup::for_tests(workspace)?,
        Extent::WithoutWindow => setup::for_builds(workspace)?,
    };
    report::step("format", || {
        cargo_with(workspace, &["fmt", "--all", "--", "--check"])
    })?;
    ui::build(workspace, Profile::Dev)?;
    report::step("lints", || lints(workspace))?;
    report::step("licences, bans and sources", || dependencies(workspace))?;
    // The whole workspace in one go: cargo then settles on the same features as for the tests, and compiles once.
    report::step("building the app and its tests", || {
        cargo_with(workspace, &["build", "--workspace", "--all-targets"])
    })?;
    let app = workspace.target(format!(
        "debug/multipoint-portal{}",
        std::env::consts::EXE_SUFFIX
    ));
    report::step("tests", || tests(workspace, extent, &app))?;
    report::say(&format!(
        "Everything holds. It took {}.",
        report::seconds(start.elapsed())
    ));
    Ok(())
}

fn lints(workspace: &Workspace) -> Result<()> {
    cargo_with(
        workspace,
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    )?;
    // A build without the sandbox operator has to stand as well.
    let without_sandbox = [
        "clippy",
        "--package",
        "multipoint-portal",
        "--no-default-features",
        "--",
        "-D",
        "warnings",
    ];
    cargo_with(workspace, &without_sandbox)
}

fn dependencies(workspace: &Workspace) -> Result<()> {
    let deny = tools::cargo_deny(workspace)?;
    run(Command::new(&deny)
        .args(["check", "licenses", "bans", "sources"])
        .current_dir(workspace.root()))?;
    if succeeds(
        Command::new(&deny)
            .args(["fetch", "db"])
            .current_dir(workspace.root()),
    ) {
        run(Command::new(&deny)
            .args(["check", "--disable-fetch", "advisories"])
            .current_dir(workspace.root()))
    } else {
        report::say("    advisories are left out: their database cannot be had from this network");
        Ok(())
    }
}

fn tests(workspace: &Workspace, extent: Extent, app: &Path) -> Result<()> {
    if !succeeds(cargo().args(["nextest", "--version"])) {
        let mut command = cargo();
        command.args(["test", "--workspace"]);
        if extent == Extent::WithoutWindow {
            command.args(["--exclude", "portal-tests"]);
        }
        return run(command
            .env("PORTAL_APP", app)
            .env("PORTAL_FAILED", workspace.path("target/failed"))
            .current_dir(workspace.root()));
    }
    let mut command = cargo();
    command.args(["nextest", "run", "--workspace"]);
    if extent == Extent::WithoutWindow {
        command.args(["--filterset", "not binary_id(portal-tests::window)"]);
    }
    run(command
        .env("PORTAL_APP", app)
        .env("PORTAL_FAILED", workspace.path("target/failed"))
        .current_dir(workspace.root()))?;
    cargo_with(workspace, &["test", "--workspace", "--doc", "--quiet"])
}

fn cargo_with(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    run(cargo().args(arguments).current_dir(workspace.root()))
}
