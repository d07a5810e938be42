//! The npm packages of the interface, installed from `ui/package-lock.json`.

use std::{fs, process::Command};

use anyhow::{Context as _, Result};

use crate::{process::read, report, workspace::Workspace};

/// Makes sure that `ui/node_modules` is what the lock file says. No package's own scripts are run.
///
/// # Errors
/// If npm fails, which its output in the error explains.
pub(super) fn ensure(workspace: &Workspace) -> Result<()> {
    let lock = fs::read_to_string(workspace.path("ui/package-lock.json"))
        .context("ui/package-lock.json")?;
    let installed_from = workspace.path("ui/node_modules/.installed-from");
    if fs::read_to_string(&installed_from).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    report::step("installing npm packages", || {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let mut command = Command::new(npm);
        command
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            .current_dir(workspace.path("ui"));
        report::with_progress("npm ci", || read(&mut command))?;
        fs::write(&installed_from, lock).context("ui/node_modules cannot be written to")
    })
}
