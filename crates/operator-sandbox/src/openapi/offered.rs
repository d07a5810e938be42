//! What of an operator's settings its documents tell of.

use crate::{Reading, SandboxState, notifications::OrderSinks};

/// What an operator offers beside what every operator does; by default nothing, read leniently.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offered {
    /// How it reads the published texts.
    pub reading: Reading,
    /// Whether an order may name a sink.
    pub order_sinks: OrderSinks,
    /// Whether it lists a client's networks.
    pub is_listed: bool,
}

impl Offered {
    /// What this operator offers.
    pub(crate) fn by(state: &SandboxState) -> Self {
        Self {
            reading: state.reading(),
            order_sinks: state.notifications().order_sinks,
            is_listed: state.is_listed(),
        }
    }
}

impl From<Reading> for Offered {
    fn from(reading: Reading) -> Self {
        Self {
            reading,
            ..Self::default()
        }
    }
}
