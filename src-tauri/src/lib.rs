//! The desktop shell: the window, the start flags, and the bridge between the interface and the core.

mod flags;
mod logging;
mod platform;
mod window;

use std::process::ExitCode;

use clap::Parser;

pub use flags::{Flags, Keyring, SandboxClock, StartOperator, Theme};

/// Runs the app with the flags of this process until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    platform::prepare();
    let flags = Flags::parse();
    match start(flags) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            platform::report_start_failure(&error);
            ExitCode::FAILURE
        }
    }
}

fn start(flags: Flags) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(move |app| {
            let data_dir = flags.data_dir_or(app.path().app_data_dir()?);
            std::fs::create_dir_all(&data_dir)?;
            app.manage(logging::start(&data_dir)?);
            window::open(app, &data_dir)?;
            Ok(())
        })
        .run(tauri::generate_context!())
}

use tauri::Manager as _;
