//! The record of every call to an operator.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a call was for; the value of `data-operation` is the API's operation id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityOperation {
    /// A token from the token endpoint.
    Token,
    /// The discovery document that names the token endpoint.
    Discovery,
    /// `assessConnectionFeasibility`.
    Assess,
    /// `createNetwork`.
    Create,
    /// `getNetwork`.
    Read,
    /// `updateNetwork`.
    Update,
    /// `deleteNetwork`.
    Delete,
}

impl ActivityOperation {
    /// The value of `data-operation`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Discovery => "discovery",
            Self::Assess => "assess",
            Self::Create => "create",
            Self::Read => "read",
            Self::Update => "update",
            Self::Delete => "delete",
        }
    }
}

/// One call, or a run of successful polls counted as one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRow {
    /// Grows with time; the key for paging.
    pub id: u64,
    /// When it was sent; of a run of polls, the last one.
    pub at: DateTime<Utc>,
    /// The operator's name.
    pub operator: String,
    /// What it was for.
    pub operation: ActivityOperation,
    /// HTTP status; absent where no answer came.
    pub status: Option<u16>,
    /// What went wrong, in the terms of [`crate::ErrorCode`] or of the operator.
    pub problem: Option<String>,
    /// The correlator that was sent or, if there is one, answered.
    pub correlator: String,
    /// From sending to the last byte, in ms.
    pub latency_ms: u32,
    /// How many successful polls the row stands for; 1 for any other call.
    pub count: u32,
    /// What it was about: a session's or design's name.
    pub subject: Option<String>,
}

/// Asks for rows older than `before`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityRequest {
    /// Rows with a lower id only; the newest ones where absent.
    pub before: Option<u64>,
    /// At most so many, 1 to 500.
    pub limit: u32,
}

/// A page of the record, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityPageView {
    /// The rows.
    pub rows: Vec<ActivityRow>,
    /// Whether older ones exist.
    pub has_more: bool,
    /// How many rows there are in all.
    pub total: u64,
}
