//! `cargo xtask test`: everything that has to hold, a line for each step.

use std::{env, process::Command, time::Instant};

use anyhow::{Result, bail};

use crate::{
    conformance,
    process::{cargo, run, succeeds},
    report,
    setup::{self, WasmToolchain},
    tools,
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
    let wasm = match extent {
        Extent::Full => setup::for_tests(workspace)?,
        Extent::WithoutWindow => setup::for_builds(workspace)?,
    };
    report::step("format", || {
        cargo_with(workspace, &["fmt", "--all", "--", "--check"])
    })?;
    ui::build(workspace, Profile::Dev)?;
    report::step("lints", || lints(workspace, &wasm))?;
    report::step("licences, bans and sources", || dependencies(workspace))?;
    // The whole workspace in one go: cargo then settles on the same features as for the tests, and compiles once.
    report::step("building the app and its tests", || {
        cargo_on_all(workspace, &["build", "--all-targets"], &[])
    })?;
    report::step("tests", || tests(workspace, extent))?;
    report::step("conformance", || conformance::check_quickly(workspace))?;
    let took = report::seconds(start.elapsed());
    report::say(&format!("Everything holds. It took {took}."));
    Ok(())
}

fn lints(workspace: &Workspace, wasm: &WasmToolchain) -> Result<()> {
    const STRICT: [&str; 3] = ["--", "-D", "warnings"];
    cargo_on_all(workspace, &["clippy", "--all-targets"], &STRICT)?;
    // A build without the sandbox operator has to stand as well.
    let mut without_sandbox = vec![
        "clippy",
        "--package",
        "multipoint-portal",
        "--no-default-features",
    ];
    without_sandbox.extend(STRICT);
    cargo_with(workspace, &without_sandbox)?;
    match wasm {
        WasmToolchain::Host => {
            let mut interface = vec!["clippy", "--package", "ui", "--target", setup::WASM_TARGET];
            interface.extend(STRICT);
            cargo_with(workspace, &interface)
        }
        // Debian's second toolchain has no clippy; the host has linted all but what only WebAssembly sees.
        WasmToolchain::Debian { .. } => Ok(()),
    }
}

fn dependencies(workspace: &Workspace) -> Result<()> {
    let deny = tools::cargo_deny(workspace)?;
    let deny_with = |arguments: &[&str]| {
        let mut command = Command::new(&deny);
        command.args(arguments).current_dir(workspace.root());
        command
    };
    run(&mut deny_with(&["check", "licenses", "bans", "sources"]))?;
    if succeeds(&mut deny_with(&["fetch", "db"])) {
        run(&mut deny_with(&["check", "--disable-fetch", "advisories"]))
    } else {
        report::say("    advisories are left out: their database cannot be had from this network");
        Ok(())
    }
}

fn tests(workspace: &Workspace, extent: Extent) -> Result<()> {
    let app = format!("debug/multipoint-portal{}", env::consts::EXE_SUFFIX);
    let sandbox = format!("debug/operator-sandbox{}", env::consts::EXE_SUFFIX);
    let run_with = |mut command: Command| {
        command
            .env("PORTAL_APP", workspace.target(&app))
            .env("PORTAL_SANDBOX", workspace.target(&sandbox))
            .env("PORTAL_FAILED", workspace.path("target/failed"))
            .current_dir(workspace.root());
        run(&mut command)
    };
    if !succeeds(cargo().args(["nextest", "--version"])) {
        let mut command = cargo();
        command.arg("test").args(all());
        if extent == Extent::WithoutWindow {
            command.args(["--exclude", "portal-tests"]);
        }
        return run_with(command);
    }
    let mut command = cargo();
    command.args(["nextest", "run"]).args(all());
    if extent == Extent::WithoutWindow {
        command.args(["--filterset", "not binary_id(portal-tests::window)"]);
    }
    run_with(command)?;
    cargo_on_all(workspace, &["test", "--doc", "--quiet"], &[])
}

/// All packages that this system can build.
fn all() -> &'static [&'static str] {
    if env::consts::OS == "linux" {
        &["--workspace"]
    } else {
        // These start displays, buses and keyrings of Linux, and choose cores as Linux does.
        &[
            "--workspace",
            "--exclude",
            "portal-tests",
            "--exclude",
            "load",
        ]
    }
}

fn cargo_on_all(workspace: &Workspace, arguments: &[&str], rest: &[&str]) -> Result<()> {
    run(cargo()
        .args(arguments)
        .args(all())
        .args(rest)
        .current_dir(workspace.root()))
}

fn cargo_with(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    run(cargo().args(arguments).current_dir(workspace.root()))
}
