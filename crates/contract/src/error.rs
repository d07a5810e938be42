//! The one form in which a failure reaches the window.

use serde::{Deserialize, Serialize};

/// What went wrong, as far as the window acts differently on it. The names, in
/// kebab-case, are the published values of the automation attribute `data-code`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// Something typed is wrong; the message says what.
    InvalidInput,
    /// The thing is not on this computer (any more).
    NotFound,
    /// The design was changed in the meantime; the newest one is shown.
    EditConflict,
    /// No operator is connected.
    NoOperator,
    /// The profile has no secret in the keyring.
    SecretMissing,
    /// The address is not https, and not on this computer.
    InsecureAddress,
    /// The operator could not be reached; nothing was sent.
    Unreachable,
    /// The sandbox operator did not start; the message says why.
    SandboxFailed,
    /// The operator's certificate or TLS version was refused.
    TlsRefused,
    /// The operator did not answer in time.
    TimedOut,
    /// The operator's answer could not be understood.
    BadAnswer,
    /// The operator refused the credentials (token endpoint, `invalid_client`).
    InvalidClient,
    /// The operator grants none of the scopes asked for (`invalid_scope`).
    InvalidScope,
    /// 401 with a fresh token: access was revoked.
    Unauthenticated,
    /// 403: a permission is missing.
    PermissionDenied,
    /// 400: the operator found the request wrong.
    RequestRefused,
    /// 404: the operator has no such network.
    OperatorNotFound,
    /// 409: the network is busy or was changed elsewhere.
    OperatorConflict,
    /// 409 `ALREADY_EXISTS`: the operator has what was to be ordered.
    AlreadyExists,
    /// 422: the operator cannot provide this.
    NotPossible,
    /// 429: too many requests; the message says how long to wait.
    RateLimited,
    /// 429 `QUOTA_EXCEEDED`: the contract's limit is reached.
    QuotaExceeded,
    /// 5xx: the operator has a fault.
    OperatorFault,
    /// It was sent, and whether the operator did it is not known.
    OutcomeUnknown,
    /// No keyring on this computer.
    KeyringMissing,
    /// The keyring is locked.
    KeyringLocked,
    /// The person dismissed the keyring's prompt.
    KeyringDismissed,
    /// The keyring worked before in this run, and does not answer any more.
    KeyringStopped,
    /// The person cancelled it.
    Cancelled,
    /// The data folder could not be read or written.
    StorageFailed,
    /// Another instance of the app has the data folder open.
    FolderInUse,
    /// A mistake of the app itself.
    Internal,
}

impl ErrorCode {
    /// Every code, for the published list and for tests.
    pub const ALL: [Self; 32] = [
        Self::InvalidInput,
        Self::NotFound,
        Self::EditConflict,
        Self::NoOperator,
        Self::SecretMissing,
        Self::InsecureAddress,
        Self::Unreachable,
        Self::SandboxFailed,
        Self::TlsRefused,
        Self::TimedOut,
        Self::BadAnswer,
        Self::InvalidClient,
        Self::InvalidScope,
        Self::Unauthenticated,
        Self::PermissionDenied,
        Self::RequestRefused,
        Self::OperatorNotFound,
        Self::OperatorConflict,
        Self::AlreadyExists,
        Self::NotPossible,
        Self::RateLimited,
        Self::QuotaExceeded,
        Self::OperatorFault,
        Self::OutcomeUnknown,
        Self::KeyringMissing,
        Self::KeyringLocked,
        Self::KeyringDismissed,
        Self::KeyringStopped,
        Self::Cancelled,
        Self::StorageFailed,
        Self::FolderInUse,
        Self::Internal,
    ];

    /// The value of the automation attribute `data-code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidInput => "invalid-input",
            Self::NotFound => "not-found",
            Self::EditConflict => "edit-conflict",
            Self::NoOperator => "no-operator",
            Self::SecretMissing => "secret-missing",
            Self::InsecureAddress => "insecure-address",
            Self::Unreachable => "unreachable",
            Self::SandboxFailed => "sandbox-failed",
            Self::TlsRefused => "tls-refused",
            Self::TimedOut => "timed-out",
            Self::BadAnswer => "bad-answer",
            Self::InvalidClient => "invalid-client",
            Self::InvalidScope => "invalid-scope",
            Self::Unauthenticated => "unauthenticated",
            Self::PermissionDenied => "permission-denied",
            Self::RequestRefused => "request-refused",
            Self::OperatorNotFound => "operator-not-found",
            Self::OperatorConflict => "operator-conflict",
            Self::AlreadyExists => "already-exists",
            Self::NotPossible => "not-possible",
            Self::RateLimited => "rate-limited",
            Self::QuotaExceeded => "quota-exceeded",
            Self::OperatorFault => "operator-fault",
            Self::OutcomeUnknown => "outcome-unknown",
            Self::KeyringMissing => "keyring-missing",
            Self::KeyringLocked => "keyring-locked",
            Self::KeyringDismissed => "keyring-dismissed",
            Self::KeyringStopped => "keyring-stopped",
            Self::Cancelled => "cancelled",
            Self::StorageFailed => "storage-failed",
            Self::FolderInUse => "folder-in-use",
            Self::Internal => "internal",
        }
    }
}

/// A failed command. The window has the sentence for each code; `message` adds what
/// only the core knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppError {
    /// What went wrong.
    pub code: ErrorCode,
    /// The operator's own words or the detail in question, shown as plain text, 512
    /// characters at most; empty where there is nothing to add.
    pub message: String,
    /// Whether trying the same again can help.
    pub retryable: bool,
    /// The correlator of the failed call, for the operator's support.
    pub correlator: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_name_is_the_one_on_the_wire() {
        for code in ErrorCode::ALL {
            let wire = serde_json::to_string(&code).unwrap();
            assert_eq!(wire, format!("\"{}\"", code.as_str()));
        }
    }
}
