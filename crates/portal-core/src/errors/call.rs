//! A failed call to an operator in the window's terms.

use std::time::Duration;

use contract::{AppError, ErrorCode};
use operator_client::{CallError, NotSent, Refusal, SecretError, TokenRefusal};

use super::plain;

/// A failed call in the window's terms.
pub(super) fn told(error: &CallError) -> AppError {
    match error {
        CallError::NotSent(reason) => not_sent(reason),
        CallError::Unanswered {
            reason,
            timed_out,
            correlator,
        } => AppError {
            correlator: Some(correlator.clone()),
            ..plain(
                if *timed_out {
                    ErrorCode::TimedOut
                } else {
                    ErrorCode::BadAnswer
                },
                // Of a time that ran out the window has words of its own.
                if *timed_out {
                    String::new()
                } else {
                    reason.clone()
                },
                true,
            )
        },
        CallError::Refused(refusal) => refused(refusal),
        CallError::Undecodable {
            status,
            reason,
            correlator,
        } => AppError {
            correlator: Some(correlator.clone()),
            ..plain(
                ErrorCode::BadAnswer,
                format!("status {status}: {reason}"),
                true,
            )
        },
        CallError::Cancelled => plain(ErrorCode::Cancelled, String::new(), true),
    }
}

fn not_sent(reason: &NotSent) -> AppError {
    match reason {
        NotSent::Unreachable { host } => plain(ErrorCode::Unreachable, host_text(host), true),
        NotSent::Tls { host } => plain(ErrorCode::TlsRefused, host_text(host), false),
        NotSent::Insecure => plain(ErrorCode::InsecureAddress, String::new(), false),
        NotSent::Secret(error) => match error {
            SecretError::Absent => plain(ErrorCode::SecretMissing, String::new(), false),
            SecretError::KeyringMissing => plain(ErrorCode::KeyringMissing, String::new(), true),
            SecretError::KeyringLocked => plain(ErrorCode::KeyringLocked, String::new(), true),
            SecretError::KeyringDismissed => {
                plain(ErrorCode::KeyringDismissed, String::new(), true)
            }
            SecretError::KeyringStopped => plain(ErrorCode::KeyringStopped, String::new(), true),
        },
        NotSent::Certificates | NotSent::Inexpressible(_) => {
            plain(ErrorCode::InvalidInput, reason.to_string(), false)
        }
        NotSent::Discovery(fault) => {
            let message = format!("The discovery document: {fault}");
            plain(ErrorCode::BadAnswer, message, false)
        }
        NotSent::Token(refusal) => token(refusal),
        NotSent::Waiting(wait) => plain(ErrorCode::RateLimited, wait_text(*wait), true),
    }
}

fn token(refusal: &TokenRefusal) -> AppError {
    match refusal {
        TokenRefusal::InvalidClient => plain(ErrorCode::InvalidClient, String::new(), false),
        TokenRefusal::InvalidScope => plain(ErrorCode::InvalidScope, String::new(), false),
        TokenRefusal::BoundToKey => plain(ErrorCode::InvalidClient, refusal.to_string(), false),
        TokenRefusal::Other(code) => plain(ErrorCode::InvalidClient, code.clone(), false),
        TokenRefusal::Fault(reason) => plain(ErrorCode::OperatorFault, reason.clone(), true),
        TokenRefusal::Unusable(reason) => plain(ErrorCode::BadAnswer, reason.clone(), false),
    }
}

fn refused(refusal: &Refusal) -> AppError {
    let (code, retryable) = match refusal.status {
        401 => (ErrorCode::Unauthenticated, false),
        403 => (ErrorCode::PermissionDenied, false),
        404 => (ErrorCode::OperatorNotFound, false),
        408 => (ErrorCode::TimedOut, true),
        409 if exists_already(refusal) => (ErrorCode::AlreadyExists, false),
        409 => (ErrorCode::OperatorConflict, true),
        422 => (ErrorCode::NotPossible, false),
        429 if refusal.code == "QUOTA_EXCEEDED" => (ErrorCode::QuotaExceeded, false),
        429 => (ErrorCode::RateLimited, true),
        400..=499 => (ErrorCode::RequestRefused, false),
        500..=599 => (ErrorCode::OperatorFault, true),
        _ => (ErrorCode::BadAnswer, false),
    };
    let message = match (code, refusal.retry_after) {
        (ErrorCode::RateLimited, Some(wait)) => wait_text(wait),
        (ErrorCode::PermissionDenied, _) if refusal.message.is_empty() => refusal.scope.to_owned(),
        (ErrorCode::PermissionDenied, _) if refusal.message.contains(refusal.scope) => {
            refusal.message.clone()
        }
        (ErrorCode::PermissionDenied, _) => format!("{} ({})", refusal.message, refusal.scope),
        _ if !refusal.message.is_empty() => refusal.message.clone(),
        _ if !refusal.code.is_empty() => refusal.code.clone(),
        _ => status_text(refusal.status),
    };
    AppError {
        correlator: Some(refusal.correlator.clone()),
        ..plain(code, message, retryable)
    }
}

/// Whether what was to be made is there. `CONFLICT` is the older word for it, and for other
/// conflicts too: of an order it can only mean this.
fn exists_already(refusal: &Refusal) -> bool {
    let is_order = refusal.scope.ends_with(":network:create");
    match refusal.code.as_str() {
        "ALREADY_EXISTS" => true,
        "CONFLICT" => is_order,
        _ => false,
    }
}

