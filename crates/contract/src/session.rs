//! Sessions: list, detail, resize and deletion.

use chrono::{DateTime, Utc};
use model::{
    AssessmentId, Fee, FeeDifference, HistoryEntry, Level, Mbps, ProfileId, ReportedLevel,
    ServiceId, Session, Term, Wait,
};
use serde::{Deserialize, Serialize};

use crate::OpenOrderView;

/// All sessions and open orders of every operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionListView {
    /// Sessions, newest order first.
    pub sessions: Vec<Session>,
    /// Orders whose outcome is open, newest first.
    pub open_orders: Vec<OpenOrderView>,
    /// The revision that events about sessions count on from.
    pub revision: u64,
    /// The revision that events about open orders count on from.
    pub open_order_revision: u64,
    /// When the poller asks next, where it has something to ask.
    pub next_poll_at: Option<DateTime<Utc>>,
}

/// Names one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRequest {
    /// The operator's identifier.
    pub id: ServiceId,
}

/// Takes in a network that was ordered elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionAttachRequest {
    /// The operator that has it; absent is the one in use.
    pub profile: Option<ProfileId>,
    /// The operator's identifier.
    pub id: ServiceId,
    /// What people call it, 80 characters at most; empty is what the operator calls it.
    pub name: String,
}

/// What an import of sessions came to; all zero where the person cancelled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionImportView {
    /// Sessions that are new here.
    pub added: u32,
    /// Sessions that were here already and stay as they are.
    pub known: u32,
    /// Of the new ones, those whose operator is not set up here.
    pub without_operator: u32,
}

/// A session with its life so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionDetailView {
    /// The session.
    pub session: Session,
    /// What happened to it, newest first.
    pub history: Vec<HistoryEntry>,
}

/// Asks what a resize would cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResizeQuoteRequest {
    /// Which session.
    pub id: ServiceId,
    /// The bandwidth wanted.
    pub bandwidth: Mbps,
    /// The level wanted.
    pub level: Level,
}

/// Two fees side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResizeQuoteView {
    /// The assessment behind the second fee.
    pub assessment: AssessmentId,
    /// The fee stored at the last order or resize; absent is "not known".
    pub fee_now: Option<Fee>,
    /// The fee for the wanted level; absent where it was not answered.
    pub fee_after: Option<Fee>,
    /// How the two compare; different periods do not.
    pub difference: FeeDifference,
    /// The remaining duration that was asked about.
    pub remaining: Option<Term>,
    /// Days until the change would be in force.
    pub wait: Wait,
    /// Set where the operator quoted another level than the wanted one.
    pub quoted_level: Option<ReportedLevel>,
    /// Set where the wanted level cannot be had: the operator's reason.
    pub refused: Option<String>,
}

/// Resizes a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResizeRequest {
    /// Which session.
    pub id: ServiceId,
    /// The bandwidth wanted.
    pub bandwidth: Mbps,
    /// The level wanted.
    pub level: Level,
    /// The assessment the person saw, whose fee is stored; absent where there was none.
    pub assessment: Option<AssessmentId>,
}

/// Deletes a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionDeleteRequest {
    /// Which session.
    pub id: ServiceId,
    /// The session's name as typed by the person; it has to be the right one.
    pub typed_name: String,
}
