//! The one table from an error code to its severity, its sentence and the next step.

use contract::{AppError, ErrorCode};

use crate::i18n::TextKey;

/// How much a message matters; the value of `data-severity`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Severity {
    /// Good to know.
    Info,
    /// Something went well.
    Success,
    /// Something needs a look.
    Warning,
    /// Something failed.
    Error,
}

impl Severity {
    /// The value of `data-severity`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// Whether a screen reader is interrupted for it.
    #[must_use]
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::Error)
    }
}

/// Where the next step can be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The operators and their credentials.
    Settings,
    /// The sessions and open orders.
    Sessions,
    /// The record of calls.
    Activity,
}

impl Place {
    /// Its route.
    #[must_use]
    pub const fn route(self) -> &'static str {
        match self {
            Self::Settings => "/settings",
            Self::Sessions => "/sessions",
            Self::Activity => "/activity",
        }
    }

    /// The words of the link there.
    #[must_use]
    pub const fn label(self) -> TextKey {
        match self {
            Self::Settings => TextKey("error-open-settings"),
            Self::Sessions => TextKey("error-open-sessions"),
            Self::Activity => TextKey("error-open-activity"),
        }
    }
}

/// What a failure means to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// How much it matters.
    pub severity: Severity,
    /// What happened.
    pub sentence: TextKey,
    /// What to do next.
    pub next_step: TextKey,
    /// Where to do it, where that is elsewhere.
    pub place: Option<Place>,
}

/// What `code` means to a person.
#[must_use]
pub const fn explain(code: ErrorCode) -> Explanation {
    use Place::{Activity, Sessions, Settings};
    use Severity::{Error, Info, Warning};
    let (severity, sentence, next_step, place) = match code {
        ErrorCode::InvalidInput => (
            Error,
            "error-invalid-input",
            "error-invalid-input-next",
            None,
        ),
        ErrorCode::NotFound => (Warning, "error-not-found", "error-not-found-next", None),
        ErrorCode::EditConflict => (
            Warning,
            "error-edit-conflict",
            "error-edit-conflict-next",
            None,
        ),
        ErrorCode::NoOperator => (
            Warning,
            "error-no-operator",
            "error-no-operator-next",
            Some(Settings),
        ),
        ErrorCode::SecretMissing => (
            Error,
            "error-secret-missing",
            "error-secret-missing-next",
            Some(Settings),
        ),
        ErrorCode::InsecureAddress => (
            Error,
            "error-insecure-address",
            "error-insecure-address-next",
            Some(Settings),
        ),
        ErrorCode::Unreachable => (
            Error,
            "error-unreachable",
            "error-unreachable-next",
            Some(Settings),
        ),
        ErrorCode::SandboxFailed => (
            Error,
            "error-sandbox-failed",
            "error-sandbox-failed-next",
            None,
        ),
        ErrorCode::TlsRefused => (Error, "error-tls-refused", "error-tls-refused-next", None),
        ErrorCode::TimedOut => (Error, "error-timed-out", "error-timed-out-next", None),
        ErrorCode::BadAnswer => (
            Error,
            "error-bad-answer",
            "error-bad-answer-next",
            Some(Activity),
        ),
        ErrorCode::InvalidClient => (
            Error,
            "error-invalid-client",
            "error-invalid-client-next",
            Some(Settings),
        ),
        ErrorCode::InvalidScope => (
            Error,
            "error-invalid-scope",
            "error-invalid-scope-next",
            None,
        ),
        ErrorCode::Unauthenticated => (
            Error,
            "error-unauthenticated",
            "error-unauthenticated-next",
            Some(Settings),
        ),
        ErrorCode::PermissionDenied => (
            Error,
            "error-permission-denied",
            "error-permission-denied-next",
            None,
        ),
        ErrorCode::RequestRefused => (
            Error,
            "error-request-refused",
            "error-request-refused-next",
            None,
        ),
        ErrorCode::OperatorNotFound => (
            Error,
            "error-operator-not-found",
            "error-operator-not-found-next",
            None,
        ),
        ErrorCode::OperatorConflict => (
            Warning,
            "error-operator-conflict",
            "error-operator-conflict-next",
            None,
        ),
        ErrorCode::AlreadyExists => (
            Warning,
            "error-already-exists",
            "error-already-exists-next",
            Some(Sessions),
        ),
        ErrorCode::NotPossible => (
            Warning,
            "error-not-possible",
            "error-not-possible-next",
            None,
        ),
        ErrorCode::RateLimited => (
            Warning,
            "error-rate-limited",
            "error-rate-limited-next",
            None,
        ),
        ErrorCode::QuotaExceeded => (
            Error,
            "error-quota-exceeded",
            "error-quota-exceeded-next",
            None,
        ),
        ErrorCode::OperatorFault => (
            Error,
            "error-operator-fault",
            "error-operator-fault-next",
            None,
        ),
        ErrorCode::OutcomeUnknown => (
            Warning,
            "error-outcome-unknown",
            "error-outcome-unknown-next",
            Some(Sessions),
        ),
        ErrorCode::KeyringMissing => (
            Warning,
            "error-keyring-missing",
            "error-keyring-missing-next",
            None,
        ),
        ErrorCode::KeyringLocked => (
            Warning,
            "error-keyring-locked",
            "error-keyring-locked-next",
            None,
        ),
        ErrorCode::KeyringDismissed => (
            Warning,
            "error-keyring-dismissed",
            "error-keyring-dismissed-next",
            None,
        ),
        ErrorCode::KeyringStopped => (
            Warning,
            "error-keyring-stopped",
            "error-keyring-stopped-next",
            None,
        ),
        ErrorCode::Cancelled => (Info, "error-cancelled", "error-cancelled-next", None),
        ErrorCode::StorageFailed => (
            Error,
            "error-storage-failed",
            "error-storage-failed-next",
            Some(Settings),
        ),
        ErrorCode::FolderInUse => (
            Warning,
            "error-folder-in-use",
            "error-folder-in-use-next",
            None,
        ),
        ErrorCode::Internal => (Error, "error-internal", "error-internal-next", None),
    };
    Explanation {
        severity,
        sentence: TextKey(sentence),
        next_step: TextKey(next_step),
        place,
    }
}

/// What happened, with the detail that only the core or the operator knows, in one line.
#[must_use]
pub fn in_words(error: &AppError) -> String {
    let sentence = explain(error.code).sentence.text();
    // The core's word for what is missing adds nothing to what the person just pressed.
    if error.message.is_empty() || error.code == ErrorCode::NotFound {
        sentence
    } else {
        crate::t!(
            "error-with-detail",
            sentence = sentence,
            detail = error.message.clone()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_says_what_happened_and_what_to_do() {
        for code in ErrorCode::ALL {
            let explanation = explain(code);
            for key in [explanation.sentence, explanation.next_step] {
                assert_ne!(key.text(), key.0, "{code:?} has no text for {}", key.0);
            }
            assert_eq!(explanation.sentence.0, format!("error-{}", code.as_str()));
        }
    }

    #[test]
    fn the_detail_follows_the_sentence() {
        let error = AppError {
            code: ErrorCode::NotPossible,
            message: "No path to Oslo".to_owned(),
            retryable: false,
            correlator: None,
        };
        assert!(in_words(&error).ends_with("No path to Oslo"));
    }
}
