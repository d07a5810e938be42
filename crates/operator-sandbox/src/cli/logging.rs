//! What is logged to the terminal: lines for people, or a JSON object each.

use std::{env, io};

use tracing_subscriber::{
    EnvFilter,
    filter::{LevelFilter, ParseError},
};

/// Says which form, `text` or `json`.
const FORMAT: &str = "SANDBOX_LOG_FORMAT";

/// Says what is logged, as directives of `tracing`.
const FILTER: &str = "SANDBOX_LOG";

/// What the environment asks for cannot be done.
#[derive(Debug, thiserror::Error)]
pub(super) enum LoggingError {
    #[error("{FORMAT} is text or json")]
    Format,
    #[error("{FILTER} cannot be used: say warn, info or debug, for instance ({0})")]
    Filter(#[from] ParseError),
}

/// Logs from here on what `SANDBOX_LOG` asks for.
///
/// # Errors
/// [`LoggingError`].
pub(super) fn start() -> Result<(), LoggingError> {
    let asked = env::var(FILTER).unwrap_or_default();
    let filter = EnvFilter::builder()
        .with_default_directive(LevelFilter::ERROR.into())
        .parse(asked)?;
    let subscriber = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_env_filter(filter);
    match env::var(FORMAT).as_deref() {
        Ok("json") => subscriber.json().flatten_event(true).init(),
        Ok("text" | "") | Err(env::VarError::NotPresent) => subscriber.init(),
        Ok(_) | Err(env::VarError::NotUnicode(_)) => return Err(LoggingError::Format),
    }
    Ok(())
}
