//! Every failure inside the core, and the one mapping of them to what the window gets.

mod call;
mod said;

pub(crate) use said::said;

use std::{io, time::Duration};

use contract::{AppError, ErrorCode};
use operator_client::{CallError, NotSent};

use crate::{secrets::KeyringError, storage::StorageError};

/// Longest message that reaches the window, in characters.
const MAX_MESSAGE: usize = 512;
/// What there is to say where settings lead elsewhere.
const ELSEWHERE: &str = "The operator's settings lead elsewhere now than when this was ordered. \
                         Set them back to go on.";

/// A failed command, before it is put into the window's terms.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A call to the operator failed.
    #[error(transparent)]
    Call(#[from] CallError),
    /// A call that changes something was sent, and its outcome is not known.
    #[error("the outcome is not known")]
    OutcomeUnknown(#[source] CallError),
    /// The keyring failed.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The data folder failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A file could not be written.
    #[error("the file could not be written")]
    File(#[from] io::Error),
    /// A file could not be read.
    #[error("the file could not be read")]
    Unread(#[source] io::Error),
    /// Something typed is wrong; the text says what. It may repeat what was typed, which belongs in no log.
    #[error("what was typed is refused")]
    Input(String),
    /// The person may not do that; the text is the missing scope, or says who may.
    #[error("not permitted: {0}")]
    NotPermitted(String),
    /// The thing is not on this computer.
    #[error("{0} is not there")]
    NotFound(&'static str),
    /// The design was changed in the meantime.
    #[error("the design was changed in the meantime")]
    EditConflict,
    /// The operator's profile leads to another one than this was meant for.
    #[error("{ELSEWHERE}")]
    Elsewhere,
    /// No operator is connected.
    #[error("no operator is connected")]
    NoOperator,
    /// The built-in operator does not run.
    #[error("the built-in operator does not run: {0}")]
    Embedded(String),
    /// It is in the window's terms already.
    #[error("{}", .0.code.as_str())]
    Reported(AppError),
    /// The app is closing, or made a mistake of its own.
    #[error("{0}")]
    Internal(&'static str),
}

impl Failure {
    /// Whether this surely reached nobody, and may do so a little later.
    pub(crate) fn is_passing(&self) -> bool {
        let Self::Call(error) = self else {
            return false;
        };
        matches!(
            call::told(error).code,
            ErrorCode::RateLimited
                | ErrorCode::Unreachable
                | ErrorCode::KeyringLocked
                | ErrorCode::KeyringDismissed
                | ErrorCode::KeyringStopped
        )
    }

    /// For how long the operator asked to be left alone.
    pub(crate) const fn asked_wait(&self) -> Option<Duration> {
        if let Self::Call(error) = self {
            asked_wait(error)
        } else {
            None
        }
    }
}

/// For how long a call's answer asks to leave the operator alone.
pub(crate) const fn asked_wait(error: &CallError) -> Option<Duration> {
    match error {
        CallError::NotSent(NotSent::Waiting(wait)) => Some(*wait),
        CallError::Refused(refusal) => refusal.retry_after,
        CallError::NotSent(_)
        | CallError::Unanswered { .. }
        | CallError::Undecodable { .. }
        | CallError::Cancelled => None,
    }
}

impl From<NotSent> for Failure {
    fn from(reason: NotSent) -> Self {
        Self::Call(CallError::NotSent(reason))
    }
}

impl From<Failure> for AppError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Call(error) => call::told(&error),
            Failure::OutcomeUnknown(error) => AppError {
                code: ErrorCode::OutcomeUnknown,
                retryable: false,
                ..call::told(&error)
            },
            Failure::Keyring(KeyringError::TooLarge) => plain(
                ErrorCode::InvalidInput,
                "The secret is too large to be kept.".to_owned(),
                false,
            ),
            // Its code says everything that there is to say.
            Failure::Keyring(error) => plain(keyring_code(error), String::new(), true),
            Failure::Unread(_) => plain(ErrorCode::InvalidInput, failure.to_string(), true),
            Failure::Storage(_) | Failure::File(_) => {
                plain(ErrorCode::StorageFailed, failure.to_string(), true)
            }
            Failure::Input(message) => plain(ErrorCode::InvalidInput, message, false),
            Failure::NotPermitted(what) => plain(ErrorCode::PermissionDenied, what, false),
            Failure::NotFound(what) => plain(ErrorCode::NotFound, what.to_owned(), false),
            Failure::EditConflict => plain(ErrorCode::EditConflict, String::new(), false),
            Failure::Elsewhere => plain(ErrorCode::InvalidInput, ELSEWHERE.to_owned(), false),
            Failure::NoOperator => plain(ErrorCode::NoOperator, String::new(), false),
            Failure::Embedded(message) => plain(ErrorCode::SandboxFailed, message, true),
            Failure::Reported(error) => error,
            Failure::Internal(message) => plain(ErrorCode::Internal, message.to_owned(), false),
        }
    }
}

const fn keyring_code(error: KeyringError) -> ErrorCode {
    match error {
        KeyringError::Missing => ErrorCode::KeyringMissing,
        KeyringError::Locked => ErrorCode::KeyringLocked,
        KeyringError::Dismissed => ErrorCode::KeyringDismissed,
        KeyringError::Stopped => ErrorCode::KeyringStopped,
        KeyringError::TooLarge => ErrorCode::InvalidInput,
    }
}

fn plain(code: ErrorCode, message: String, retryable: bool) -> AppError {
    AppError {
        code,
        message: message.chars().take(MAX_MESSAGE).collect(),
        retryable,
        correlator: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails unless each failure has that code, and is worth a repeat or not.
    pub(super) fn are_told<const N: usize>(table: [(Failure, ErrorCode, bool); N]) {
        for (failure, code, retryable) in table {
            let text = failure.to_string();
            let error = AppError::from(failure);
            assert_eq!((error.code, error.retryable), (code, retryable), "{text}");
        }
    }

    #[test]
    fn every_failure_of_the_app_itself_has_its_code() {
        let table = [
            (
                Failure::OutcomeUnknown(CallError::Cancelled),
                ErrorCode::OutcomeUnknown,
                false,
            ),
            (
                KeyringError::Missing.into(),
                ErrorCode::KeyringMissing,
                true,
            ),
            (KeyringError::Locked.into(), ErrorCode::KeyringLocked, true),
            (
                KeyringError::Dismissed.into(),
                ErrorCode::KeyringDismissed,
                true,
            ),
            (
                KeyringError::Stopped.into(),
                ErrorCode::KeyringStopped,
                true,
            ),
            (
                KeyringError::TooLarge.into(),
                ErrorCode::InvalidInput,
                false,
            ),
            (
                Failure::Storage(StorageError::Closed),
                ErrorCode::StorageFailed,
                true,
            ),
            (
                Failure::Input("name".to_owned()),
                ErrorCode::InvalidInput,
                false,
            ),
            (Failure::NotFound("quote"), ErrorCode::NotFound, false),
            (Failure::EditConflict, ErrorCode::EditConflict, false),
            (Failure::Elsewhere, ErrorCode::InvalidInput, false),
            (Failure::NoOperator, ErrorCode::NoOperator, false),
            (Failure::Internal("closed"), ErrorCode::Internal, false),
        ];
        are_told(table);
    }

    #[test]
    fn what_was_typed_is_in_no_log() {
        let failure = Failure::Input("No secondary address at Limoges plant.".to_owned());
        assert!(!failure.to_string().contains("Limoges"), "{failure}");
        let told = AppError::from(failure);
        assert!(told.message.contains("Limoges"), "the person is told");
    }

    #[test]
    fn a_long_message_is_cut() {
        let error = AppError::from(Failure::Input("ö".repeat(600)));
        assert_eq!(error.message.chars().count(), MAX_MESSAGE);
    }
}
