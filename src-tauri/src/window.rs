//! The one window of the app.

use std::path::Path;

use tauri::{App, Url, WebviewWindowBuilder};

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
        // No policy of a page says where else the web view may go.
        .on_navigation(is_own)
        .build()?;
    Ok(())
}

/// Whether a page is the app's own, as each system names it, or the empty one before it.
fn is_own(page: &Url) -> bool {
    match (page.scheme(), page.host_str()) {
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")) => true,
        ("about", _) => page.path() == "blank",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    #[test]
    fn the_window_goes_nowhere_else() {
        let is_own = |page: &str| is_own(&page.parse().unwrap());
        for own in [
            "tauri://localhost/sessions",
            "http://tauri.localhost/",
            "about:blank",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "https://operator.example/",
            "https://localhost/",
            "http://127.0.0.1:9091/",
            "tauri://operator.example/",
            "https://tauri.localhost.example/",
            "data:text/html,x",
            "file:///etc/passwd",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }

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
        // Neither is covered by `default-src`.
        for rule in ["form-action 'none'", "base-uri 'none'"] {
            assert!(policy.contains(rule), "{rule}");
        }
        assert!(policy.contains("default-src 'self'") && policy.contains("object-src 'none'"));
    }
}
