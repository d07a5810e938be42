//! `cargo xtask demo`: the main job, performed in the real window.

use anyhow::Result;

use crate::{
    app,
    process::{cargo, run},
    report, setup,
    ui::Profile,
    workspace::Workspace,
};

/// Performs the main job in the real window, without a display, with a picture of each step in `target/demo`.
///
/// # Errors
/// If a step of it fails.
pub(crate) fn perform(workspace: &Workspace) -> Result<()> {
    setup::for_tests(workspace)?;
    let app = app::build(workspace, Profile::Dev)?;
    // In the checkout even where cargo builds elsewhere: this is for a person to open.
    let pictures = workspace.path("target/demo");
    report::step("the main job in the real window", || {
        let mut command = cargo();
        command
            .args([
                "run",
                "--quiet",
                "--package",
                "portal-tests",
                "--bin",
                "demo",
                "--",
            ])
            .arg(&pictures);
        run(command
            .env("PORTAL_APP", &app)
            .current_dir(workspace.root()))
    })?;
    report::say(&format!("The pictures are in {}.", pictures.display()));
    Ok(())
}
