//! Building the desktop program with the interface in it.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    process::{cargo, run},
    report,
    ui::{self, Profile},
    workspace::Workspace,
};

/// Builds the app and gives the path of its program.
///
/// # Errors
/// If a part of it does not build.
pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<PathBuf> {
    ui::build(workspace, profile)?;
    report::step("building the app", || {
        let mut command = cargo();
        command
            .args(["build", "--package", "multipoint-portal"])
            .current_dir(workspace.root());
        let folder = match profile {
            Profile::Dev => "debug",
            Profile::Release => {
                command.arg("--release");
                "release"
            }
        };
        run(&mut command)?;
        Ok(workspace
            .target(folder)
            .join(format!("multipoint-portal{}", std::env::consts::EXE_SUFFIX)))
    })
}
