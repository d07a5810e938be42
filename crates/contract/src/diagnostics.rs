//! What the operator's or the portal's support needs to know, without any secret.

use serde::{Deserialize, Serialize};

/// The content of a diagnostics file, to be looked through before it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticsView {
    /// Plain text, exactly as it would be saved.
    pub text: String,
}
