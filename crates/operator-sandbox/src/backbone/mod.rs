//! The simulated network: what can be built over it, for how much, and how soon.
//!
//! Pure: the same question and seed get the same answer on every machine.
//! `docs/sandbox-operator.md` explains the model with a worked example.

mod book;
mod mesh;
mod offer;
mod placement;
mod price;
mod refusal;

use camara::request::Connection;
use model::{GrantedTerm, Level, Mbps};

use book::PriceBook;
use mesh::Mesh;

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
    pub fn assess(&self, demand: &Demand<'_>) -> Verdict {
        offer::assess(self, demand)
    }

    /// The first reason why the demand cannot be met at `level`; `None` where it can.
    #[must_use]
    pub fn refusal(&self, demand: &Demand<'_>, level: Level) -> Option<Refusal> {
        self.assess(demand)
            .offer(level)
            .terms
            .as_ref()
            .err()
            .cloned()
    }
}
