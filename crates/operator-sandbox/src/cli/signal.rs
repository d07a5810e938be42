//! When the program is told to end.

use std::io;

/// A wish to end: SIGTERM or Ctrl-C. Wishes count from the moment this is made.
#[derive(Debug)]
pub(super) struct Ending {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Ending {
    /// Listens from here on.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?,
            #[cfg(unix)]
            interrupt: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())?,
        })
    }

    /// Waits for the wish.
    #[cfg(unix)]
    pub(super) async fn wished(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    /// Waits for the wish.
    #[cfg(not(unix))]
    pub(super) async fn wished(&mut self) {
        // Without a handler the program ends as the system has it.
        let _ = tokio::signal::ctrl_c().await;
    }
}
