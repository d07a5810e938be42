//! The demo story, and what belongs to a customer.

use model::DesignId;
use serde::{Deserialize, Serialize};

/// How far loading the demo story has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoProgress {
    /// Quotes that are there.
    pub done: u32,
    /// Quotes that it has.
    pub of: u32,
}

/// The demo story is loaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoView {
    /// Its design.
    pub design: DesignId,
    /// Quotes that were made; 0 where all were there before.
    pub quotes: u32,
}

/// Names a customer as designs bear the name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerRequest {
    /// The name.
    pub customer: String,
}

/// What there is of a customer, or what was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerView {
    /// Designs that bear the name.
    pub designs: u32,
    /// Quotes of those designs, or saved under the name.
    pub quotes: u32,
    /// Sessions that connect what was drawn there; they stay.
    pub sessions: u32,
}
