//! Cargo's tools that a user may not have: kept in the folder that cargo builds into.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::{
    process::{self, cargo, run},
    report,
    workspace::Workspace,
};

/// The version that is known to read `deny.toml`.
const CARGO_DENY: &str = "0.20.2";

/// Where `cargo-deny` is: on the PATH, or built here once, without optimising it, in about a minute.
///
/// # Errors
/// If it does not build.
pub(crate) fn cargo_deny(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(installed) = process::on_path("cargo-deny") {
        return Ok(installed);
    }
    let root = workspace.target(format!("tools/cargo-deny-{CARGO_DENY}"));
    let program = root
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if program.is_file() {
        return Ok(program);
    }
    let build = root.join("build");
    let mut command = cargo();
    command
        .args([
            "install",
            "cargo-deny",
            "--locked",
            "--debug",
            "--version",
            CARGO_DENY,
            "--root",
        ])
        .arg(&root);
    // Away from the checkout, whose own settings are not the tool's.
    command
        .arg("--target-dir")
        .arg(&build)
        .current_dir(std::env::temp_dir());
    report::step("building cargo-deny", || run(&mut command)).context("cargo-deny is needed")?;
    // What it was built from is ten times its size.
    fs::remove_dir_all(&build)?;
    Ok(program)
}
