//! An entry of the ledger: what is wanted of an operator, and what became of it.

use chrono::{DateTime, TimeDelta, Utc};
use contract::AppError;
use model::{
    Action, AssessmentId, Connection, Endpoint, Fee, Level, Mbps, OrderId, Origin, ProfileId,
    Protection, ReportedLevel, Routing, ServiceId, Term,
};
use operator_client::{NetworkChange, NetworkOrder};
use serde::{Deserialize, Serialize};

use super::GroupPlace;
use crate::{designs::DrawnFor, profiles::Destination, receiver::OrderSink};

/// How long an operator that honours idempotency keys is trusted to remember one
/// (`camara.md`, 3 q).
const KEY_LIFE: TimeDelta = TimeDelta::hours(24);
/// How long after it was placed an entry is sent unasked.
const LONGEST_WANTED: TimeDelta = TimeDelta::hours(24);

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Its identifier on this computer.
    pub(crate) id: OrderId,
    /// The operator it goes to.
    pub(crate) profile: ProfileId,
    /// Where that led when it was placed.
    #[serde(default)]
    pub(crate) destination: Option<Destination>,
    /// That operator's name.
    pub(crate) operator: String,
    /// What people call the session.
    pub(crate) name: String,
    /// When it was written.
    pub(crate) placed_at: DateTime<Utc>,
    /// The level asked for, or of the session to be deleted.
    pub(crate) level: Level,
    /// The bandwidth asked for, or of the session to be deleted.
    pub(crate) bandwidth: Mbps,
    /// What is wanted.
    pub(crate) intent: Intent,
    /// The correlator the operator may know the last attempt by.
    pub(crate) correlator: Option<String>,
    /// What became of it.
    pub(crate) state: EntryState,
    /// Its place in an order of several services.
    #[serde(default)]
    pub(crate) group: Option<GroupPlace>,
}

/// What is wanted of an operator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum Intent {
    /// A network.
    Create(Box<NewNetwork>),
    /// Another bandwidth or level.
    Resize(Resize),
    /// A network's end.
    Delete {
        /// Which network.
        service_id: ServiceId,
    },
}

/// A network to order, exactly as it is sent, however often.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct NewNetwork {
    /// Sent as `x-idempotency-key`, the same each time.
    pub(crate) idempotency_key: String,
    /// Sent as `serviceName`.
    pub(crate) service_name: String,
    /// Sites and clouds.
    pub(crate) endpoints: Vec<Endpoint>,
    /// Connections between them.
    pub(crate) connections: Vec<Connection>,
    /// How long; absent is the operator's default.
    pub(crate) term: Option<Term>,
    /// Whether secondary edges are used.
    pub(crate) protection: Protection,
    /// How routes are exchanged.
    pub(crate) routing: Routing,
    /// The assessment whose offer is ordered.
    pub(crate) assessment: AssessmentId,
    /// The design that this was asked for, with its customer; absent before that was kept.
    #[serde(default)]
    pub(crate) drawn: Option<DrawnFor>,
    /// Its fee.
    pub(crate) fee: Option<Fee>,
    /// Its days to wait.
    pub(crate) promised_days: Option<u32>,
    /// Live or simulated.
    pub(crate) origin: Origin,
    /// Where the operator is asked to tell of it.
    #[serde(default)]
    pub(crate) sink: Option<OrderSink>,
}

/// A change of a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Resize {
    /// Which network.
    pub(crate) service_id: ServiceId,
    /// The bandwidth wanted.
    pub(crate) bandwidth: Mbps,
    /// The level wanted.
    pub(crate) level: Level,
    /// The fee the person saw.
    pub(crate) fee: Option<Fee>,
    /// The duration that fee is for.
    #[serde(default)]
    pub(crate) fee_term: Option<Term>,
}

/// What became of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum EntryState {
    /// The outcome is open.
    Open {
        /// How far it got.
        certainty: Certainty,
    },
    /// The operator has it.
    Accepted {
        /// The network.
        service_id: ServiceId,
    },
    /// The operator did not take it.
    Refused {
        /// Why.
        error: AppError,
    },
    /// The person put it aside.
    Dismissed,
}

/// How far an open entry got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Certainty {
    /// It is to be sent in its turn: nothing was so far.
    Planned,
    /// It is being sent.
    Sending,
    /// It may have been sent, and no answer is known.
    Unknown,
    /// The operator took it and did not name the network.
    AcceptedWithoutId,
}

impl Entry {
    /// How far it got, where its outcome is open.
    pub(crate) const fn certainty(&self) -> Option<Certainty> {
        match self.state {
            EntryState::Open { certainty } => Some(certainty),
            EntryState::Accepted { .. } | EntryState::Refused { .. } | EntryState::Dismissed => {
                None
            }
        }
    }

