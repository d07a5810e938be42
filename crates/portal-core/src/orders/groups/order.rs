//! What is stored of an order of several services; each service has an entry of its own.

use chrono::{DateTime, Utc};
use contract::AppError;
use model::{AssessmentId, Level, Mbps, OrderId, ProfileId, ServiceId, SessionGroup};
use serde::{Deserialize, Serialize};

use crate::profiles::Destination;

/// An order of one service for each connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct GroupOrder {
    /// Its identifier on this computer.
    pub(crate) id: OrderId,
    /// The operator it goes to.
    pub(crate) profile: ProfileId,
    /// Where that led when it was placed.
    #[serde(default)]
    pub(crate) destination: Option<Destination>,
    /// That operator's name.
    pub(crate) operator: String,
    /// What people call it.
    pub(crate) name: String,
    /// When it was written.
    pub(crate) placed_at: DateTime<Utc>,
    /// The level of every service.
    pub(crate) level: Level,
    /// The bandwidth of every service.
    pub(crate) bandwidth: Mbps,
    /// The assessment whose offer is ordered.
    pub(crate) assessment: AssessmentId,
    /// The entry of each service, in the order in which they are sent.
    pub(crate) orders: Vec<OrderId>,
    /// What has been decided of it.
    pub(crate) state: GroupState,
}

/// What has been decided of an order of several services.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum GroupState {
    /// To go on until all are made.
    Making,
    /// To take back what was made.
    TakingBack {
        /// Why.
        error: AppError,
        /// The entries that delete it.
        deletions: Vec<OrderId>,
    },
    /// All are made.
    Made,
    /// None is there.
    TakenBack {
        /// Why.
        error: AppError,
    },
    /// Some are there, and the app does no more about it.
    Incomplete {
        /// Why.
        error: AppError,
    },
}

/// The place of an entry in an order of several services.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GroupPlace {
    /// That order.
    pub(crate) order: OrderId,
    /// What people call it.
    pub(crate) name: String,
    /// Which service, from 1.
    pub(crate) number: u16,
    /// Of how many.
    pub(crate) of: u16,
}

impl GroupOrder {
    /// Whether the app goes on with it.
    pub(crate) const fn is_open(&self) -> bool {
        matches!(
            self.state,
            GroupState::Making | GroupState::TakingBack { .. }
        )
    }

    /// Why it is taken back, while it is.
    pub(super) const fn refusal(&self) -> Option<&AppError> {
        match &self.state {
            GroupState::TakingBack { error, .. } => Some(error),
            GroupState::Making
            | GroupState::Made
            | GroupState::TakenBack { .. }
            | GroupState::Incomplete { .. } => None,
        }
    }

    /// The entries of it, orders and deletions.
    pub(crate) fn parts(&self) -> Vec<OrderId> {
        self.orders
            .iter()
            .chain(self.deletions())
            .cloned()
            .collect()
    }

    /// The entries that take back what was made.
    pub(super) fn deletions(&self) -> &[OrderId] {
        match &self.state {
            GroupState::TakingBack { deletions, .. } => deletions,
            GroupState::Making
            | GroupState::Made
            | GroupState::TakenBack { .. }
            | GroupState::Incomplete { .. } => &[],
        }
    }
}

impl GroupPlace {
    /// The place as a session shows it.
    pub(crate) fn of_session(&self) -> SessionGroup {
        SessionGroup {
            order: self.order.clone(),
            name: self.name.clone(),
            number: self.number,
            of: self.of,
            is_incomplete: false,
        }
    }
}

/// How an order of several services ended.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum End {
    /// All are made; the first of them.
    Made(ServiceId),
    /// None is there.
    TakenBack(AppError),
    /// Some are there.
    Incomplete(AppError),
}
