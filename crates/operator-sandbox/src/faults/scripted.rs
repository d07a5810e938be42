//! The answer that a plan gives in the operator's place.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde_json::json;

use super::plan::ScriptedAnswer;
use crate::{OperationName, dialect::Dialect};

/// The answer in the form that refusals of this operation have.
pub(super) fn answer(scripted: &ScriptedAnswer, operation: OperationName) -> Response {
    let number = u16::from(scripted.status);
    let status = StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let dialect = operation.dialect();
    let code = scripted
        .code
        .as_deref()
        .unwrap_or_else(|| usual_code(number, dialect));
    let message = scripted
        .message
        .as_deref()
        .unwrap_or("A fault plan of the sandbox operator asks for this answer.");
    let body = match dialect {
        None => json!({"error": code, "error_description": message}),
        Some(_) => json!({"status": number, "code": code, "message": message}),
    };
    let mut response = (status, Json(body)).into_response();
    for (name, value) in &scripted.headers {
        if let (Some(name), Some(value)) = (name.name(), value.value()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The code that an API, or without one OAuth, gives an error of this status.
const fn usual_code(status: u16, dialect: Option<Dialect>) -> &'static str {
    match (dialect, status) {
        (None, 401) => "invalid_client",
        (None, 400..=499) => "invalid_request",
        (None, 503) => "temporarily_unavailable",
        (None, _) => "server_error",
        (Some(Dialect::SiteToCloudVpn), 400) => "INVALID_INPUT",
        (Some(Dialect::SiteToCloudVpn), 401) => "AUTHENTICATION_REQUIRED",
        (Some(Dialect::SiteToCloudVpn), 409) => "CONFLICT",
        (_, 400) => "INVALID_ARGUMENT",
        (_, 401) => "UNAUTHENTICATED",
        (_, 403) => "PERMISSION_DENIED",
        (_, 404) => "NOT_FOUND",
        (_, 405) => "METHOD_NOT_ALLOWED",
        (_, 406) => "NOT_ACCEPTABLE",
        (_, 409) => "ABORTED",
        (_, 410) => "GONE",
        (_, 412) => "FAILED_PRECONDITION",
        (_, 415) => "UNSUPPORTED_MEDIA_TYPE",
        (_, 422) => "SERVICE_NOT_APPLICABLE",
        (_, 429) => "TOO_MANY_REQUESTS",
        (_, 501) => "NOT_IMPLEMENTED",
        (_, 502) => "BAD_GATEWAY",
        (_, 503) => "UNAVAILABLE",
        (_, 504) => "TIMEOUT",
        (_, 400..=499) => "INVALID_ARGUMENT",
        _ => "INTERNAL",
    }
}