    /// The network it is about, where that has a name already.
    pub(crate) const fn network(&self) -> Option<&ServiceId> {
        match &self.intent {
            Intent::Create(_) => None,
            Intent::Resize(resize) => Some(&resize.service_id),
            Intent::Delete { service_id } => Some(service_id),
        }
    }

    /// Whether sending it again cannot do it twice. A change or deletion done twice is
    /// done once; a network is ordered twice unless the operator recognises the key, which
    /// it may have forgotten after a day.
    pub(crate) fn is_repeatable(&self, honours_idempotency: bool, now: DateTime<Utc>) -> bool {
        match self.intent {
            Intent::Create(_) => honours_idempotency && self.has_living_key(now),
            Intent::Resize(_) | Intent::Delete { .. } => true,
        }
    }

    /// Whether sending it again cannot do it twice, and the person wanted it less than a day
    /// ago: then it may be sent again unasked.
    pub(super) fn may_be_repeated_unasked(
        &self,
        honours_idempotency: bool,
        now: DateTime<Utc>,
    ) -> bool {
        let is_trusted = honours_idempotency || self.is_taking_back();
        is_trusted && self.is_repeatable(honours_idempotency, now) && self.is_fresh(now)
    }

    /// Whether it is less than a day old: what a person wanted longer ago is not done
    /// unasked. A clock that was set back makes nothing old.
    pub(super) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        now < self.wanted_until()
    }

    /// Until when it is sent unasked.
    pub(crate) fn wanted_until(&self) -> DateTime<Utc> {
        self.placed_at
            .checked_add_signed(LONGEST_WANTED)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Whether the operator still remembers its key. Where the clock was set back, nobody
    /// knows.
    fn has_living_key(&self, now: DateTime<Utc>) -> bool {
        let age = now - self.placed_at;
        (TimeDelta::zero()..KEY_LIFE).contains(&age)
    }

    /// Whether it deletes a part of an order that is taken back.
    pub(crate) const fn is_taking_back(&self) -> bool {
        matches!(self.intent, Intent::Delete { .. }) && self.group.is_some()
    }

    /// Whether looking at the operator can tell what became of it.
    pub(crate) const fn can_be_looked_for(&self) -> bool {
        match self.certainty() {
            Some(Certainty::Unknown) => true,
            Some(Certainty::AcceptedWithoutId) => matches!(self.intent, Intent::Create(_)),
            Some(Certainty::Planned | Certainty::Sending) | None => false,
        }
    }

    /// The order as the client takes it.
    pub(crate) fn order(&self, network: &NewNetwork) -> NetworkOrder {
        NetworkOrder {
            service_name: network.service_name.clone(),
            endpoints: network.endpoints.clone(),
            connections: network.connections.clone(),
            bandwidth: self.bandwidth,
            level: self.level,
            term: network.term,
            protection: network.protection,
            routing: network.routing,
            idempotency_key: network.idempotency_key.clone(),
            // Its token is added when it is sent, and in no entry.
            sink: None,
        }
    }
}

impl Intent {
    /// What has to be permitted for it.
    pub(crate) const fn action(&self) -> Action {
        match self {
            Self::Create(_) => Action::Order,
            Self::Resize(_) => Action::Resize,
            Self::Delete { .. } => Action::Delete,
        }
    }
}

impl Resize {
    /// The change as the client takes it: only what differs from what is in force, or
    /// both where that is not known.
    pub(crate) fn change(
        &self,
        bandwidth: Option<Mbps>,
        level: Option<&ReportedLevel>,
    ) -> NetworkChange {
        let change = NetworkChange {
            bandwidth: (bandwidth != Some(self.bandwidth)).then_some(self.bandwidth),
            level: (level.and_then(ReportedLevel::known) != Some(self.level)).then_some(self.level),
        };
        if change.bandwidth.is_none() && change.level.is_none() {
            return NetworkChange {
                bandwidth: Some(self.bandwidth),
                level: Some(self.level),
            };
        }
        change
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::start;

    #[test]
    fn entries_from_before_there_were_groups_and_destinations_are_read() {
        let entry = Entry {
            id: OrderId::from_random(1),
            profile: ProfileId::from_random(2),
            destination: None,
            operator: "Operator".to_owned(),
            name: "Nordic ring".to_owned(),
            placed_at: start(),
            level: Level::A,
            bandwidth: Mbps::MIN,
            intent: Intent::Delete {
                service_id: ServiceId::new("net").unwrap(),
            },
            correlator: None,
            state: EntryState::Dismissed,
            group: None,
        };
        let mut stored = serde_json::to_value(&entry).unwrap();
        for added in ["group", "destination"] {
            assert!(stored.as_object_mut().unwrap().remove(added).is_some());
        }
        let read: Entry = serde_json::from_value(stored).unwrap();
        assert_eq!(read, entry);
    }
}
