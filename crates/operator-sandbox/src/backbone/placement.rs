//! Where an edge of a connection stands in the network.

use camara::{location, request::EdgeConnection};
use model::Coordinates;

use super::{
    Backbone,
    mesh::{Metro, MetroIndex},
};
use crate::random::digest;

/// An edge and the metro it is joined to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) metro: MetroIndex,
    pub(super) coordinates: Coordinates,
    /// Length of the access line.
    pub(super) access_km: f64,
    /// Whether the customer said where it is. Where not, nothing is known about its line,
    /// and so no limit of it is applied.
    pub(super) is_known: bool,
}

impl Backbone {
    /// Places an edge by its location, else by a hash of its primary address: in one of
    /// the metros, always the same one.
    pub(super) fn place(&self, edge: &EdgeConnection) -> Placed {
        let stated = edge.location.as_deref().and_then(location::decode);
        if let Some(stated) = stated {
            let (metro, access_km) = self.mesh.nearest(stated.coordinates);
            return Placed {
                metro,
                coordinates: stated.coordinates,
                access_km,
                is_known: true,
            };
        }
        let address = edge
            .primary_ip_address
            .as_ref()
            .map(|address| address.address().to_string());
        let metro = self
            .mesh
            .metro_for(self.number_of(&address.unwrap_or_default()));
        Placed {
            metro,
            coordinates: self.metro(metro).coordinates,
            access_km: 0.0,
            is_known: false,
        }
    }

    pub(super) fn metro(&self, index: MetroIndex) -> &Metro {
        self.mesh.metro(index)
    }

    fn number_of(&self, address: &str) -> u64 {
        let hash = digest(format!("{} {address}", self.seed).as_bytes());
        hash.iter()
            .take(8)
            .fold(0, |number, byte| (number << 8) | u64::from(*byte))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(address: &str, location: Option<&str>) -> EdgeConnection {
        let address: std::net::IpAddr = address.parse().unwrap();
        EdgeConnection {
            primary_ip_address: Some(address.into()),
            location: location.map(str::to_owned),
            ..EdgeConnection::default()
        }
    }

    #[test]
    fn a_location_that_can_be_read_decides() {
        let backbone = Backbone::load(1).unwrap();
        let placed = backbone.place(&edge("192.0.2.1", Some("N52.520008_E13.404954_Berlin_HQ")));
        assert_eq!(backbone.metro(placed.metro).name, "Berlin");
        assert!(placed.is_known && placed.access_km < 30.0);
    }

    #[test]
    fn without_one_the_address_decides_and_the_seed_with_it() {
        let backbone = Backbone::load(1).unwrap();
        let first = backbone.place(&edge("192.0.2.1", Some("string")));
        assert_eq!(first.metro, backbone.place(&edge("192.0.2.1", None)).metro);
        assert!(!first.is_known);
        let addresses = (0..40).map(|last| edge(&format!("192.0.2.{last}"), None));
        let metros: Vec<_> = addresses
            .clone()
            .map(|edge| backbone.place(&edge).metro)
            .collect();
        assert!(metros.iter().any(|metro| *metro != metros[0]));
        let other = Backbone::load(2).unwrap();
        let moved: Vec<_> = addresses.map(|edge| other.place(&edge).metro).collect();
        assert_ne!(metros, moved);
    }
}
