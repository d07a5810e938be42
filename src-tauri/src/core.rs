//! The core as the shell holds it: opened beside the window, so that neither waits for the other.

use std::{fmt, sync::Arc, time::Duration};

use contract::{AppError, ErrorCode};
use futures::future::BoxFuture;
use portal_core::{OpenError, Portal};
use tokio::sync::watch;

/// How long the core may take to write what is still open when the app ends.
const TIME_TO_CLOSE: Duration = Duration::from_secs(5);

type Opening = BoxFuture<'static, Result<Portal, OpenError>>;

/// The core, from the moment on that it is being opened.
#[derive(Clone)]
pub(crate) struct Core {
    open: Arc<dyn Fn() -> Opening + Send + Sync>,
    state: Arc<watch::Sender<State>>,
}

/// How far the core is.
#[derive(Clone)]
enum State {
    /// It is being opened.
    Opening,
    /// It is open.
    Open(Portal),
    /// It could not be opened, and nobody has been told yet.
    Failed(AppError),
    /// It could not be opened, and whoever asks next has it tried again.
    Closed,
}

impl Core {
    /// Opens the core on a task of its own.
    pub(crate) fn open(open: impl Fn() -> Opening + Send + Sync + 'static) -> Self {
        let core = Self {
            open: Arc::new(open),
            state: Arc::new(watch::Sender::new(State::Opening)),
        };
        core.begin();
        core
    }

    /// The core, as soon as it is open. After a failure that was told, it is opened anew: the window asks again when
    /// the person has done something about it.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub(crate) async fn portal(&self) -> Result<Portal, AppError> {
        let mut states = self.state.subscribe();
        if self.moves_on(|state| matches!(state, State::Closed), State::Opening) {
            self.begin();
        }
        let ended = states.wait_for(|state| !matches!(state, State::Opening));
        let ended = ended.await.map(|state| state.clone());
        match ended {
            Ok(State::Open(portal)) => Ok(portal),
            Ok(State::Failed(error)) => {
                self.moves_on(|state| matches!(state, State::Failed(_)), State::Closed);
                Err(error)
            }
            Ok(State::Opening | State::Closed) | Err(_) => Err(AppError {
                code: ErrorCode::Internal,
                message: String::new(),
                retryable: true,
                correlator: None,
            }),
        }
    }

    /// Has the core write what is still open, and waits for it, though not for ever.
    pub(crate) fn close(&self) {
        let State::Open(portal) = self.state.borrow().clone() else {
            return;
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

    fn begin(&self) {
        let opening = (self.open)();
        let state = Arc::clone(&self.state);
        tauri::async_runtime::spawn(async move {
            let opened = match opening.await {
                Ok(portal) => State::Open(portal),
                Err(error) => {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the core could not be opened"
                    );
                    State::Failed(explained(&error))
                }
            };
            state.send_replace(opened);
        });
    }

    /// Goes from a state that `is_from` to another one; whether it was there.
    fn moves_on(&self, is_from: impl Fn(&State) -> bool, to: State) -> bool {
        self.state.send_if_modified(|state| {
            let moves = is_from(state);
            if moves {
                *state = to.clone();
            }
            moves
        })
    }
}

fn explained(error: &OpenError) -> AppError {
    let (code, message) = match error {
        OpenError::InUse => (ErrorCode::FolderInUse, String::new()),
        OpenError::Folder(_) | OpenError::Storage(_) => {
            (ErrorCode::StorageFailed, error.to_string())
        }
        OpenError::Random => (ErrorCode::Internal, error.to_string()),
    };
    AppError {
        code,
        message,
        retryable: true,
        correlator: None,
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Core").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_failure_is_told_and_then_tried_again() {
        let tries = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&tries);
        let core = Core::open(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            Box::pin(async { Err(OpenError::InUse) })
        });
        for expected in 1..=3 {
            let error = core.portal().await.unwrap_err();
            assert_eq!(error.code, ErrorCode::FolderInUse);
            assert_eq!(tries.load(Ordering::SeqCst), expected);
        }
    }
}
