//! A design: what the customer has drawn, and what is asked of it.

use serde::{Deserialize, Serialize};

use crate::{
    ConnectionId, DesignId, Endpoint, EndpointId, Mbps, Protection, Requirement, Routing, Term,
    TermUnit, WantedLatency,
};

/// A connection between two endpoints of a design.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// Its identifier within the design.
    pub id: ConnectionId,
    /// The endpoint at the customer's edge.
    pub customer_edge: EndpointId,
    /// The endpoint at the provider's edge.
    pub provider_edge: EndpointId,
    /// The longest round trip that is wanted, if any. It is never sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latency: Option<WantedLatency>,
}

impl Connection {
    /// Whether `endpoint` is one of its two ends.
    #[must_use]
    pub fn touches(&self, endpoint: &EndpointId) -> bool {
        self.customer_edge == *endpoint || self.provider_edge == *endpoint
    }

    /// Whether `other` is sent to an operator alike.
    #[must_use]
    pub fn asks_the_same(&self, other: &Self) -> bool {
        (&self.id, &self.customer_edge, &self.provider_edge)
            == (&other.id, &other.customer_edge, &other.provider_edge)
    }

    /// Whether `other` joins the same two endpoints, in either direction.
    #[must_use]
    pub fn joins_the_same(&self, other: &Self) -> bool {
        (self.customer_edge == other.customer_edge && self.provider_edge == other.provider_edge)
            || (self.customer_edge == other.provider_edge
                && self.provider_edge == other.customer_edge)
    }
}

/// A drawn network and its requirement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Design {
    /// Its identifier on this computer.
    pub id: DesignId,
    /// What people call it.
    pub name: String,
    /// Who it is for, as free text of at most [`Self::MAX_NAME`] characters; empty where nobody is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub customer: String,
    /// Sites and clouds, in the order in which they were added.
    pub endpoints: Vec<Endpoint>,
    /// Connections, in the order in which they were added.
    pub connections: Vec<Connection>,
    /// What is asked of every connection.
    pub requirement: Requirement,
}

impl Design {
    /// Longest name, in characters.
    pub const MAX_NAME: usize = 80;

    /// Most connections that can be drawn; one order takes [`MAX_CONNECTIONS`](crate::MAX_CONNECTIONS).
    pub const MAX_CONNECTIONS: usize = 10_000;

    /// An empty design that asks for 100 Mbps over 12 months, unprotected, with BGP.
    #[must_use]
    pub fn empty(id: DesignId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            customer: String::new(),
            endpoints: Vec::new(),
            connections: Vec::new(),
            requirement: Requirement {
                bandwidth: Mbps::new(100).unwrap_or(Mbps::MIN),
                term: Term::new(12, TermUnit::Months).ok(),
                protection: Protection::Unprotected,
                routing: Routing::Bgp,
            },
        }
    }

    /// The endpoint of that identifier.
    #[must_use]
    pub fn endpoint(&self, id: &EndpointId) -> Option<&Endpoint> {
        self.endpoints.iter().find(|endpoint| endpoint.id == *id)
    }

    /// The connection of that identifier.
    #[must_use]
    pub fn connection(&self, id: &ConnectionId) -> Option<&Connection> {
        self.connections
            .iter()
            .find(|connection| connection.id == *id)
    }

    /// Whether `other` is asked about alike: names and wanted latencies aside, which are not sent.
    #[must_use]
    pub fn asks_the_same(&self, other: &Self) -> bool {
        self.requirement == other.requirement && self.is_drawn_as(other)
    }

    /// Whether `other` is sent alike, whatever is asked of the one and the other.
    #[must_use]
    pub fn is_drawn_as(&self, other: &Self) -> bool {
        self.endpoints == other.endpoints
            && self.connections.len() == other.connections.len()
            && self
                .connections
                .iter()
                .zip(&other.connections)
                .all(|(one, other)| one.asks_the_same(other))
    }

    /// Both ends of `connection`: customer edge, provider edge.
    #[must_use]
    pub fn edges(&self, connection: &Connection) -> Option<(&Endpoint, &Endpoint)> {
        Some((
            self.endpoint(&connection.customer_edge)?,
            self.endpoint(&connection.provider_edge)?,
        ))
    }
}
