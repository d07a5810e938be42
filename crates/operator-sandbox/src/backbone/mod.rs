//! The simulated network: what can be built over it, for how much, and how soon.
//!
//! Pure: the same question and seed get the same answer on every machine.
//! `docs/sandbox-operator.md` explains the model with a worked example.

mod book;
mod capacity;
mod ledger;
mod mesh;
mod offer;
mod outcome;
mod placement;
mod plan;
mod price;
mod refusal;
mod routes;
mod span;

use camara::request::Connection;
use chrono::{DateTime, Utc};
use model::{GrantedTerm, Level, Mbps};

use book::PriceBook;
use mesh::Mesh;
use outcome::Outcome;
use placement::Line;
use span::Span;

use crate::random::digest;

pub use capacity::{Capacity, InvalidCapacity};
pub use ledger::{Holding, Ledger};
pub(crate) use ledger::{Resource, Standing};
pub use offer::{ConnectionVerdict, LevelOffer, RentPeriod, Terms, Verdict};
pub use refusal::{Refusal, RefusalKind};

/// The operator's network and price book.
#[derive(Debug)]
pub struct Backbone {
    mesh: Mesh,
    book: PriceBook,
    seed: u64,
}

/// The built-in description of the network or the prices contradicts itself.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox operator's {file} is not usable: {reason}")]
pub struct DataError {
    file: &'static str,
    reason: String,
}

/// What a customer asks for.
#[derive(Clone, Copy, Debug)]
pub struct Demand<'a> {
    /// The connections, with both edges and their primary addresses.
    pub connections: &'a [Connection],
    /// Guaranteed on each connection.
    pub bandwidth: Mbps,
    /// Whether the secondary edges are used.
    pub is_protected: bool,
    /// How long; `None` where the customer left it open.
    pub term: Option<GrantedTerm>,
}

/// What else is in the network when a demand is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Occupancy<'a> {
    /// What standing networks hold.
    pub ledger: &'a Ledger,
    /// The network whose change is looked at: what it holds is no obstacle to itself.
    pub own: Option<&'a str>,
    /// The present moment.
    pub now: DateTime<Utc>,
}

/// How a demand is met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routing {
    /// What it holds of trunks and access lines.
    pub holding: Holding,
    /// Round trip of the connection that takes longest, in microseconds.
    pub latency_us: u32,
    /// Until it is ready, 1 or more, as [`Terms`] have it.
    pub wait_days: u32,
}

impl Backbone {
    /// Reads the built-in network and price book. `seed` decides where edges without a
    /// location are placed.
    ///
    /// # Errors
    /// [`DataError`] where the data contradicts itself.
    pub fn load(seed: u64) -> Result<Self, DataError> {
        Ok(Self {
            mesh: Mesh::load()?,
            book: PriceBook::load()?,
            seed,
        })
    }

    /// What the operator offers at each level, and what it says to each connection.
    #[must_use]
    pub fn assess(&self, demand: &Demand<'_>, occupancy: &Occupancy<'_>) -> Verdict {
        offer::assess(self, demand, occupancy)
    }

    /// Leads a demand over the network at a level.
    ///
    /// # Errors
    /// The reason that [`Self::assess`] tells as well.
    pub fn route(
        &self,
        demand: &Demand<'_>,
        level: Level,
        occupancy: &Occupancy<'_>,
    ) -> Result<Routing, Refusal> {
        if self.book.level(level).needs_protection && !demand.is_protected {
            return Err(Refusal::needs_protection(level.as_str()));
        }
        let spans = Span::all(self, demand);
        let outcome = Outcome::of(self, &spans, demand.bandwidth.get(), level, occupancy);
        match outcome.refusal() {
            Some(refusal) => Err(refusal),
            None => Ok(Routing {
                latency_us: outcome.latency_us(),
                wait_days: outcome.wait_days(&spans, level),
                holding: outcome.plan.holding,
            }),
        }
    }

    /// A number that follows from the seed and `text`.
    pub(crate) fn number_of(&self, text: &str) -> u64 {
        let hash = digest(format!("{} {text}", self.seed).as_bytes());
        hash.iter()
            .take(8)
            .fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }

    /// A resource as it is stored: `FRA-BER`, `52520000,13400000` or an address.
    pub(crate) fn resource_name(&self, resource: Resource) -> String {
        match resource {
            Resource::Trunk(trunk) => self.mesh.trunk_name(trunk).to_owned(),
            Resource::Line(Line::At {
                latitude,
                longitude,
            }) => format!("{latitude},{longitude}"),
            Resource::Line(Line::Of(address)) => address.to_string(),
        }
    }

    /// The resource of a stored name; `None` where the network has it no more.
    pub(crate) fn resource_named(&self, name: &str) -> Option<Resource> {
        if let Some((latitude, longitude)) = name.split_once(',') {
            return Some(Resource::Line(Line::At {
                latitude: latitude.parse().ok()?,
                longitude: longitude.parse().ok()?,
            }));
        }
        let address = name
            .parse()
            .ok()
            .map(|address| Resource::Line(Line::Of(address)));
        address.or_else(|| self.mesh.trunk_named(name).map(Resource::Trunk))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_is_known_by_its_name() {
        let backbone = Backbone::load(1).unwrap();
        for name in ["FRA-BER", "-33900000,151200000", "192.0.2.1", "2001:db8::1"] {
            let resource = backbone.resource_named(name).unwrap();
            assert_eq!(backbone.resource_name(resource), name);
        }
        assert_eq!(backbone.resource_named("FRA-XXX"), None);
    }
}
