//! Answers of the OAuth server; its refusals are in the form of OAuth and not of CAMARA.

use axum::{
    Json,
    extract::rejection::BytesRejection,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{SandboxState, random::NoRandomness, storage::StorageError};

/// What is told of a client that is unknown, and of one whose secret or signature is wrong.
pub(super) const UNKNOWN_CLIENT: &str = "The client is unknown or its credentials are wrong.";

/// How a client that failed to authenticate is told to.
pub(crate) const CHALLENGE: &str = "Basic realm=\"operator sandbox\"";
/// `Cache-Control` of what the endpoints answer (RFC 6749, 5.1).
pub(crate) const NO_STORE: &str = "no-store";

/// Why a request is refused (RFC 6749, 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// `invalid_request`, with what is wrong.
    InvalidRequest(&'static str),
    /// `invalid_client`, with what is wrong; [`Self::UNKNOWN_CLIENT`] where the client has not
    /// proved anything.
    InvalidClient(&'static str),
    /// `unauthorized_client`, with what the client may not have or do.
    UnauthorizedClient(&'static str),
    /// `unsupported_grant_type`.
    UnsupportedGrantType,
    /// `invalid_scope`.
    InvalidScope,
    /// The operator's own trouble.
    ServerError,
}

impl Refusal {
    pub(crate) const UNKNOWN_CLIENT: Self = Self::InvalidClient(UNKNOWN_CLIENT);

    /// Its status, its code and what it tells people.
    pub(crate) const fn told(self) -> (StatusCode, &'static str, &'static str) {
        match self {
            Self::InvalidRequest(what) => (StatusCode::BAD_REQUEST, "invalid_request", what),
            Self::InvalidClient(what) => (StatusCode::UNAUTHORIZED, "invalid_client", what),
            Self::UnauthorizedClient(what) => {
                (StatusCode::BAD_REQUEST, "unauthorized_client", what)
            }
            Self::UnsupportedGrantType => (
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "Only client_credentials is supported.",
            ),
            Self::InvalidScope => (
                StatusCode::BAD_REQUEST,
                "invalid_scope",
                "A scope that was asked for does not exist.",
            ),
            Self::ServerError => (
                StatusCode::INTERNAL_SERVER_ERROR,
                "server_error",
                "The operator could not process the request.",
            ),
        }
    }
}

/// The answer of an endpoint, with `Date` by the operator's clock: a client whose assertion is
/// judged by that clock can set its own by it.
pub(super) fn answered(answer: Result<Response, Refusal>, state: &SandboxState) -> Response {
    let mut response = answer.unwrap_or_else(IntoResponse::into_response);
    let date = state.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::try_from(date) {
        response.headers_mut().insert(header::DATE, date);
    }
    response
}

#[derive(Serialize)]
struct ErrorBody {
    error: &'static str,
    error_description: &'static str,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, error, error_description) = self.told();
        let body = Json(ErrorBody {
            error,
            error_description,
        });
        let mut response = (status, [(header::CACHE_CONTROL, NO_STORE)], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static(CHALLENGE);
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
    }
}

impl From<BytesRejection> for Refusal {
    fn from(_: BytesRejection) -> Self {
        Self::InvalidRequest("The body is too large or ended early.")
    }
}

impl From<StorageError> for Refusal {
    fn from(error: StorageError) -> Self {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "the database failed"
        );
        Self::ServerError
    }
}

impl From<NoRandomness> for Refusal {
    fn from(error: NoRandomness) -> Self {
        tracing::error!(
            error = &error as &dyn std::error::Error,
            "no token could be made"
        );
        Self::ServerError
    }
}
