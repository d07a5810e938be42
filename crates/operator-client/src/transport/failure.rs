//! Why there is no whole answer, and whether anything was sent.

use std::{error::Error, io};

use crate::{CallError, DiscoveryFault, NotSent};

/// An exchange without a whole answer.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Broken {
    /// Nothing was sent.
    #[error(transparent)]
    NotSent(NotSent),
    /// Sent, and no whole answer came back.
    #[error("{reason}")]
    Unanswered {
        /// What happened instead.
        reason: String,
        /// Whether a time limit ended the wait.
        timed_out: bool,
    },
    /// The answer is larger than the limit.
    #[error("the answer is too large")]
    TooLarge {
        /// HTTP status.
        status: u16,
    },
}

impl Broken {
    /// What an error before the answer's headers means.
    pub(crate) fn sending(error: &reqwest::Error, host: String) -> Self {
        if error.is_builder() {
            Self::NotSent(NotSent::Insecure)
        } else if !error.is_connect() {
            // TLS can fail after the handshake too, when the request is long there.
            Self::reading(error)
        } else if is_tls(error) {
            Self::NotSent(NotSent::Tls { host })
        } else {
            Self::NotSent(NotSent::Unreachable { host })
        }
    }

    /// What an error after sending means.
    pub(crate) fn reading(error: &reqwest::Error) -> Self {
        let timed_out = error.is_timeout();
        let reason = if timed_out {
            "no answer in time"
        } else {
            let cause = root_cause(error);
            tracing::debug!(cause, "no whole answer");
            if is_malformed(error, &cause) {
                "it is not written as HTTP answers are"
            } else {
                "the connection broke off before the answer was whole"
            }
        };
        Self::Unanswered {
            reason: reason.to_owned(),
            timed_out,
        }
    }

    /// The same where it was about a way to a token, so that nothing reached the API.
    pub(crate) fn into_not_sent(self) -> NotSent {
        match self {
            Self::NotSent(reason) => reason,
            Self::Unanswered { .. } | Self::TooLarge { .. } => {
                NotSent::Discovery(DiscoveryFault::Unusable(self.to_string()))
            }
        }
    }

    /// The same as the failure of a call.
    pub(crate) fn into_call_error(self, correlator: &str) -> CallError {
        match self {
            Self::NotSent(reason) => CallError::NotSent(reason),
            Self::Unanswered { reason, timed_out } => CallError::Unanswered {
                reason,
                timed_out,
                correlator: correlator.to_owned(),
            },
            Self::TooLarge { status } => CallError::Undecodable {
                status,
                reason: "the answer is too large".to_owned(),
                correlator: correlator.to_owned(),
            },
        }
    }
}

/// Whether a TLS error is among its causes.
fn is_tls(error: &reqwest::Error) -> bool {
    causes(error).any(|cause| cause.is::<rustls::Error>())
}

/// Whether an answer came that is none, rather than too little of it.
fn is_malformed(error: &reqwest::Error, cause: &str) -> bool {
    // The HTTP library's own kinds of error have no other name than their words.
    let cause = cause.to_ascii_lowercase();
    let is_so_called = ["invalid", "too large"]
        .iter()
        .any(|word| cause.contains(word));
    let has_kind = |error: &io::Error| {
        matches!(
            error.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        )
    };
    is_so_called || causes(error).any(|cause| cause.downcast_ref().is_some_and(has_kind))
}

/// The innermost cause. It speaks of sockets and framing; the address with whatever is
/// in its path stays out of it.
fn root_cause(error: &reqwest::Error) -> String {
    causes(error)
        .last()
        .map_or_else(|| "the connection broke".to_owned(), ToString::to_string)
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> + 'a {
    std::iter::successors(error.source(), |&cause| cause_of(cause))
}

/// What is behind `cause`. An I/O error names as its source what is behind the error it
/// carries, and skips that one.
fn cause_of<'a>(cause: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match cause
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        Some(carried) => Some(carried),
        None => cause.source(),
    }
}
