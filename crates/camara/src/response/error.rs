//! The body of an error answer.

use super::tree::Object;

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
