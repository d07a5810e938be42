//! What a network connects, as its operator tells it.

use model::{Connection, ConnectionId, Endpoint, EndpointId, EndpointKind, MAX_CONNECTIONS};

use super::tree::Object;
use crate::location;

/// Edges and the connections between them, under identifiers of the reader's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wiring {
    /// Sites and clouds, each once.
    pub endpoints: Vec<Endpoint>,
    /// Connections between them.
    pub connections: Vec<Connection>,
}

impl Wiring {
    /// Reads `connections`; `None` where there are none, or one of them cannot be read in
    /// full: half a network would be drawn as a whole one.
    pub(super) fn of(network: &Object<'_>) -> Option<Self> {
        let listed = network.objects(&["connections"], MAX_CONNECTIONS + 1);
        if listed.is_empty() || listed.len() > MAX_CONNECTIONS {
            return None;
        }
        let mut wiring = Self::default();
        for (number, connection) in listed.iter().enumerate() {
            let customer_edge = wiring.edge(&connection.object(&["customerEdge"])?)?;
            let provider_edge = wiring.edge(&connection.object(&["providerEdge"])?)?;
            wiring.connections.push(Connection {
                id: ConnectionId::new(format!("c{}", number + 1)).ok()?,
                customer_edge,
                provider_edge,
                latency: None,
            });
        }
        Some(wiring)
    }

    /// The identifier of that edge, which is taken in where it is new.
    fn edge(&mut self, edge: &Object<'_>) -> Option<EndpointId> {
        let address = |name| edge.object(&[name])?.text(&["address"])?.parse().ok();
        let location = edge.text(&["location"])?;
        let place = location::decode(&location)?;
        let number = self.endpoints.len() + 1;
        let kind = match edge.text(&["type"])?.to_ascii_lowercase().as_str() {
            "site" => EndpointKind::Site,
            "cloud" => EndpointKind::Cloud,
            _ => return None,
        };
        let primary_ip = address("primaryIpAddress")?;
        let endpoint = Endpoint {
            id: EndpointId::new(format!("e{number}")).ok()?,
            kind,
            label: place.label.map_or_else(
                || format!("{} {number}", kind.as_str()),
                |label| label.replace('_', " "),
            ),
            place: None,
            region: None,
            coordinates: place.coordinates,
            primary_ip,
            secondary_ip: address("secondaryIpAddress"),
        };
        let known = self.endpoints.iter().find(|known| {
            known.primary_ip == primary_ip && known.coordinates == endpoint.coordinates
        });
        if let Some(known) = known {
            return Some(known.id.clone());
        }
        let id = endpoint.id.clone();
        self.endpoints.push(endpoint);
        Some(id)
    }
}
