//! An operator's answer to "could you, for how much, and by when".

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    AssessmentId, ConnectionId, DesignId, Fee, Level, ProfileId, ReportedLevel, Requirement,
};

/// Where a number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// An operator said so just then.
    Live,
    /// Frozen in a quote.
    Quote,
    /// A simulated operator said so, frozen or not.
    Simulated,
    /// Nobody said.
    Missing,
}

impl Origin {
    /// The value of the automation attribute `data-origin`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Quote => "quote",
            Self::Simulated => "simulated",
            Self::Missing => "missing",
        }
    }

    /// The origin once the number is kept in a quote; a simulated one stays simulated.
    #[must_use]
    pub const fn frozen(self) -> Self {
        match self {
            Self::Live | Self::Quote => Self::Quote,
            Self::Simulated => Self::Simulated,
            Self::Missing => Self::Missing,
        }
    }
}

/// How long until a network could be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "days")]
#[serde(try_from = "written::Wait")]
pub enum Wait {
    /// So many days (`waitDays`, 1 to 3650; 0 is at once).
    Days(u32),
    /// The operator does not say.
    Unknown,
}

impl Wait {
    /// The number of days, where it is known.
    #[must_use]
    pub const fn days(self) -> Option<u32> {
        match self {
            Self::Days(days) => Some(days),
            Self::Unknown => None,
        }
    }
}

/// Whether something can be built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[serde(from = "written::Feasibility")]
pub enum Feasibility {
    /// It can.
    Feasible,
    /// It cannot.
    Infeasible {
        /// The operator's own words, where it gave any.
        reason: Option<String>,
    },
    /// The operator does not say.
    Unknown,
}

/// One level an operator answered about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which level; absent where the operator named none.
    pub level: Option<ReportedLevel>,
    /// Whether it can be had.
    pub feasibility: Feasibility,
    /// What it would cost; absent is "price on request", never free of charge.
    pub fee: Option<Fee>,
    /// When it would be ready.
    pub wait: Wait,
}

impl Offer {
    /// The value of the automation attribute `data-state`: `available` (at most one
    /// day), `later`, `unavailable` or `unknown`.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match (&self.feasibility, self.wait) {
            (Feasibility::Infeasible { .. }, _) => "unavailable",
            (Feasibility::Unknown, _) | (_, Wait::Unknown) => "unknown",
            (Feasibility::Feasible, Wait::Days(0 | 1)) => "available",
            (Feasibility::Feasible, Wait::Days(_)) => "later",
        }
    }

    /// The level, where it is one of the three.
    #[must_use]
    pub fn known_level(&self) -> Option<Level> {
        self.level.as_ref().and_then(ReportedLevel::known)
    }

    /// Whether it can be ordered: a known level that is not refused.
    #[must_use]
    pub fn orderable(&self) -> Option<Level> {
        match self.feasibility {
            Feasibility::Infeasible { .. } => None,
            Feasibility::Feasible | Feasibility::Unknown => self.known_level(),
        }
    }
}

/// The offer that stands for all of them: the one of the chosen level, else the lowest that can be had, else the first.
#[must_use]
pub fn headline(chosen: Option<Level>, offers: &[Offer]) -> Option<&Offer> {
    let is_chosen = |offer: &&Offer| chosen.is_some() && offer.known_level() == chosen;
    let can_be_had = |offer: &&Offer| offer.orderable().is_some();
    let mut each = offers.iter();
    each.clone()
        .find(is_chosen)
        .or_else(|| each.clone().find(can_be_had))
        .or_else(|| each.next())
}

/// Whether anything of an answer is simulated: the operator, or a fee of a live one.
#[must_use]
pub fn is_simulated(origin: Origin, offers: &[Offer]) -> bool {
    let mut fees = offers.iter().filter_map(|offer| offer.fee);
    origin == Origin::Simulated || fees.any(|fee| fee.origin == Origin::Simulated)
}

/// What the operator says of one connection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConnectionVerdict {
    /// Which connection.
    pub connection: ConnectionId,
    /// Whether it can be built.
    pub feasibility: Feasibility,
    /// Length of the operator's path in km, where it says so.
    pub distance_km: Option<f64>,
    /// Round-trip latency of that path in ms, where it says so.
    pub latency_ms: Option<f64>,
    /// What it offers for this connection alone, where it was asked about by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Offer>,
}

impl ConnectionVerdict {
    /// The offer of that level for this connection alone.
    #[must_use]
    pub fn offer(&self, level: Level) -> Option<&Offer> {
        self.offers
            .iter()
            .find(|offer| offer.level == Some(ReportedLevel::Known(level)))
    }
}

