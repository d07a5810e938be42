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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn the_web_view_loads_nothing_from_outside() {
        let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
        let policy = config["app"]["security"]["csp"].as_str().unwrap();
        let allowed = [
            "'self'",
            "'none'",
            "'wasm-unsafe-eval'",
            "data:",
            "blob:",
            "ipc:",
            // The bridge itself, where the web view has no scheme of its own for it.
            "http://ipc.localhost",
        ];
        for rule in policy.split(';') {
            for source in rule.split_whitespace().skip(1) {
                assert!(allowed.contains(&source), "{source} in {rule}");
            }
        }
        assert!(policy.contains("default-src 'self'") && policy.contains("object-src 'none'"));
    }
}
