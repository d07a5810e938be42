//! What the desktop can be told about sessions.

use serde::{Deserialize, Serialize};

/// A kind of desktop notification, each of which can be turned off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// An ordered network can be used.
    Available,
    /// An ordered network could not be built.
    Failed,
    /// A network ends in 30 days, 7 days or 1 day.
    Expiring,
    /// A network has ended, and not because this app deleted it.
    Terminated,
    /// A network was changed elsewhere.
    Drift,
}

impl NoticeKind {
    /// Every kind, in the order of the settings.
    pub const ALL: [Self; 5] = [
        Self::Available,
        Self::Failed,
        Self::Expiring,
        Self::Terminated,
        Self::Drift,
    ];

    /// The last part of the hook `notify-<kind>`, and the stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Failed => "failed",
            Self::Expiring => "expiring",
            Self::Terminated => "terminated",
            Self::Drift => "drift",
        }
    }
}

/// A kind of notification to be turned on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeSetting {
    /// Which kind.
    pub kind: NoticeKind,
    /// Whether the desktop is told.
    pub is_on: bool,
}
