//! The bridge to the core: the only place in the interface that says `invoke`.

mod bridge;
mod events;
mod pending;
#[cfg(target_arch = "wasm32")]
mod value;

use contract::{AppError, Command, ErrorCode};

pub use bridge::{Answer, Question, ask, fill_screen, question, read};
pub use events::listen;
pub use pending::Pending;

/// Sends one command and gives its answer.
///
/// While it runs, it counts in `<html data-pending>`.
///
/// # Errors
/// What the core answered, or [`ErrorCode::Internal`] where the bridge itself failed.
pub async fn call<C: Command>(request: C::Request) -> Result<C::View, AppError> {
    read::<C>(ask(question::<C>(request)).await)
}

/// A failure of the bridge, never of an operator.
fn internal(message: impl Into<String>) -> AppError {
    AppError {
        code: ErrorCode::Internal,
        message: message.into(),
        retryable: false,
        correlator: None,
    }
}
