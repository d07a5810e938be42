//! Refusals of the token endpoint, in the form of OAuth and not of CAMARA.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{random::NoRandomness, storage::StorageError};

/// Why there is no token (RFC 6749, 5.2).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// `invalid_request`, with what is wrong.
    InvalidRequest(&'static str),
    /// `invalid_client`: not known, or the secret is wrong; the same answer for both.
    InvalidClient,
    /// `unsupported_grant_type`.
    UnsupportedGrantType,
    /// `invalid_scope`.
    InvalidScope,
    /// The operator's own trouble.
    ServerError,
}

#[derive(Serialize)]
struct ErrorBody {
    error: &'static str,
    error_description: &'static str,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, error, error_description) = match self {
            Self::InvalidRequest(what) => (StatusCode::BAD_REQUEST, "invalid_request", what),
            Self::InvalidClient => {
                let what = "The client is unknown or its credentials are wrong.";
                (StatusCode::UNAUTHORIZED, "invalid_client", what)
            }
            Self::UnsupportedGrantType => {
                let what = "Only client_credentials is supported.";
                (StatusCode::BAD_REQUEST, "unsupported_grant_type", what)
            }
            Self::InvalidScope => {
                let what = "A scope that was asked for does not exist.";
                (StatusCode::BAD_REQUEST, "invalid_scope", what)
            }
            Self::ServerError => {
                let what = "The operator could not process the request.";
                (StatusCode::INTERNAL_SERVER_ERROR, "server_error", what)
            }
        };
        let body = Json(ErrorBody {
            error,
            error_description,
        });
        let mut response = (status, [(header::CACHE_CONTROL, "no-store")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            let scheme = HeaderValue::from_static("Basic realm=\"operator sandbox\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, scheme);
        }
        response
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
