//! The start: the log, the core and the window, in the order in which the user waits for them.

use std::{path::PathBuf, sync::Arc};

use tauri::{App, AppHandle, Emitter as _, Manager as _, RunEvent};

use crate::{
    clock::ShiftedClock,
    commands,
    core::Core,
    dialog::SystemDialog,
    flags::{Flags, Keyring, StartOperator},
    logging,
    portal_core::{self, EmbeddedOperator, KeyringMode, Portal, PortalOptions},
    window,
};

/// Starts the app, and returns when its window is closed.
///
/// # Errors
/// If the window cannot be made.
pub(crate) fn run(flags: Flags) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(commands::handler())
        .setup(move |app| Ok(set_up(app, flags)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            app.state::<Core>().close();
        }
    });
    Ok(())
}

fn set_up(app: &App, flags: Flags) -> tauri::Result<()> {
    let data_dir = flags.data_dir_or(app.path().app_data_dir()?);
    std::fs::create_dir_all(&data_dir)?;
    app.manage(logging::start(&data_dir)?);
    // The web view takes longest, so it goes first; what it asks meanwhile waits for the core.
    window::open(app, &data_dir)?;
    app.manage(open_core(app.handle(), flags, data_dir));
    Ok(())
}

fn open_core(app: &AppHandle, flags: Flags, data_dir: PathBuf) -> Core {
    let embedded = embedded_operator(&flags, &data_dir);
    let dialog = Arc::new(SystemDialog::new(app.clone()));
    let window = app.clone();
    let events = Arc::new(move |event: contract::Event| {
        if let Err(error) = window.emit(contract::Event::NAME, event) {
            tracing::warn!(%error, "an event did not reach the window");
        }
    });
    let options = PortalOptions {
        data_dir,
        keyring: match flags.keyring {
            Keyring::Os => KeyringMode::Os,
            Keyring::Memory => KeyringMode::Memory,
        },
        keyring_service: keyring_service(&app.config().identifier),
        clock: Arc::new(ShiftedClock::showing(flags.now)),
        export_dir: flags.export_dir,
        theme: flags.theme,
        locale: flags.locale,
        animations: flags.no_animations.then_some(false),
        operator: match flags.operator {
            Some(StartOperator::Sandbox) => portal_core::StartOperator::Sandbox,
            Some(StartOperator::None) => portal_core::StartOperator::None,
            None => portal_core::StartOperator::AsLast,
        },
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    Core::open(Portal::open(options, embedded, dialog, events))
}

fn embedded_operator(
    _flags: &Flags,
    _data_dir: &std::path::Path,
) -> Option<Arc<dyn EmbeddedOperator>> {
    None
}

/// The name under which the keyring's items stand. A debug build never touches those of a released one.
fn keyring_service(identifier: &str) -> String {
    let suffix = if cfg!(debug_assertions) { ".debug" } else { "" };
    format!("{identifier}{suffix}")
}
