//! What an operator measures of a network, beside what was purchased.

use serde::{Deserialize, Serialize};

use crate::ReportedLevel;

/// A measurement; absent is what the operator does not say or what cannot be true.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Observed {
    /// The level that was kept.
    pub level: Option<ReportedLevel>,
    /// What each connection gave, in Mbps; 0 is an outage.
    pub bandwidth: Option<u32>,
    /// Round trip, in ms.
    pub latency_ms: Option<f64>,
    /// Lost packets, 0 to 100 percent.
    pub loss_percent: Option<f64>,
    /// Whole hours of service since it became available.
    pub serviced_hours: Option<u32>,
}
