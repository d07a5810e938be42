//! The desktop shell: the window, the start flags, and the bridge between the interface and the core.

mod commands;
mod core;
mod dialog;
#[cfg(feature = "sandbox")]
mod embedded;
mod flags;
mod logging;
mod platform;
mod start;
mod typesetter;
mod window;

use std::process::ExitCode;

use clap::Parser as _;

pub use flags::{Flags, Keyring, SandboxClock, StartOperator};

/// Runs the app with the flags of this process until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    if typesetter::is_this_process() {
        return typesetter::run().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    platform::prepare();
    let flags = Flags::parse();
    match start::run(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            platform::report_start_failure(&error);
            ExitCode::FAILURE
        }
    }
}
