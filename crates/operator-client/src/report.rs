//! What an operator says of a network, in the terms of the port.

use camara::response::{Lifecycle, Network};
use model::{Protection, ServiceId};

use crate::{DrawnNetwork, NetworkReport, ReportedLifecycle, ReportedStatus, transport::BLANK};

/// The identifier an operator gave. One that is nothing but space, or that was a secret, is none.
pub(crate) fn given_id(text: &str) -> Option<ServiceId> {
    ServiceId::new(text)
        .ok()
        .filter(|_| !text.trim().is_empty() && !text.contains(BLANK))
}

/// The report of a network as it was read.
pub(crate) fn report(network: Network) -> NetworkReport {
    NetworkReport {
        level: network.level,
        bandwidth: network.bandwidth,
        term: network.duration,
        protection: network.is_protected.map(Protection::from),
        gateway: network.gateway,
        lifecycle: network.lifecycle.map(lifecycle),
        service_name: network.service_name,
        observed: network.observed,
        drawn: network.wiring.map(|wiring| DrawnNetwork {
            endpoints: wiring.endpoints,
            connections: wiring.connections,
        }),
        routing: network
            .route_protocol
            .and_then(|routing| routing.parse().ok()),
    }
}

fn lifecycle(lifecycle: Lifecycle) -> ReportedLifecycle {
    ReportedLifecycle {
        status: match lifecycle.status.as_str() {
            "REQUESTED" => ReportedStatus::Requested,
            "AVAILABLE" => ReportedStatus::Available,
            "UNAVAILABLE" => ReportedStatus::Unavailable,
            _ => ReportedStatus::Other(lifecycle.status),
        },
        status_info: lifecycle.status_info,
        started_at: lifecycle.started_at,
        expires_at: lifecycle.expires_at,
        pending: lifecycle.pending,
    }
}
