//! Where an edge of a connection stands in the network.

use std::net::{IpAddr, Ipv4Addr};

use camara::{location, request::EdgeConnection};
use model::Coordinates;

use super::{
    Backbone,
    mesh::{Metro, MetroIndex, metres},
};

/// An edge and the metro it is joined to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) metro: MetroIndex,
    pub(super) coordinates: Coordinates,
    /// Straight distance to the metro, in metres.
    pub(super) access_m: u32,
    pub(super) line: Line,
}

/// The access line of an edge. Edges at one place share one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Line {
    /// At a place, in millionths of a degree.
    At {
        /// North is above 0.
        latitude: i32,
        /// East is above 0.
        longitude: i32,
    },
    /// Of an address whose place the customer did not say. Nothing is known about it, and so
    /// no limit of the model is applied to it.
    Of(IpAddr),
}

impl Placed {
    /// Whether the customer said where it is.
    pub(super) const fn is_known(&self) -> bool {
        matches!(self.line, Line::At { .. })
    }
}

impl Backbone {
    /// Places an edge by its location, else by a hash of its primary address: in one of
    /// the metros, always the same one.
    pub(super) fn place(&self, edge: Option<&EdgeConnection>) -> Placed {
        let location = edge.and_then(|edge| edge.location.as_deref());
        if let Some(stated) = location.and_then(location::decode) {
            let coordinates = stated.coordinates;
            let metro = self.mesh.nearest(coordinates);
            let km = self.metro(metro).coordinates.distance_km(coordinates);
            return Placed {
                metro,
                coordinates,
                access_m: metres(km),
                line: Line::At {
                    latitude: millionths(coordinates.latitude()),
                    longitude: millionths(coordinates.longitude()),
                },
            };
        }
        let address = edge.and_then(|edge| edge.primary_ip_address.as_ref());
        let address = address.map_or(Ipv4Addr::UNSPECIFIED.into(), |address| address.address());
        let metro = self.mesh.metro_for(self.number_of(&address.to_string()));
        Placed {
            metro,
            coordinates: self.metro(metro).coordinates,
            access_m: 0,
            line: Line::Of(address),
        }
    }

    pub(super) fn metro(&self, index: MetroIndex) -> &Metro {
        self.mesh.metro(index)
    }
}

fn millionths(degrees: f64) -> i32 {
    (degrees * 1e6).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(address: &str, location: Option<&str>) -> EdgeConnection {
        let address: IpAddr = address.parse().unwrap();
        EdgeConnection {
            primary_ip_address: Some(address.into()),
            location: location.map(str::to_owned),
            ..EdgeConnection::default()
        }
    }

    #[test]
    fn a_location_that_can_be_read_decides() {
        let backbone = Backbone::load(1).unwrap();
        let berlin = edge("192.0.2.1", Some("N52.520008_E13.404954_Berlin_HQ"));
        let placed = backbone.place(Some(&berlin));
        assert_eq!(backbone.metro(placed.metro).name, "Berlin");
        assert!(placed.is_known() && placed.access_m < 30_000);
        let same_place = edge("192.0.2.9", Some("N52.520008_E13.404954"));
        assert_eq!(backbone.place(Some(&same_place)).line, placed.line);
    }

    #[test]
    fn without_one_the_address_decides_and_the_seed_with_it() {
        let backbone = Backbone::load(1).unwrap();
        let metro = |backbone: &Backbone, edge| backbone.place(Some(&edge)).metro;
        let first = metro(&backbone, edge("192.0.2.1", Some("string")));
        assert_eq!(first, metro(&backbone, edge("192.0.2.1", None)));
        assert!(!backbone.place(Some(&edge("192.0.2.1", None))).is_known());
        let addresses = (0..40).map(|last| edge(&format!("192.0.2.{last}"), None));
        let metros: Vec<_> = addresses
            .clone()
            .map(|edge| metro(&backbone, edge))
            .collect();
        assert!(metros.iter().any(|metro| *metro != metros[0]));
        let other = Backbone::load(2).unwrap();
        let moved: Vec<_> = addresses.map(|edge| metro(&other, edge)).collect();
        assert_ne!(metros, moved);
    }
}
