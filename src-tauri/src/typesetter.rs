//! The typesetter: this program once more, for one document. What its compiler keeps ends with it.

use std::{io, process::Stdio, time::Duration};

use futures::future::BoxFuture;
use portal_core::Typesetter;
use tokio::{io::AsyncWriteExt as _, process::Command, time::timeout};

use crate::platform;

/// What makes this program a typesetter. Not among the flags, which are for people.
const ARGUMENT: &str = "--typeset-from-standard-input";
/// Longer than any document takes on a slow computer.
const MOST_TIME: Duration = Duration::from_secs(120);

/// Starts the program anew for every document.
#[derive(Debug)]
pub(crate) struct OwnProcess;

impl Typesetter for OwnProcess {
    fn answer(&self, manuscript: Vec<u8>) -> BoxFuture<'_, Result<Vec<u8>, String>> {
        Box::pin(async move {
            let answered = timeout(MOST_TIME, ask(&manuscript)).await;
            let answered = answered.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
            answered.map_err(|error| error.to_string())
        })
    }
}

async fn ask(manuscript: &[u8]) -> io::Result<Vec<u8>> {
    let mut child = Command::new(platform::own_program()?)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // What it would say there could have the document in it.
        .stderr(Stdio::null())
        // Whoever cancels does not wait for the end of the work.
        .kill_on_drop(true)
        .spawn()?;
    // It reads everything before it writes anything, so neither waits for the other for ever.
    if let Some(mut input) = child.stdin.take() {
        input.write_all(manuscript).await?;
    }
    Ok(child.wait_with_output().await?.stdout)
}

/// Whether this process is to be the typesetter.
pub(crate) fn is_this_process() -> bool {
    std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == ARGUMENT)
}

/// Reads a manuscript from the standard input, and answers it on the standard output.
///
/// # Errors
/// If one of them ended early.
#[cfg(feature = "pdf")]
pub(crate) fn run() -> io::Result<()> {
    use std::io::{Read as _, Write as _};

    let mut manuscript = Vec::new();
    io::stdin().lock().read_to_end(&mut manuscript)?;
    let mut output = io::stdout().lock();
    output.write_all(&portal_core::typeset(&manuscript))?;
    output.flush()
}

/// Answers nothing: this build has no typesetter.
///
/// # Errors
/// Always.
#[cfg(not(feature = "pdf"))]
pub(crate) fn run() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
