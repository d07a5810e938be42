//! Bodies out of what a customer drew and asks for.

use model::{Connection as Drawn, Endpoint, EndpointId, Level, Mbps, Protection, Routing, Term};

use super::{
    AssessmentRequest, Connection, Duration, EdgeConnection, NetworkCreate, NetworkUpdate,
};
use crate::location;

impl AssessmentRequest {
    /// An assessment of the `connections` between `endpoints`.
    #[must_use]
    pub fn of(
        endpoints: &[Endpoint],
        connections: &[Drawn],
        bandwidth: Mbps,
        term: Option<Term>,
        protection: Protection,
    ) -> Self {
        Self {
            is_protected: Some(protection.is_protected()),
            connections: Some(wire_connections(endpoints, connections, protection)),
            guarantee_bandwidth: Some(bandwidth),
            duration: term.map(Duration::from),
        }
    }
}

impl NetworkCreate {
    /// An order for what `assessed` asks about, at a level and with a routing.
    #[must_use]
    pub fn of(
        assessed: AssessmentRequest,
        service_name: String,
        level: Level,
        routing: Routing,
    ) -> Self {
        Self {
            service_name: Some(service_name),
            is_protected: assessed.is_protected,
            connections: assessed.connections,
            guarantee_bandwidth: assessed.guarantee_bandwidth,
            sla: Some(level),
            duration: assessed.duration,
            route_protocol: Some(routing.as_str().to_owned()),
        }
    }
}

impl NetworkUpdate {
    /// A change to `bandwidth`, `level` or both.
    #[must_use]
    pub const fn of(bandwidth: Option<Mbps>, level: Option<Level>) -> Self {
        Self {
            guarantee_bandwidth: bandwidth,
            sla: level,
        }
    }
}

fn wire_connections(
    endpoints: &[Endpoint],
    connections: &[Drawn],
    protection: Protection,
) -> Vec<Connection> {
    // An end that is not among the endpoints has no edge to send, and every operator
    // refuses a connection without one.
    let edge = |id: &EndpointId| {
        endpoints
            .iter()
            .find(|endpoint| endpoint.id == *id)
            .map(|endpoint| wire_edge(endpoint, protection))
    };
    connections
        .iter()
        .map(|connection| Connection {
            id: Some(connection.id.as_str().to_owned()),
            customer_edge: edge(&connection.customer_edge),
            provider_edge: edge(&connection.provider_edge),
        })
        .collect()
}

fn wire_edge(endpoint: &Endpoint, protection: Protection) -> EdgeConnection {
    EdgeConnection {
        kind: Some(endpoint.kind),
        primary_ip_address: Some(endpoint.primary_ip.into()),
        secondary_ip_address: endpoint
            .secondary_ip
            .filter(|_| protection.is_protected())
            .map(Into::into),
        location: Some(location::encode(endpoint.coordinates, &endpoint.label)),
    }
}
