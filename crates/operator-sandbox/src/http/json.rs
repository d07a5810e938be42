//! Answers in JSON.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::Failure;

/// About as long as the answer to an assessment or a query of one connection.
const USUAL_LENGTH: usize = 1024;

/// An answer as `application/json`, written in one go: axum's own has its text grow piece by piece.
#[derive(Debug)]
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut text = Vec::with_capacity(USUAL_LENGTH);
        if let Err(error) = serde_json::to_writer(&mut text, &self.0) {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an answer cannot be written"
            );
            return Failure::Internal.into_response();
        }
        let media_type = HeaderValue::from_static("application/json");
        ([(header::CONTENT_TYPE, media_type)], text).into_response()
    }
}
