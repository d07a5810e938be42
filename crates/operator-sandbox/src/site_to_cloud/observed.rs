//! What a service gives.

use chrono::{DateTime, Utc};
use model::{Level, Mbps};

use crate::{
    backbone::Backbone,
    networks::{Network, Phase},
};

/// What a network gives. Loss is not measured yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Observation {
    pub(super) sla: Level,
    pub(super) bandwidth: Mbps,
    /// Round trip of the connection that takes longest, in microseconds.
    pub(super) latency_us: u64,
    /// Whole hours since it became available.
    pub(super) serviced_hours: u64,
}

impl Observation {
    /// What is known of a network at `now`: nothing before it was available.
    pub(super) fn of(network: &Network, backbone: &Backbone, now: DateTime<Utc>) -> Option<Self> {
        let timeline = &network.timeline;
        let measured_at = match timeline.phase(now) {
            Phase::Requested | Phase::Gone => return None,
            Phase::Available | Phase::Deleting => now,
            Phase::Expired => timeline.expires_at,
        };
        let verdict = backbone.assess(&network.demand());
        let longest = verdict.connections.iter().map(|it| it.latency_ms);
        let serviced = measured_at - timeline.available_at;
        Some(Self {
            sla: network.sla,
            bandwidth: network.bandwidth,
            latency_us: (longest.fold(0.0, f64::max) * 1_000.0).round() as u64,
            serviced_hours: u64::try_from(serviced.num_hours()).unwrap_or(0),
        })
    }
}
