//! A session with what the poller has to remember of it.

use chrono::{DateTime, Utc};
use model::{Session, SessionState};
use serde::{Deserialize, Serialize};

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Watched {
    /// What the window shows.
    pub(crate) session: Session,
    /// Whether the operator has accepted this app's deletion.
    pub(crate) delete_accepted: bool,
    /// Whether the operator has said that it has no such network any more.
    pub(crate) is_absent: bool,
}

impl Watched {
    /// Whether something is under way that ends soon.
    pub(crate) const fn is_busy(&self) -> bool {
        match self.session.state {
            SessionState::Requested
            | SessionState::Changing
            | SessionState::Deleting
            | SessionState::Unknown => true,
            SessionState::Available
            | SessionState::Expired
            | SessionState::Failed
            | SessionState::Unavailable
            | SessionState::Gone => false,
        }
    }

    /// Whether its end lies behind `now`.
    pub(super) fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.session.expiry.is_some_and(|expiry| expiry.at <= now)
    }
}
