//! One network as the operator keeps it.

use std::net::Ipv4Addr;

use camara::request::NetworkCreate;
use chrono::{DateTime, Utc};
use model::{Level, Mbps};

use super::{AskedTerm, InForce, Timeline};
use crate::{
    SandboxState,
    backbone::{Backbone, Demand},
    dialect::Dialect,
    random::{self, NoRandomness, digest},
};

/// Bandwidth of an order that names none.
pub(crate) const DEFAULT_BANDWIDTH_MBPS: u32 = 10;

/// A network, whatever its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Network {
    /// The API it was ordered by, the only one it is reached by.
    pub(crate) dialect: Dialect,
    pub(crate) service_id: String,
    pub(crate) resource_group_id: String,
    pub(crate) cloud_gateway_ip: String,
    /// The order, with the duration granted; bandwidth and level stand beside it, because
    /// they can be changed.
    pub(crate) ordered: NetworkCreate,
    pub(crate) bandwidth: Mbps,
    pub(crate) sla: Level,
    pub(crate) timeline: Timeline,
    /// The sink that the order named, as it was spelt.
    pub(crate) sink: Option<String>,
    /// Round trip of the connection that takes longest, in microseconds.
    pub(crate) latency_us: u32,
    /// What its measurements are drawn from.
    pub(crate) noise: u64,
}

impl Network {
    /// A new network that is asked for at `now`, and ready at once until [`Self::built_at`] says when.
    ///
    /// # Errors
    /// [`NoRandomness`] where no identifier can be made.
    pub(super) fn ordered(
        dialect: Dialect,
        order: NetworkCreate,
        term: AskedTerm,
        state: &SandboxState,
        now: DateTime<Utc>,
    ) -> Result<Self, NoRandomness> {
        let service_id = random::identifier()?;
        let hash = digest(service_id.as_bytes());
        let mut network = Self {
            dialect,
            resource_group_id: format!("rg_{}", &random::identifier()?[..16]),
            // 198.18.0.0/15, which RFC 2544 sets aside for tests.
            cloud_gateway_ip: Ipv4Addr::new(198, 18 + hash[0] % 2, hash[1], hash[2]).to_string(),
            service_id,
            bandwidth: bandwidth_of(&order),
            sla: level_of(&order),
            ordered: NetworkCreate {
                guarantee_bandwidth: None,
                sla: None,
                duration: Some(term.granted().into()),
                ..order
            },
            timeline: Timeline {
                requested_at: now,
                available_at: now,
                expires_at: term.end(now),
                change: None,
                removed_at: None,
                terminated_at: None,
            },
            sink: None,
            latency_us: 0,
            noise: 0,
        };
        network.noise = network.drawn_from(state.backbone());
        Ok(network)
    }

    /// Says when it can be used first; its duration begins then.
    pub(super) fn built_at(&mut self, moment: DateTime<Utc>, term: AskedTerm) {
        self.timeline.available_at = moment;
        self.timeline.expires_at = term.end(moment);
    }

    /// What its measurements are drawn from: it follows from the seed, the order and the
    /// moment it was made, and not from the identifier, which no two runs have in common.
    pub(super) fn drawn_from(&self, backbone: &Backbone) -> u64 {
        let ordered = serde_json::to_string(&self.ordered).unwrap_or_default();
        let at = self.timeline.requested_at.timestamp_millis();
        backbone.number_of(&format!("{at} {ordered}"))
    }

    /// What the network gives at a moment: a change counts once it is done.
    pub(super) fn in_force(&self, now: DateTime<Utc>) -> InForce {
        let ordered = InForce {
            bandwidth: self.bandwidth,
            sla: self.sla,
        };
        let pending = self.timeline.pending_change(now);
        pending.map_or(ordered, |change| change.before)
    }

    /// What the network asks of the backbone.
    pub(crate) fn demand(&self) -> Demand<'_> {
        Demand {
            connections: self.ordered.connections.as_deref().unwrap_or_default(),
            bandwidth: self.bandwidth,
            is_protected: self.ordered.is_protected == Some(true),
            term: self
                .ordered
                .duration
                .as_ref()
                .and_then(|duration| duration.granted()),
        }
    }
}

fn bandwidth_of(order: &NetworkCreate) -> Mbps {
    let default = || Mbps::new(DEFAULT_BANDWIDTH_MBPS).unwrap_or(Mbps::MIN);
    order.guarantee_bandwidth.unwrap_or_else(default)
}

fn level_of(order: &NetworkCreate) -> Level {
    order.sla.unwrap_or(Level::A)
}