/// An answered assessment with everything needed to show, freeze and repeat it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Its identifier on this computer.
    pub id: AssessmentId,
    /// The design that was asked about.
    pub design: DesignId,
    /// That design's revision when it was asked about.
    pub design_revision: u64,
    /// The operator that was asked.
    pub profile: ProfileId,
    /// The operator's name then.
    pub operator: String,
    /// Live or simulated.
    pub origin: Origin,
    /// When it was answered.
    pub assessed_at: DateTime<Utc>,
    /// How long the answer took, in ms.
    pub took_ms: u32,
    /// The correlator the operator knows the call by.
    pub correlator: String,
    /// What was asked for.
    pub requirement: Requirement,
    /// One to three offers, lowest level first.
    pub offers: Vec<Offer>,
    /// What was said of single connections; empty where nothing was.
    pub connections: Vec<ConnectionVerdict>,
    /// The request's body as sent.
    pub request: String,
    /// The answer's body as received.
    pub response: String,
}

impl Assessment {
    /// The round trip in ms that the operator says of that connection, if it does.
    #[must_use]
    pub fn latency_of(&self, connection: &ConnectionId) -> Option<f64> {
        let verdicts = &self.connections;
        let of = verdicts
            .iter()
            .find(|verdict| verdict.connection == *connection);
        of?.latency_ms
    }

    /// The offer of that level.
    #[must_use]
    pub fn offer(&self, level: Level) -> Option<&Offer> {
        self.offers
            .iter()
            .find(|offer| offer.level == Some(ReportedLevel::Known(level)))
    }
}

/// The enums as they are written: read as plain structs, they cost the interface a fraction of what
/// serde's reader of tagged enums does.
mod written {
    use serde::Deserialize;

    use crate::Missing;

    #[derive(Deserialize)]
    pub(super) struct Wait {
        kind: WaitKind,
        days: Option<u32>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum WaitKind {
        Days,
        Unknown,
    }

    impl TryFrom<Wait> for super::Wait {
        type Error = Missing;

        fn try_from(wait: Wait) -> Result<Self, Missing> {
            match wait.kind {
                WaitKind::Days => wait.days.map(Self::Days).ok_or(Missing("days")),
                WaitKind::Unknown => Ok(Self::Unknown),
            }
        }
    }

    #[derive(Deserialize)]
    pub(super) struct Feasibility {
        kind: FeasibilityKind,
        reason: Option<String>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum FeasibilityKind {
        Feasible,
        Infeasible,
        Unknown,
    }

    impl From<Feasibility> for super::Feasibility {
        fn from(feasibility: Feasibility) -> Self {
            match feasibility.kind {
                FeasibilityKind::Feasible => Self::Feasible,
                FeasibilityKind::Infeasible => Self::Infeasible {
                    reason: feasibility.reason,
                },
                FeasibilityKind::Unknown => Self::Unknown,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(feasibility: Feasibility, wait: Wait) -> Offer {
        Offer {
            level: Some(Level::A.into()),
            feasibility,
            fee: None,
            wait,
        }
    }

    #[test]
    fn the_state_of_an_offer() {
        let refused = Feasibility::Infeasible { reason: None };
        assert_eq!(
            offer(Feasibility::Feasible, Wait::Days(1)).state(),
            "available"
        );
        assert_eq!(offer(Feasibility::Feasible, Wait::Days(2)).state(), "later");
        assert_eq!(
            offer(Feasibility::Feasible, Wait::Unknown).state(),
            "unknown"
        );
        assert_eq!(offer(refused, Wait::Days(1)).state(), "unavailable");
    }

    #[test]
    fn the_chosen_offer_stands_for_all_else_the_lowest_that_can_be_had() {
        let of = |level: Level, feasibility: Feasibility| Offer {
            level: Some(level.into()),
            ..offer(feasibility, Wait::Unknown)
        };
        let refused = Feasibility::Infeasible { reason: None };
        let offers = [
            of(Level::A, refused),
            of(Level::AA, Feasibility::Feasible),
            of(Level::AAA, Feasibility::Feasible),
        ];
        let level = |chosen, offers| headline(chosen, offers).and_then(Offer::known_level);
        assert_eq!(level(Some(Level::AAA), &offers), Some(Level::AAA));
        assert_eq!(level(None, &offers), Some(Level::AA));
        assert_eq!(level(None, &offers[..1]), Some(Level::A));
        assert_eq!(level(Some(Level::AAA), &offers[..2]), Some(Level::AA));
        assert_eq!(headline(None, &[]), None);
    }

    #[test]
    fn a_simulated_fee_of_a_live_operator_is_simulated() {
        let mut offers = [offer(Feasibility::Feasible, Wait::Unknown)];
        assert!(!is_simulated(Origin::Quote, &offers));
        assert!(is_simulated(Origin::Simulated, &offers));
        offers[0].fee = Some(Fee {
            money: crate::Money {
                amount: 1.into(),
                currency: crate::Currency::new("EUR").unwrap(),
            },
            period: crate::FeePeriod::Month,
            origin: Origin::Simulated,
        });
        assert!(is_simulated(Origin::Quote, &offers));
    }

    #[test]
    fn a_simulated_number_stays_simulated_in_a_quote() {
        assert_eq!(Origin::Simulated.frozen(), Origin::Simulated);
        assert_eq!(Origin::Live.frozen(), Origin::Quote);
    }
}
