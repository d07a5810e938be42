//! How a call can fail; what matters most is whether anything was sent.

use std::time::Duration;

use crate::{Inexpressible, SecretError};

/// A failed call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// Nothing reached the operator's API; the same call may be made again.
    #[error("nothing was sent: {0}")]
    NotSent(NotSent),
    /// It was sent, and no whole answer came back.
    #[error("sent, and the outcome is not known: {reason}")]
    Unanswered {
        /// What happened instead.
        reason: String,
        /// Whether a time limit ended the wait.
        timed_out: bool,
        /// The correlator that was sent.
        correlator: String,
    },
    /// The operator answered with an error.
    #[error("the operator answered {} {}", .0.status, .0.code)]
    Refused(Refusal),
    /// The operator answered with something that cannot be understood.
    #[error("the answer (status {status}) could not be understood: {reason}")]
    Undecodable {
        /// HTTP status.
        status: u16,
        /// What is wrong with it, without its content.
        reason: String,
        /// The correlator.
        correlator: String,
    },
    /// The person cancelled it.
    #[error("cancelled")]
    Cancelled,
}

/// Why nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Name not found, connection refused or timed out.
    #[error("cannot reach {host}")]
    Unreachable {
        /// Host and port.
        host: String,
    },
    /// Certificate or TLS version refused.
    #[error("the TLS connection to {host} was refused")]
    Tls {
        /// Host and port.
        host: String,
    },
    /// Neither https nor on this computer.
    #[error("the address is not https")]
    Insecure,
    /// The profile's own certificates cannot be read.
    #[error("the profile's certificates cannot be read")]
    Certificates,
    /// The discovery document is not to be trusted.
    #[error("discovery: {0}")]
    Discovery(#[from] DiscoveryFault),
    /// No secret to authenticate with.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// The token endpoint gave no token.
    #[error("no token: {0}")]
    Token(TokenRefusal),
    /// The operator's API has no words for what was asked.
    #[error(transparent)]
    Inexpressible(#[from] Inexpressible),
    /// The operator asked to wait, and the time is not over.
    #[error("the operator asked to wait {} s", .0.as_secs())]
    Waiting(Duration),
}

/// Why a discovery document is not followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryFault {
    /// It is none.
    #[error("{0}")]
    Unusable(String),
    /// It is of another issuer than its address says.
    #[error("the document is of another issuer than its address")]
    Issuer,
    /// Its token endpoint is on another host, which nobody has approved.
    #[error("its token endpoint is at {0}, which was not approved")]
    OtherHost(String),
}

/// How the token endpoint refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenRefusal {
    /// `invalid_client`, 401.
    #[error("the client id, its secret or its key is not accepted")]
    InvalidClient,
    /// `invalid_scope`.
    #[error("the scopes are not granted")]
    InvalidScope,
    /// It gives no plain bearer tokens, only such as are bound to a key (DPoP, RFC 9449).
    #[error("it asks for tokens that are bound to a key (DPoP), which the portal does not support")]
    BoundToKey,
    /// Any other OAuth error, its code.
    #[error("{0}")]
    Other(String),
    /// 5xx, or not an OAuth answer at all.
    #[error("the token endpoint has a fault: {0}")]
    Fault(String),
    /// A token the app cannot use, of another type than Bearer for instance.
    #[error("the token cannot be used: {0}")]
    Unusable(String),
}

/// An error the operator answered (CAMARA `ErrorInfo`, or what there was of it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The code; empty where there was none.
    pub code: String,
    /// The operator's own words, plain text, 512 characters at most.
    pub message: String,
    /// The correlator.
    pub correlator: String,
    /// How long the operator asks to wait.
    pub retry_after: Option<Duration>,
    /// The scope the call needs, for 403.
    pub scope: &'static str,
    /// Whether it came as a web page: of a gateway, and not of the API.
    pub is_page: bool,
}

impl Refusal {
    /// Whether the operator says that it has no such network. A gateway that has lost its way
    /// to the API answers 404 too, and knows nothing of networks.
    #[must_use]
    pub const fn is_absence(&self) -> bool {
        matches!(self.status, 404 | 410) && !self.is_page
    }
}
