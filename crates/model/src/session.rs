//! A network that was ordered, and what has become of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Connection, Drift, Endpoint, Fee, GrantedTerm, Mbps, Observed, OrderId, Origin, ProfileId,
    Protection, ReportedLevel, Routing, ServiceId, Term,
};

/// What has become of a session, as far as the app can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Ordered, not usable yet.
    Requested,
    /// Usable.
    Available,
    /// Usable, with a change under way.
    Changing,
    /// Deletion accepted, not done.
    Deleting,
    /// Its duration is over.
    Expired,
    /// The operator could not build it.
    Failed,
    /// The operator ended it.
    Unavailable,
    /// The operator has no such network any more.
    Gone,
    /// The operator reports a state the app does not know.
    Unknown,
}

impl SessionState {
    /// The value of the automation attribute `data-state`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Available => "available",
            Self::Changing => "changing",
            Self::Deleting => "deleting",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Unavailable => "unavailable",
            Self::Gone => "gone",
            Self::Unknown => "unknown",
        }
    }

    /// Whether nothing more will become of it, so that it need not be watched.
    #[must_use]
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Gone)
    }

    /// Whether it can be resized.
    #[must_use]
    pub const fn can_resize(self) -> bool {
        matches!(self, Self::Requested | Self::Available | Self::Changing)
    }

    /// Whether it can be deleted.
    #[must_use]
    pub const fn can_delete(self) -> bool {
        !matches!(self, Self::Gone | Self::Deleting)
    }
}

/// A change the operator has accepted and not completed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PendingChange {
    /// The bandwidth it leads to, where that changes.
    pub bandwidth: Option<Mbps>,
    /// The level it leads to, where that changes.
    pub level: Option<ReportedLevel>,
}

/// When a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiry {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Who says so.
    pub source: ExpirySource,
}

/// Who says when a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpirySource {
    /// The operator.
    Operator,
    /// The app: the time of the order and the duration.
    Estimated,
}

/// A session: the operator's network as this app knows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// The operator's identifier.
    pub service_id: ServiceId,
    /// The operator profile it was ordered with.
    pub profile: ProfileId,
    /// That operator's name.
    pub operator: String,
    /// Live or simulated.
    pub origin: Origin,
    /// What people call it.
    pub name: String,
    /// What has become of it.
    pub state: SessionState,
    /// The operator's own word for the state, where it is not one the app knows.
    pub reported_state: Option<String>,
    /// The confirmed level.
    pub level: Option<ReportedLevel>,
    /// The confirmed bandwidth of each connection.
    pub bandwidth: Option<Mbps>,
    /// A change under way.
    pub pending: Option<PendingChange>,
    /// Whether secondary edges are used.
    pub protection: Protection,
    /// How routes are exchanged.
    pub routing: Routing,
    /// Sites and clouds as they were ordered.
    pub endpoints: Vec<Endpoint>,
    /// Connections as they were ordered.
    pub connections: Vec<Connection>,
    /// The duration the operator granted, else the one asked for.
    pub term: Option<GrantedTerm>,
    /// When it was ordered, or attached where it was ordered elsewhere.
    pub ordered_at: DateTime<Utc>,
    /// When it became usable, where that is known.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ends, where that is known.
    pub expiry: Option<Expiry>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The cloud gateway's address, as text from the operator.
    pub gateway: Option<String>,
    /// The fee of the last order or resize; absent where nobody said.
    pub fee: Option<Fee>,
    /// The duration that was asked for with that fee; absent where none was, and in what older
    /// versions have kept.
    #[serde(default)]
    pub fee_term: Option<Term>,
    /// The fee that was last known, where others have changed since what it was for.
    #[serde(default)]
    pub former_fee: Option<Box<FormerFee>>,
    /// Days to wait as promised at the order.
    pub promised_days: Option<u32>,
    /// When the operator last answered about it.
    pub checked_at: Option<DateTime<Utc>>,
    /// Whether it was ordered elsewhere and attached here by its identifier.
    #[serde(default)]
    pub is_attached: bool,
    /// What the operator measured last; absent where it does not measure.
    #[serde(default)]
    pub observed: Option<Observed>,
    /// What was changed elsewhere, until the person has accepted it.
    #[serde(default)]
    pub drift: Option<Drift>,
    /// What the operator granted otherwise than ordered, until the person has accepted it.
    #[serde(default)]
    pub granted: Option<Drift>,
    /// The order it is a part of, where that made several.
    #[serde(default)]
    pub group: Option<SessionGroup>,
}

impl Session {
    /// A session of which the operator has said nothing yet: its state is unknown, and nothing is
    /// drawn of it.
    #[must_use]
    pub const fn new(
        service_id: ServiceId,
        name: String,
        profile: ProfileId,
        operator: String,
        origin: Origin,
        ordered_at: DateTime<Utc>,
    ) -> Self {
        Self {
            service_id,
            profile,
            operator,
            origin,
            name,
            state: SessionState::Unknown,
            reported_state: None,
            level: None,
            bandwidth: None,
            pending: None,
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
            endpoints: Vec::new(),
            connections: Vec::new(),
            term: None,
            ordered_at,
            started_at: None,
            expiry: None,
            ended_at: None,
            gateway: None,
            fee: None,
            fee_term: None,
            former_fee: None,
            promised_days: None,
            checked_at: None,
            is_attached: false,
            observed: None,
            drift: None,
            granted: None,
            group: None,
        }
    }
}

/// A fee, and what it was for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerFee {
    /// The fee.
    pub fee: Fee,
    /// The duration that was asked for with it; absent where none was.
    pub term: Option<Term>,
    /// The bandwidth of each connection.
    pub bandwidth: Option<Mbps>,
    /// The level.
    pub level: Option<ReportedLevel>,
    /// The duration that was granted then, where that was known.
    pub granted: Option<GrantedTerm>,
}

/// An order that made one session for each connection, and which of them it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionGroup {
    /// The order in the ledger.
    pub order: OrderId,
    /// What people call all of it.
    pub name: String,
    /// Which one it is, from 1.
    pub number: u16,
    /// How many were ordered.
    pub of: u16,
    /// Whether the order ended without all of them, and this one could not be taken back.
    pub is_incomplete: bool,
}
