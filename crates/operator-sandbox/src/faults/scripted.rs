//! The answer that a plan gives in the operator's place.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde_json::json;

use super::plan::ScriptedAnswer;
use crate::operation_name::{OperationName, Wording};

/// The answer in the form that refusals of this operation have.
pub(super) fn answer(scripted: &ScriptedAnswer, operation: OperationName) -> Response {
    let number = u16::from(scripted.status);
    let status = StatusCode::from_u16(number).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let wording = operation.wording();
    let code = scripted
        .code
        .as_deref()
        .unwrap_or_else(|| usual_code(number, wording));
    let message = scripted
        .message
        .as_deref()
        .unwrap_or("A fault plan of the sandbox operator asks for this answer.");
    let body = match wording {
        Wording::OAuth => json!({"error": code, "error_description": message}),
        Wording::Camara | Wording::SiteToCloud => {
            json!({"status": number, "code": code, "message": message})
        }
    };
    let mut response = (status, Json(body)).into_response();
    for (name, value) in &scripted.headers {
        if let (Some(name), Some(value)) = (name.name(), value.value()) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The code that CAMARA, or for tokens OAuth, gives an error of this status.
const fn usual_code(status: u16, wording: Wording) -> &'static str {
    match (wording, status) {
        (Wording::OAuth, 401) => "invalid_client",
        (Wording::OAuth, 400..=499) => "invalid_request",
        (Wording::OAuth, 503) => "temporarily_unavailable",
        (Wording::OAuth, _) => "server_error",
        (Wording::SiteToCloud, 400) => "INVALID_INPUT",
        (Wording::SiteToCloud, 401) => "AUTHENTICATION_REQUIRED",
        (Wording::SiteToCloud, 409) => "CONFLICT",
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
