//! What is logged to the terminal: lines for people, or a JSON object each.

use std::{env, io};

use tracing_subscriber::EnvFilter;

/// Says which form, `text` or `json`.
const FORMAT: &str = "SANDBOX_LOG_FORMAT";

/// The form asked for is neither.
#[derive(Debug, thiserror::Error)]
#[error("{FORMAT} is text or json")]
pub(super) struct UnknownFormat;

/// Logs from here on what `SANDBOX_LOG` asks for.
///
/// # Errors
/// [`UnknownFormat`].
pub(super) fn start() -> Result<(), UnknownFormat> {
    let subscriber = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(EnvFilter::from_env("SANDBOX_LOG"));
    match env::var(FORMAT).as_deref() {
        Ok("json") => subscriber.json().flatten_event(true).init(),
        Ok("text" | "") | Err(env::VarError::NotPresent) => subscriber.init(),
        Ok(_) | Err(env::VarError::NotUnicode(_)) => return Err(UnknownFormat),
    }
    Ok(())
}
