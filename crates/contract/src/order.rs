//! Ordering: the review, the order and what is open after a crash or time-out.

use chrono::{DateTime, Utc};
use model::{
    AssessmentId, Expiry, Fee, Level, Mbps, OrderId, Origin, ProfileId, Protection, ReportedLevel,
    Routing, ServiceId, Term, Wait,
};
use serde::{Deserialize, Serialize};

use crate::AppError;

/// Asks what an order would send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderReviewRequest {
    /// The assessment whose offer is ordered.
    pub assessment: AssessmentId,
    /// The level.
    pub level: Level,
}

/// What an order would send, to whom, and what it would cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderReviewView {
    /// A name to start from.
    pub suggested_name: String,
    /// The operator's name.
    pub operator: String,
    /// Scheme, host, port and path the order goes to.
    pub address: String,
    /// Live or simulated.
    pub origin: Origin,
    /// The level.
    pub level: Level,
    /// Guaranteed on each connection.
    pub bandwidth: Mbps,
    /// The duration asked for; absent is the operator's default.
    pub term: Option<Term>,
    /// Whether secondary edges are used.
    pub protection: Protection,
    /// How routes are exchanged.
    pub routing: Routing,
    /// Each connection as "customer edge, provider edge".
    pub connections: Vec<(String, String)>,
    /// How many services the order makes at the operator: one, or one for each connection.
    pub services: u32,
    /// How many connections do not meet the latency wanted of them, as the operator says.
    pub missed_latencies: u32,
    /// The fee as assessed; absent is "price on request".
    pub fee: Option<Fee>,
    /// Days to wait as assessed.
    pub wait: Wait,
    /// When it would end if it were usable at once; absent where the operator's default
    /// duration is asked for.
    pub expiry: Option<Expiry>,
    /// Whether the design was changed since the assessment.
    pub is_outdated: bool,
}

/// Places an order. The intent is on disk before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderPlaceRequest {
    /// The assessment whose offer is ordered.
    pub assessment: AssessmentId,
    /// The level.
    pub level: Level,
    /// What people call the session, 1 to 80 characters.
    pub name: String,
}

/// How an order ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderResultView {
    /// The order in the ledger.
    pub order: OrderId,
    /// How it ended.
    pub outcome: OrderOutcome,
}

/// How an order ended; `data-state` of the result is the variant's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[serde(try_from = "written::OrderOutcome")]
pub enum OrderOutcome {
    /// The operator has it.
    Accepted {
        /// The operator's identifier.
        service_id: ServiceId,
    },
    /// The operator did not take it; nothing was ordered.
    Refused {
        /// Why.
        error: AppError,
    },
    /// Whether the operator has it is not known.
    Unknown {
        /// What happened instead of an answer.
        error: AppError,
    },
    /// The person put the open order aside as not ordered.
    Dismissed,
    /// Some of its services run, the others were not ordered.
    Incomplete {
        /// Why.
        error: AppError,
    },
}

/// An order, resize or deletion whose outcome is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenOrderView {
    /// The order in the ledger.
    pub order: OrderId,
    /// The operator profile.
    pub profile: ProfileId,
    /// The operator's name.
    pub operator: String,
    /// What people call the session.
    pub name: String,
    /// What was asked of the operator.
    pub kind: OpenOrderKind,
    /// When the intent was written.
    pub placed_at: DateTime<Utc>,
    /// Level asked for; a deletion asks for none.
    pub level: Option<Level>,
    /// Bandwidth asked for; a deletion asks for none.
    pub bandwidth: Option<Mbps>,
    /// What is known of it.
    pub state: OpenOrderState,
    /// The correlator the operator may know the call by.
    pub correlator: Option<String>,
    /// What was found when the app last looked for it at the operator.
    pub look: Option<OrderLook>,
    /// How far an order of one service for each connection has come; absent of any other.
    #[serde(default)]
    pub progress: Option<OrderProgress>,
    /// Why an order of several services is taken back.
    #[serde(default)]
    pub error: Option<AppError>,
}

/// How far an order of one service for each connection has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderProgress {
    /// Connections ordered.
    pub of: u16,
    /// Those the operator has taken so far.
    pub made: u16,
    /// The one it did not take, counted from 1; those made are taken back then.
    pub refused: Option<u16>,
    /// Those taken back.
    pub taken_back: u16,
}

/// What was found of an open order at the operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLook {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub finding: Finding,
    /// The bandwidth the network has, where one was to be changed.
    pub bandwidth: Option<Mbps>,
    /// The level the network has, where one was to be changed.
    pub level: Option<ReportedLevel>,
}

/// What a look at the operator found; `data-look` of an open order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// The operator has no list in which an order could be found.
    NoList,
    /// The operator's list does not have the order.
    NotListed,
    /// The network does not have the values wanted.
    Unchanged,
    /// The network that was to be deleted is there.
    StillThere,
}

impl Finding {
    /// The value of the automation attribute `data-look`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoList => "no-list",
            Self::NotListed => "not-listed",
            Self::Unchanged => "unchanged",
            Self::StillThere => "still-there",
        }
    }
}

/// What was asked of the operator; `data-kind` of an open order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenOrderKind {
    /// A network.
    Order,
    /// Another bandwidth or level of one.
    Resize,
    /// The end of one.
    Deletion,
}

impl OpenOrderKind {
    /// The value of the automation attribute `data-kind`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Resize => "resize",
            Self::Deletion => "deletion",
        }
    }
}

/// What is known of an open order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OpenOrderState {
    /// It is being sent.
    Sending,
    /// No answer; it may be repeated, the operator recognises the repetition.
    UnknownRepeatable,
    /// No answer, and a repetition could order twice.
    Unknown,
    /// The operator took it and did not name the network.
    AcceptedWithoutId,
    /// It is of several services, and does not go on until one of them does.
    Stopped,
    /// Nothing of it is sent or looked for: the operator's settings lead elsewhere than when it
    /// was placed.
    Elsewhere,
}

/// What the person decides about an open order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum OrderResolution {
    /// Send it again under the same idempotency key.
    Repeat,
    /// The operator has it under this identifier.
    Attach {
        /// The operator's identifier.
        service_id: ServiceId,
    },
    /// The operator does not have it.
    Dismiss,
}

/// Decides an open order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderResolveRequest {
    /// Which order.
    pub order: OrderId,
    /// What to do.
    pub resolution: OrderResolution,
}

/// The enum as it is written: read as a plain struct, it costs the interface a fraction of what
/// serde's reader of tagged enums does.
mod written {
    use model::{Missing, ServiceId};
    use serde::Deserialize;

    use crate::AppError;

    #[derive(Deserialize)]
    pub(super) struct OrderOutcome {
        kind: Kind,
        service_id: Option<ServiceId>,
        error: Option<AppError>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        Accepted,
        Refused,
        Unknown,
        Dismissed,
        Incomplete,
    }

    impl TryFrom<OrderOutcome> for super::OrderOutcome {
        type Error = Missing;

        fn try_from(outcome: OrderOutcome) -> Result<Self, Missing> {
            let error = || outcome.error.ok_or(Missing("error"));
            Ok(match outcome.kind {
                Kind::Accepted => Self::Accepted {
                    service_id: outcome.service_id.ok_or(Missing("service_id"))?,
                },
                Kind::Refused => Self::Refused { error: error()? },
                Kind::Unknown => Self::Unknown { error: error()? },
                Kind::Dismissed => Self::Dismissed,
                Kind::Incomplete => Self::Incomplete { error: error()? },
            })
        }
    }
}
