//! The start: the log, the core and the window, in the order in which the user waits for them.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use portal_core::{
    DesktopNotice, EmbeddedOperator, FileDialog, KeyringMode, OsKeyring, Portal, PortalOptions,
    SecretStore, SystemClock,
};
use tauri::{App, AppHandle, Emitter as _, Manager as _, RunEvent};

use crate::{
    commands,
    core::Core,
    dialog::SystemDialog,
    flags::{Flags, Keyring, StartOperator},
    logging, platform,
    typesetter::OwnProcess,
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
    // The core opens on a task of its own while the web view starts; what the window asks meanwhile waits for it.
    app.manage(open_core(app.handle(), flags, data_dir.clone()));
    window::open(app, &data_dir)
}

fn open_core(app: &AppHandle, flags: Flags, data_dir: PathBuf) -> Core {
    let embedded = embedded_operator(&flags, &data_dir);
    let dialog: Arc<dyn FileDialog> = Arc::new(SystemDialog::new(app.clone()));
    let window = app.clone();
    let events: Arc<dyn Fn(contract::Event) + Send + Sync> =
        Arc::new(move |event: contract::Event| {
            if let Err(error) = window.emit(contract::Event::NAME, event) {
                tracing::warn!(%error, "an event did not reach the window");
            }
        });
    let desktop: Arc<dyn Fn(DesktopNotice) + Send + Sync> =
        Arc::new(platform::desktop_notices(app_name(app)));
    let options = PortalOptions {
        data_dir,
        keyring: match flags.keyring {
            Keyring::Os => KeyringMode::Os,
            Keyring::Memory => KeyringMode::Memory,
        },
        clock: Arc::new(
            flags
                .now
                .map_or_else(SystemClock::new, SystemClock::starting_at),
        ),
        export_dir: flags.export_dir,
        import_file: flags.import_file,
        theme: flags.theme,
        locale: flags.locale,
        system_locale: platform::locale(),
        animations: !flags.no_animations,
        operator: match flags.operator {
            Some(StartOperator::Sandbox) => portal_core::StartOperator::Sandbox,
            Some(StartOperator::None) => portal_core::StartOperator::None,
            None => portal_core::StartOperator::AsLast,
        },
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let service = keyring_service(&app.config().identifier);
    let keyring: Arc<dyn SecretStore> = Arc::new(OsKeyring::new(
        service,
        platform::open_keyring,
        platform::glance_at_keyring,
    ));
    Core::open(move || {
        Box::pin(Portal::open(
            options.clone(),
            Arc::clone(&keyring),
            embedded.clone(),
            Arc::clone(&dialog),
            Arc::clone(&events),
            Arc::clone(&desktop),
            Arc::new(OwnProcess),
        ))
    })
}

/// The operator inside the app, in a build that has one. Nothing of it runs yet.
#[cfg(feature = "sandbox")]
fn embedded_operator(flags: &Flags, data_dir: &Path) -> Option<Arc<dyn EmbeddedOperator>> {
    Some(Arc::new(crate::embedded::Sandbox::new(flags, data_dir)))
}

#[cfg(not(feature = "sandbox"))]
fn embedded_operator(_: &Flags, _: &Path) -> Option<Arc<dyn EmbeddedOperator>> {
    None
}

/// The name under which notifications stand in the desktop's list.
fn app_name(app: &AppHandle) -> String {
    let config = app.config();
    config
        .product_name
        .clone()
        .unwrap_or_else(|| config.identifier.clone())
}

/// The name under which the keyring's items stand. A debug build never touches those of a released one.
fn keyring_service(identifier: &str) -> String {
    let suffix = if cfg!(debug_assertions) { ".debug" } else { "" };
    format!("{identifier}{suffix}")
}
