//! A network as the API shows it (`Network`), with `xLifecycle`.

use camara::{
    Number,
    request::{Connection, Duration},
};
use chrono::{DateTime, SecondsFormat, Utc};
use model::{Level, Mbps};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{
    Network,
    observation::Observation,
    timeline::{Change, Phase},
};

/// The body of an answer.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NetworkAnswer {
    service_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    service_name: Option<String>,
    is_protected: bool,
    connections: Vec<Connection>,
    sla: &'static str,
    guarantee_bandwidth: Mbps,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<Duration>,
    #[serde(skip_serializing_if = "Option::is_none")]
    route_protocol: Option<String>,
    resource_group_id: String,
    cloud_gateway_ip: String,
    /// Only where the order named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    sink: Option<String>,
    x_lifecycle: Lifecycle,
    #[serde(skip_serializing_if = "Option::is_none")]
    x_observed: Option<Observed>,
}

/// What is measured; an addition to the standard.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Observed {
    sla: &'static str,
    guarantee_bandwidth: Mbps,
    latency_ms: Number,
    packet_loss_percent: Number,
    serviced_hours: u64,
}

/// Where the network is in its life; an addition to the standard.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Lifecycle {
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_info: Option<&'static str>,
    requested_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    started_at: Option<String>,
    /// Promised from the order on.
    expires_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pending_change: Option<PendingChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PendingChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    guarantee_bandwidth: Option<Mbps>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sla: Option<&'static str>,
}

impl NetworkAnswer {
    /// The network at `now`; `None` where it is gone.
    pub(super) fn at(network: Network, now: DateTime<Utc>) -> Option<Self> {
        let x_lifecycle = Lifecycle::at(&network, now)?;
        let x_observed = Observation::of(&network, now).map(Observed::from);
        let order = network.ordered;
        Some(Self {
            service_id: network.service_id,
            service_name: order.service_name,
            is_protected: order.is_protected == Some(true),
            connections: order.connections.unwrap_or_default(),
            sla: network.sla.as_str(),
            guarantee_bandwidth: network.bandwidth,
            duration: order.duration,
            route_protocol: order.route_protocol,
            resource_group_id: network.resource_group_id,
            cloud_gateway_ip: network.cloud_gateway_ip,
            sink: network.sink,
            x_lifecycle,
            x_observed,
        })
    }
}

impl Lifecycle {
    /// Where it is at `now`; `None` where it is gone.
    pub(crate) fn at(network: &Network, now: DateTime<Utc>) -> Option<Self> {
        let timeline = &network.timeline;
        let (status, status_info) = match timeline.phase(now) {
            Phase::Requested => ("REQUESTED", None),
            Phase::Available => ("AVAILABLE", None),
            // The life cycle has no state for a deletion before the network is ready.
            Phase::Deleting => ("AVAILABLE", Some("DELETE_REQUESTED")),
            Phase::Expired => ("UNAVAILABLE", Some("DURATION_EXPIRED")),
            Phase::Terminated => ("UNAVAILABLE", Some("NETWORK_TERMINATED")),
            Phase::Gone => return None,
        };
        Some(Self {
            status,
            status_info,
            requested_at: rfc3339(timeline.requested_at),
            started_at: timeline.started_at(now).map(rfc3339),
            expires_at: rfc3339(timeline.expires_at),
            pending_change: timeline.pending_change(now).map(PendingChange::from),
        })
    }
}

impl From<Observation> for Observed {
    fn from(observation: Observation) -> Self {
        // Tenths of a millisecond, half up.
        let tenths = (observation.latency_us + 50) / 100;
        Self {
            sla: observation.sla.as_str(),
            guarantee_bandwidth: observation.bandwidth,
            latency_ms: Decimal::from_i128_with_scale(i128::from(tenths), 1).into(),
            packet_loss_percent: observation.loss_percent().into(),
            serviced_hours: observation.serviced_hours,
        }
    }
}

impl From<&Change> for PendingChange {
    fn from(change: &Change) -> Self {
        Self {
            guarantee_bandwidth: change.bandwidth,
            sla: change.sla.map(Level::as_str),
        }
    }
}

fn rfc3339(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}
