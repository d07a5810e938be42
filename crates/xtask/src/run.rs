//! `cargo xtask run`: the app, opened.

use std::{env, process::Command};

use anyhow::Result;

use crate::{app, demo, process, report, ui::Profile, workspace::Workspace};

/// Builds and opens the app with `arguments` as its start flags. Without a display it says so and does the demo.
///
/// # Errors
/// If the app does not build, or ends with a failure.
pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<()> {
    if !has_display() {
        report::say(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this does the demo.",
        );
        return demo::perform(workspace);
    }
    let program = app::build(workspace, Profile::Dev)?;
    let flags = arguments.iter().skip_while(|argument| *argument == "--");
    process::run(Command::new(program).args(flags))
}

fn has_display() -> bool {
    env::consts::OS != "linux"
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some())
}