/// What there is to say of an answer that says nothing.
fn status_text(status: u16) -> String {
    match status {
        407 | 511 => format!("HTTP {status}: a proxy on the way asks for a sign-in"),
        _ => format!("HTTP {status}"),
    }
}

fn host_text(host: &str) -> String {
    format!("Host: {host}")
}

fn wait_text(wait: Duration) -> String {
    format!("{} s", wait.as_secs().max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::{Failure, tests::are_told};

    fn refusal(status: u16, code: &str) -> Failure {
        Failure::Call(CallError::Refused(Refusal {
            status,
            code: code.to_owned(),
            message: "the operator's words".to_owned(),
            correlator: "corr".to_owned(),
            retry_after: Some(Duration::from_secs(120)),
            scope: "multi-point-vpn:network:create",
            is_page: false,
        }))
    }

    fn unsent(reason: NotSent) -> Failure {
        reason.into()
    }

    #[test]
    fn every_failed_call_has_its_code() {
        let host = || "operator.example:443".to_owned();
        let table = [
            (
                unsent(NotSent::Unreachable { host: host() }),
                ErrorCode::Unreachable,
                true,
            ),
            (
                unsent(NotSent::Tls { host: host() }),
                ErrorCode::TlsRefused,
                false,
            ),
            (unsent(NotSent::Insecure), ErrorCode::InsecureAddress, false),
            (
                unsent(SecretError::Absent.into()),
                ErrorCode::SecretMissing,
                false,
            ),
            (
                unsent(SecretError::KeyringMissing.into()),
                ErrorCode::KeyringMissing,
                true,
            ),
            (
                unsent(SecretError::KeyringLocked.into()),
                ErrorCode::KeyringLocked,
                true,
            ),
            (
                unsent(SecretError::KeyringDismissed.into()),
                ErrorCode::KeyringDismissed,
                true,
            ),
            (
                unsent(NotSent::Token(TokenRefusal::InvalidClient)),
                ErrorCode::InvalidClient,
                false,
            ),
            (
                unsent(NotSent::Token(TokenRefusal::InvalidScope)),
                ErrorCode::InvalidScope,
                false,
            ),
            (
                unsent(NotSent::Token(TokenRefusal::Fault(host()))),
                ErrorCode::OperatorFault,
                true,
            ),
            (
                unsent(NotSent::Token(TokenRefusal::Unusable(host()))),
                ErrorCode::BadAnswer,
                false,
            ),
            (
                unsent(NotSent::Waiting(Duration::from_secs(9))),
                ErrorCode::RateLimited,
                true,
            ),
            (
                refusal(400, "INVALID_ARGUMENT"),
                ErrorCode::RequestRefused,
                false,
            ),
            (
                refusal(401, "UNAUTHENTICATED"),
                ErrorCode::Unauthenticated,
                false,
            ),
            (
                refusal(403, "PERMISSION_DENIED"),
                ErrorCode::PermissionDenied,
                false,
            ),
            (
                refusal(404, "NOT_FOUND"),
                ErrorCode::OperatorNotFound,
                false,
            ),
            (refusal(409, "ABORTED"), ErrorCode::OperatorConflict, true),
            (
                refusal(409, "ALREADY_EXISTS"),
                ErrorCode::AlreadyExists,
                false,
            ),
            (refusal(409, "CONFLICT"), ErrorCode::AlreadyExists, false),
            (refusal(415, ""), ErrorCode::RequestRefused, false),
            (
                refusal(422, "SERVICE_NOT_APPLICABLE"),
                ErrorCode::NotPossible,
                false,
            ),
            (
                refusal(429, "TOO_MANY_REQUESTS"),
                ErrorCode::RateLimited,
                true,
            ),
            (
                refusal(429, "QUOTA_EXCEEDED"),
                ErrorCode::QuotaExceeded,
                false,
            ),
            (refusal(503, "UNAVAILABLE"), ErrorCode::OperatorFault, true),
            (refusal(302, ""), ErrorCode::BadAnswer, false),
            (
                Failure::Call(CallError::Cancelled),
                ErrorCode::Cancelled,
                true,
            ),
        ];
        are_told(table);
    }

    #[test]
    fn a_rate_limit_says_how_long_and_a_missing_permission_names_the_scope() {
        assert_eq!(AppError::from(refusal(429, "")).message, "120 s");
        let denied = AppError::from(refusal(403, ""));
        assert!(denied.message.contains("multi-point-vpn:network:create"));
        assert_eq!(denied.correlator.as_deref(), Some("corr"));
    }

    #[test]
    fn an_answer_that_says_nothing_is_told_by_its_status() {
        let silent = |status| {
            let Failure::Call(CallError::Refused(refusal)) = refusal(status, "") else {
                unreachable!("it is one");
            };
            let message = String::new();
            AppError::from(Failure::Call(CallError::Refused(Refusal {
                message,
                ..refusal
            })))
        };
        assert_eq!(silent(413).message, "HTTP 413");
        assert_eq!(silent(503).message, "HTTP 503");
        assert!(silent(407).message.contains("proxy"));
    }
}
