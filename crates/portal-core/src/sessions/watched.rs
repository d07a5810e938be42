//! A session with what the poller has to remember of it.

use chrono::{DateTime, Utc};
use model::{GrantedTerm, Mbps, Protection, ReportedLevel, Session, SessionState};
use serde::{Deserialize, Serialize};

use super::Delivery;
use crate::{designs::DrawnFor, profiles::Destination};

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Watched {
    /// What the window shows.
    pub(crate) session: Session,
    /// Whether the operator has accepted this app's deletion.
    pub(crate) delete_accepted: bool,
    /// Whether the operator has said that it has no such network any more.
    pub(crate) is_absent: bool,
    /// What the operator itself has said of it.
    #[serde(default)]
    pub(crate) reported: Reported,
    /// How often this app has changed it: an answer to a question from before a change tells
    /// nothing of it.
    #[serde(default)]
    pub(crate) changes: u32,
    /// The operator that has it, as far as that is known: where it was ordered, attached or
    /// last seen.
    #[serde(default)]
    pub(crate) destination: Option<Destination>,
    /// What was seen of its way to being ready; absent of what was not ordered here, or before that was kept.
    #[serde(default)]
    pub(crate) delivery: Option<Delivery>,
    /// The design that was ordered, with its customer; absent of what was not ordered here, or before that was kept.
    #[serde(default)]
    pub(crate) drawn: Option<DrawnFor>,
}

/// The values an operator reported last, each where it ever did.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reported {
    pub(crate) bandwidth: Option<Mbps>,
    pub(crate) level: Option<ReportedLevel>,
    pub(crate) term: Option<GrantedTerm>,
    pub(crate) protection: Option<Protection>,
    /// Whether it ever said for how long the network has served: then its end follows from
    /// that, also after answers that do not say it.
    #[serde(default)]
    pub(crate) has_served: bool,
}

impl Watched {
    /// A session of which nothing was heard yet.
    pub(crate) fn new(session: Session, destination: Option<Destination>) -> Self {
        Self {
            session,
            delete_accepted: false,
            is_absent: false,
            reported: Reported::default(),
            changes: 0,
            destination,
            delivery: None,
            drawn: None,
        }
    }

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

    /// Whether anything of it differs from `before` but when it was asked about.
    pub(super) fn is_news_after(&self, before: &Self) -> bool {
        let same_time = Self {
            session: Session {
                checked_at: before.session.checked_at,
                ..self.session.clone()
            },
            ..self.clone()
        };
        same_time != *before
    }

    /// Whether its end lies behind `now`.
    pub(super) fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.session.expiry.is_some_and(|expiry| expiry.at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::watched;

    #[test]
    fn sessions_from_before_there_were_groups_destinations_and_deliveries_are_read() {
        let watched = watched("net", SessionState::Available);
        let mut stored = serde_json::to_value(&watched).unwrap();
        for added in ["destination", "delivery", "drawn"] {
            assert!(stored.as_object_mut().unwrap().remove(added).is_some());
        }
        let session = stored["session"].as_object_mut().unwrap();
        assert!(session.remove("group").is_some());
        let read: Watched = serde_json::from_value(stored).unwrap();
        assert_eq!(read, watched);
    }
}
