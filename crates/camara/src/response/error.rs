//! The body of an error answer.

use super::tree::Object;

/// Properties of which an answer of either API has at least one.
const OF_AN_ANSWER: [&str; 18] = [
    "serviceId",
    "serviceID",
    "servceId",
    "serviceName",
    "resourceGroupId",
    "connections",
    "sla",
    "slaLevel",
    "purchasedSLA",
    "actualSLA",
    "guaranteeBandwidth",
    "GuaranteeBandwidth",
    "duration",
    "rent",
    "waitDays",
    "xLifecycle",
    "solution1",
    "solution2",
];

/// What could be understood of an error's body: CAMARA `ErrorInfo`, or the form OAuth
/// uses. The HTTP status is what counts; the body's own is not read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorInfo {
    /// The normative code; empty where there was none.
    pub code: String,
    /// The operator's words, plain text of 512 characters at most; empty where there were none.
    pub message: String,
}

impl ErrorInfo {
    /// Reads a body of any kind; HTML and the like give an empty one.
    #[must_use]
    pub fn read(body: &[u8]) -> Self {
        let Some(object) = Object::parse(body) else {
            return Self::default();
        };
        Self {
            code: object.text(&["code", "error"]).unwrap_or_default(),
            message: object
                .text(&["message", "error_description", "detail", "title"])
                .unwrap_or_default(),
        }
    }
}

/// Whether a body is an error, of CAMARA's form, of OAuth's or of a gateway's, and has
/// nothing of an answer in it.
#[must_use]
pub fn is_error(body: &[u8]) -> bool {
    let Some(object) = Object::parse(body) else {
        return false;
    };
    let has_error = object.has(&["code", "error", "errors", "errorCode", "fault"])
        || object
            .whole(&["status"])
            .is_some_and(|status| status >= 400);
    has_error && !object.has(&OF_AN_ANSWER)
}
