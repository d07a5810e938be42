//! The one window of the app.

use std::path::Path;

use tauri::{App, WebviewWindowBuilder};

/// Opens the window that `tauri.conf.json` describes, with what the web view stores kept inside `data_dir`, so that
/// two data folders share nothing.
///
/// # Errors
/// If the configuration names no window or the system refuses to make one.
pub(crate) fn open(app: &App, data_dir: &Path) -> tauri::Result<()> {
    let config = app
        .config()
        .app
        .windows
        .first()
        .ok_or(tauri::Error::WindowNotFound)?;
    WebviewWindowBuilder::from_config(app, config)?
        .data_directory(data_dir.join("webview"))
        .build()?;
    Ok(())
}
