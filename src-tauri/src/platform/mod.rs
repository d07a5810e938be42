//! What differs between operating systems. No other module of the app asks which one it runs on.

#[cfg(target_os = "linux")]
mod keyring_glance;
#[cfg(target_os = "linux")]
mod linux;
mod notices;

use std::{path::PathBuf, sync::Arc};

use keyring_core::CredentialStore;
use portal_core::{DesktopNotice, KeyringGlance};

/// Prepares the process for its window. To be called first, before any other thread runs.
pub(crate) fn prepare() {
    #[cfg(target_os = "linux")]
    linux::choose_rendering();
}

/// Connects to the keyring of this system: Secret Service, Keychain or Windows Credential Manager.
///
/// # Errors
/// Why there is none.
pub(crate) fn open_keyring() -> keyring_core::Result<Arc<CredentialStore>> {
    #[cfg(target_os = "linux")]
    let store = zbus_secret_service_keyring_store::Store::new()?;
    #[cfg(target_os = "macos")]
    let store = apple_native_keyring_store::keychain::Store::new()?;
    #[cfg(target_os = "windows")]
    let store = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// Looks how the keyring of this system is, without a prompt; `None` where the system does not tell.
pub(crate) fn glance_at_keyring() -> Option<KeyringGlance> {
    #[cfg(target_os = "linux")]
    let glance = keyring_glance::look();
    #[cfg(not(target_os = "linux"))]
    let glance = None;
    glance
}

/// This program, to be started once more.
///
/// # Errors
/// If the system does not say where it is.
pub(crate) fn own_program() -> std::io::Result<PathBuf> {
    // Still the same program where an update has put another one in its place.
    #[cfg(target_os = "linux")]
    let program = Ok(PathBuf::from("/proc/self/exe"));
    #[cfg(not(target_os = "linux"))]
    let program = std::env::current_exe();
    program
}

/// The language that this system's desktop is set to, as a BCP 47 tag; `None` where it is set to none, as under `C`.
pub(crate) fn locale() -> Option<String> {
    sys_locale::get_locales().find(|tag| {
        let primary = tag.split('-').next().unwrap_or_default();
        (2..=3).contains(&primary.len())
    })
}

/// A way to show notifications of this system under the name `app`; it returns at once.
pub(crate) fn desktop_notices(app: String) -> impl Fn(DesktopNotice) + Send + Sync {
    notices::desktop(app)
}

/// Tells the user that the app could not start, where no window can say it.
#[expect(
    clippy::print_stderr,
    reason = "there is no window and no log to say it in"
)]
pub(crate) fn report_start_failure(error: &dyn std::error::Error) {
    eprintln!("MultiPoint VPN Portal could not start: {error}");
}
