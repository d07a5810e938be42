//! Every refusal of the APIs, in the CAMARA form `ErrorInfo`.
//!
//! The codes are those of Commonalities r4.3; Site-to-Cloud VPN has some older ones.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use camara::request::{Violation, ViolationKind};
use serde::Serialize;

use crate::{
    backbone::{Refusal, RefusalKind},
    dialect::Dialect,
    limits::TooManyRequests,
    notifications::InvalidSink,
    random::NoRandomness,
    storage::StorageError,
};

/// Longest `message`, in characters.
pub(crate) const LONGEST_MESSAGE: usize = 512;

/// Why a request is not answered with what it asked for.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Syntax or schema.
    InvalidArgument(String),
    /// A value beyond what the operator takes.
    OutOfRange(String),
    /// A body over the limit. The connection is closed, because the rest of the body is on it.
    TooLarge,
    /// No valid token; one message whatever the cause.
    Unauthenticated,
    /// The token lacks a scope, or the request comes from where none is taken.
    PermissionDenied(String),
    /// An unknown path or network.
    NotFound(&'static str),
    MethodNotAllowed,
    NotAcceptable,
    UnsupportedMediaType,
    /// The network's state does not allow it.
    IncompatibleState(&'static str),
    /// An idempotency key with another body.
    IdempotencyKeyReused,
    /// The order's sink, or its credential, is not taken.
    Sink(InvalidSink),
    /// The network cannot be built so.
    Refused(Refusal),
    /// The client asks too often.
    TooManyRequests(TooManyRequests),
    /// The client has as many networks as it may have.
    QuotaExceeded,
    /// The operator's own trouble; the cause is logged and not told.
    Internal,
}

/// The body (`ErrorInfo`).
#[derive(Serialize)]
struct ErrorInfo {
    status: u16,
    code: &'static str,
    message: String,
}

impl Failure {
    pub(crate) fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::InvalidArgument(_) | Self::TooLarge => {
                (StatusCode::BAD_REQUEST, "INVALID_ARGUMENT")
            }
            Self::OutOfRange(_) => (StatusCode::BAD_REQUEST, "OUT_OF_RANGE"),
            Self::Unauthenticated => (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED"),
            Self::PermissionDenied(_) => (StatusCode::FORBIDDEN, "PERMISSION_DENIED"),
            Self::NotFound(_) => (StatusCode::NOT_FOUND, "NOT_FOUND"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED"),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE"),
            Self::UnsupportedMediaType => {
                (StatusCode::UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE")
            }
            Self::IncompatibleState(_) => (StatusCode::CONFLICT, "INCOMPATIBLE_STATE"),
            Self::IdempotencyKeyReused => (
                StatusCode::UNPROCESSABLE_ENTITY,
                "MULTI_POINT_VPN.IDEMPOTENCY_KEY_REUSED",
            ),
            Self::Sink(sink) => sink.status_and_code(),
            Self::Refused(refusal) => (StatusCode::UNPROCESSABLE_ENTITY, code_of(refusal.kind)),
            Self::TooManyRequests(_) => (StatusCode::TOO_MANY_REQUESTS, "TOO_MANY_REQUESTS"),
            Self::QuotaExceeded => (StatusCode::TOO_MANY_REQUESTS, "QUOTA_EXCEEDED"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL"),
        }
    }

    pub(crate) fn message(self) -> String {
        let message = match self {
            Self::InvalidArgument(message)
            | Self::OutOfRange(message)
            | Self::PermissionDenied(message) => message,
            Self::Sink(sink) => sink.to_string(),
            Self::Refused(refusal) => refusal.reason,
            Self::NotFound(message) | Self::IncompatibleState(message) => message.to_owned(),
            Self::TooLarge => "The body is larger than 1 MiB.".to_owned(),
            Self::Unauthenticated => {
                "Request not authenticated due to missing, invalid, or expired credentials. A new \
                 authentication is required."
                    .to_owned()
            }
            Self::MethodNotAllowed => "The method is not known for this resource.".to_owned(),
            Self::NotAcceptable => "Answers are in application/json only.".to_owned(),
            Self::UnsupportedMediaType => "The body is not of a media type taken here.".to_owned(),
            Self::IdempotencyKeyReused => {
                "This idempotency key was used with another body.".to_owned()
            }
            Self::TooManyRequests(TooManyRequests { retry_after }) => {
                format!("Too many requests. Ask again in {retry_after} s.")
            }
            Self::QuotaExceeded => {
                "You have as many networks as you may have. Delete one first.".to_owned()
            }
            Self::Internal => "The operator could not process the request.".to_owned(),
        };
        message.chars().take(LONGEST_MESSAGE).collect()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.worded(Dialect::MultiPointVpn)
    }
}

impl Failure {
    /// Its status and code in an API.
    pub(crate) fn coded(&self, dialect: Dialect) -> (StatusCode, &'static str) {
        match dialect {
            Dialect::MultiPointVpn => self.status_and_code(),
            // Sinks are an addition to that API: what is wrong with one has its own code.
            Dialect::SiteToCloudVpn if matches!(self, Self::Sink(_)) => self.status_and_code(),
            Dialect::SiteToCloudVpn => of_site_to_cloud(self.status_and_code()),
        }
    }

    /// The answer, with the codes of an API.
    pub(crate) fn worded(self, dialect: Dialect) -> Response {
        let (status, code) = self.coded(dialect);
        let extra = match &self {
            Self::Unauthenticated => {
                Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")))
            }
            Self::TooLarge => Some((header::CONNECTION, HeaderValue::from_static("close"))),
            Self::TooManyRequests(TooManyRequests { retry_after }) => {
                Some((header::RETRY_AFTER, HeaderValue::from(*retry_after)))
            }
            Self::InvalidArgument(_)
            | Self::OutOfRange(_)
            | Self::PermissionDenied(_)
            | Self::NotFound(_)
            | Self::MethodNotAllowed
            | Self::NotAcceptable
            | Self::UnsupportedMediaType
            | Self::IncompatibleState(_)
            | Self::IdempotencyKeyReused
            | Self::Sink(_)
            | Self::Refused(_)
            | Self::QuotaExceeded
            | Self::Internal => None,
        };
        let info = ErrorInfo {
            status: status.as_u16(),
            code,
            message: self.message(),
        };
        let mut response = (status, Json(info)).into_response();
        if let Some((name, value)) = extra {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl From<Violation> for Failure {
    fn from(violation: Violation) -> Self {
        let message = violation.to_string();
        match violation.kind {
            ViolationKind::InvalidArgument => Self::InvalidArgument(message),
            ViolationKind::OutOfRange => Self::OutOfRange(message),
        }
    }
}

impl From<TooManyRequests> for Failure {
    fn from(refused: TooManyRequests) -> Self {
        Self::TooManyRequests(refused)
    }
}

impl From<InvalidSink> for Failure {
    fn from(sink: InvalidSink) -> Self {
        Self::Sink(sink)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the database failed"
        );
        Self::Internal
    }
}

impl From<NoRandomness> for Failure {
    fn from(error: NoRandomness) -> Self {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "no identifier could be made"
        );
        Self::Internal
    }
}

/// Site-to-Cloud VPN 0.1 has one code for each status. It knows no 422: an order that cannot
/// be met is a wrong input there.
fn of_site_to_cloud((status, code): (StatusCode, &'static str)) -> (StatusCode, &'static str) {
    match status {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => {
            (StatusCode::BAD_REQUEST, "INVALID_INPUT")
        }
        StatusCode::UNAUTHORIZED => (status, "AUTHENTICATION_REQUIRED"),
        StatusCode::CONFLICT => (status, "CONFLICT"),
        _ => (status, code),
    }
}

const fn code_of(kind: RefusalKind) -> &'static str {
    match kind {
        RefusalKind::LevelRule => "SERVICE_NOT_APPLICABLE",
        RefusalKind::OutOfReach => "MULTI_POINT_VPN.SERVICEAREA_NOT_SUPPORTED",
        RefusalKind::Capacity => "MULTI_POINT_VPN.RESOURCES_INSUFFICIENT",
    }
}
