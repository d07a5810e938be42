//! A service as the API shows it: bought against delivered, in its own spelling.

use std::net::IpAddr;

use camara::{Number, request::EdgeConnection};
use chrono::{DateTime, Utc};
use model::{Level, Mbps};
use serde::Serialize;

use crate::networks::{Lifecycle, Network, Observation, Phase};

/// The answer to an order.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderedAnswer {
    service_id: String,
    resource_group_id: String,
    #[serde(rename = "cloudGatewayIP")]
    cloud_gateway_ip: String,
    /// Only where the order named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    sink: Option<String>,
    x_lifecycle: Lifecycle,
}

/// The answer to a change. The file has the bandwidth as a text here, and names of its own.
#[derive(Serialize)]
pub(super) struct ChangedAnswer {
    #[serde(rename = "serviceId")]
    service_id: String,
    #[serde(rename = "GuaranteeBandwidth")]
    bandwidth: String,
    #[serde(rename = "slaLevel")]
    sla: &'static str,
}

/// A service.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ServiceAnswer {
    #[serde(flatten)]
    ends: Ends,
    #[serde(rename = "purchasedSLA")]
    purchased_sla: &'static str,
    purchased_guarantee_bandwidth: Mbps,
    /// Hours.
    purchased_duration: i64,
    #[serde(flatten)]
    actual: Actual,
    /// Only where the order named one.
    #[serde(skip_serializing_if = "Option::is_none")]
    sink: Option<String>,
    x_lifecycle: Lifecycle,
}

/// What is left of a service that is deleted.
#[derive(Serialize)]
pub(super) struct FinalReport {
    #[serde(flatten)]
    ends: Ends,
    #[serde(flatten)]
    actual: Actual,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ends {
    service_id: String,
    is_protected: bool,
    #[serde(rename = "primaryCEIP", skip_serializing_if = "Option::is_none")]
    primary_customer_edge: Option<IpAddr>,
    #[serde(rename = "secondaryCEIP", skip_serializing_if = "Option::is_none")]
    secondary_customer_edge: Option<IpAddr>,
    #[serde(rename = "primaryPEIP", skip_serializing_if = "Option::is_none")]
    primary_provider_edge: Option<IpAddr>,
    #[serde(rename = "secondaryPEIP", skip_serializing_if = "Option::is_none")]
    secondary_provider_edge: Option<IpAddr>,
}

/// What is delivered. A service that is not ready yet delivers nothing, for no time.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Actual {
    #[serde(flatten)]
    measured: Option<Measured>,
    /// Whole hours since it was ready.
    serviced_duration: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    #[serde(rename = "actualSLA")]
    sla: &'static str,
    actual_guarantee_bandwidth: Mbps,
    /// Round trip, in whole ms.
    actual_latency: u64,
    /// In percent.
    actual_packet_lost_rate: Number,
}

impl OrderedAnswer {
    /// The service at `now`; `None` where it is gone.
    pub(super) fn at(network: Network, now: DateTime<Utc>) -> Option<Self> {
        let x_lifecycle = Lifecycle::at(&network, now)?;
        Some(Self {
            service_id: network.service_id,
            resource_group_id: network.resource_group_id,
            cloud_gateway_ip: network.cloud_gateway_ip,
            sink: network.sink,
            x_lifecycle,
        })
    }
}

impl From<Network> for ChangedAnswer {
    fn from(network: Network) -> Self {
        Self {
            service_id: network.service_id,
            bandwidth: network.bandwidth.to_string(),
            sla: network.sla.as_str(),
        }
    }
}

impl ServiceAnswer {
    /// The service at `now`; `None` where it is gone.
    pub(super) fn at(network: &Network, now: DateTime<Utc>) -> Option<Self> {
        let x_lifecycle = Lifecycle::at(network, now)?;
        let timeline = &network.timeline;
        Some(Self {
            ends: Ends::of(network),
            purchased_sla: network.sla.as_str(),
            purchased_guarantee_bandwidth: network.bandwidth,
            purchased_duration: (timeline.expires_at - timeline.available_at).num_hours(),
            actual: Actual::of(network, now),
            sink: network.sink.clone(),
            x_lifecycle,
        })
    }
}

impl FinalReport {
    /// The service at `now`; `None` where it is gone already.
    pub(super) fn at(network: &Network, now: DateTime<Utc>) -> Option<Self> {
        let is_there = network.timeline.phase(now) != Phase::Gone;
        is_there.then(|| Self {
            ends: Ends::of(network),
            actual: Actual::of(network, now),
        })
    }
}

impl Ends {
    fn of(network: &Network) -> Self {
        let connection = network.ordered.connections.as_deref().unwrap_or_default();
        let connection = connection.first();
        let customer_edge = connection.and_then(|ends| ends.customer_edge.as_ref());
        let provider_edge = connection.and_then(|ends| ends.provider_edge.as_ref());
        let primary = |edge: &EdgeConnection| Some(edge.primary_ip_address.as_ref()?.address());
        let secondary = |edge: &EdgeConnection| Some(edge.secondary_ip_address.as_ref()?.address());
        Self {
            service_id: network.service_id.clone(),
            is_protected: network.ordered.is_protected == Some(true),
            primary_customer_edge: customer_edge.and_then(primary),
            secondary_customer_edge: customer_edge.and_then(secondary),
            primary_provider_edge: provider_edge.and_then(primary),
            secondary_provider_edge: provider_edge.and_then(secondary),
        }
    }
}

impl Actual {
    fn of(network: &Network, now: DateTime<Utc>) -> Self {
        let observation = Observation::of(network, now);
        Self {
            serviced_duration: observation.map_or(0, |seen| seen.serviced_hours),
            measured: observation.map(Measured::from),
        }
    }
}

impl From<Observation> for Measured {
    fn from(seen: Observation) -> Self {
        Self {
            sla: Level::as_str(seen.sla),
            actual_guarantee_bandwidth: seen.bandwidth,
            actual_latency: (seen.latency_us + 500) / 1_000,
            actual_packet_lost_rate: seen.loss_percent().into(),
        }
    }
}
