//! Recorded tapes.

use model::DesignId;
use serde::{Deserialize, Serialize};

/// A tape was written, or the person cancelled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TapeSavedView {
    /// The file; absent where the person cancelled.
    pub path: Option<String>,
    /// Answers on it.
    pub takes: u32,
    /// Quotes that cannot be on it: altered, or of an API that is asked connection by connection.
    pub left_out: u32,
}

/// A tape is played by the operator in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TapeView {
    /// The design of its newest answer.
    pub design: DesignId,
    /// Answers on it.
    pub takes: u32,
}
