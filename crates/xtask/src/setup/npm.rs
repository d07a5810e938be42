//! Packages from npm, installed from the lock file of the folder that uses them.

use std::{fs, process::Command};

use anyhow::{Context as _, Result};

use crate::{process::read, report, workspace::Workspace};

/// Makes sure that `node_modules` in `folder` is what the lock file there says. No package's own scripts are run.
///
/// # Errors
/// If npm fails, which its output in the error explains.
pub(crate) fn ensure(workspace: &Workspace, folder: &str) -> Result<()> {
    let folder = workspace.path(folder);
    let lock = fs::read_to_string(folder.join("package-lock.json"))
        .with_context(|| format!("{} has no package-lock.json", folder.display()))?;
    let installed_from = folder.join("node_modules/.installed-from");
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
            .current_dir(&folder);
        report::with_progress("npm ci", || read(&mut command))?;
        fs::write(&installed_from, lock).context("node_modules cannot be written to")
    })
}
