//! What an operator measures of a network (`xObserved`, an addition to the standard).

use model::Observed;

use super::{network::level, tree::Object};

/// Reads a measurement; `None` where nothing of it can be read.
pub(super) fn observed(object: &Object<'_>) -> Option<Observed> {
    let observed = Observed {
        level: level(object),
        bandwidth: object.whole(&["guaranteeBandwidth"]),
        latency_ms: object
            .measure(&["latencyMs"])
            .filter(|latency| *latency >= 0.0),
        loss_percent: object
            .measure(&["packetLossPercent"])
            .filter(|loss| (0.0..=100.0).contains(loss)),
        serviced_hours: object.whole(&["servicedHours"]),
    };
    (observed != Observed::default()).then_some(observed)
}
