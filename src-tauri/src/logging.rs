//! The log: a file per day in the data folder, the last week of them kept.

use std::{fs, io, path::Path};

use tracing_appender::{
    non_blocking::WorkerGuard,
    rolling::{InitError, RollingFileAppender, Rotation},
};
use tracing_subscriber::EnvFilter;

/// The variable that sets the level, in the syntax of `tracing_subscriber::EnvFilter`.
const LEVEL_VARIABLE: &str = "PORTAL_LOG";

const DAYS_KEPT: usize = 7;

/// Keeps the log's writer alive; what is still in its queue is written when this is dropped.
#[derive(Debug)]
pub(crate) struct LogGuard {
    _worker: WorkerGuard,
}

/// Starts writing the log into `data_dir/logs`.
///
/// # Errors
/// If the folder cannot be written to.
pub(crate) fn start(data_dir: &Path) -> io::Result<LogGuard> {
    let folder = data_dir.join("logs");
    fs::create_dir_all(&folder)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("portal")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder)
        .map_err(|error: InitError| io::Error::other(error))?;
    let (writer, worker) = tracing_appender::non_blocking(file);
    let filter = EnvFilter::try_from_env(LEVEL_VARIABLE).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second start in one process, as in a test, keeps the first log.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(writer)
        .with_ansi(false)
        .try_init();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    Ok(LogGuard { _worker: worker })
}
