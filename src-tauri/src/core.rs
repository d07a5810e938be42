//! The core as the shell holds it: opened beside the window, so that neither waits for the other.

use std::{fmt, future::Future, time::Duration};

use contract::{AppError, ErrorCode};
use portal_core::{OpenError, Portal};
use tokio::sync::watch;

/// How long the core may take to write what is still open when the app ends.
const TIME_TO_CLOSE: Duration = Duration::from_secs(5);

/// The core, from the moment on that it is being opened.
#[derive(Clone)]
pub(crate) struct Core {
    opened: watch::Receiver<Option<Result<Portal, AppError>>>,
}

impl Core {
    /// Opens the core on a task of its own.
    pub(crate) fn open(
        opening: impl Future<Output = Result<Portal, OpenError>> + Send + 'static,
    ) -> Self {
        let (tell, opened) = watch::channel(None);
        tauri::async_runtime::spawn(async move {
            let result = opening.await.map_err(|error| {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "the core could not be opened"
                );
                AppError {
                    code: ErrorCode::StorageFailed,
                    message: error.to_string(),
                    retryable: false,
                    correlator: None,
                }
            });
            // Nobody is left to tell once the window is closed.
            let _ = tell.send(Some(result));
        });
        Self { opened }
    }

    /// The core, as soon as it is open.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub(crate) async fn portal(&self) -> Result<Portal, AppError> {
        let mut opened = self.opened.clone();
        match opened.wait_for(Option::is_some).await.as_deref() {
            Ok(Some(result)) => result.clone(),
            Ok(None) | Err(_) => Err(AppError {
                code: ErrorCode::Internal,
                message: String::new(),
                retryable: false,
                correlator: None,
            }),
        }
    }

    /// Has the core write what is still open, and waits for it, though not for ever.
    pub(crate) fn close(&self) {
        let portal = match self.opened.borrow().as_ref() {
            Some(Ok(portal)) => portal.clone(),
            Some(Err(_)) | None => return,
        };
        tauri::async_runtime::block_on(async {
            if tokio::time::timeout(TIME_TO_CLOSE, portal.close())
                .await
                .is_err()
            {
                tracing::warn!("the core did not close in time");
            }
        });
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Core").finish_non_exhaustive()
    }
}
