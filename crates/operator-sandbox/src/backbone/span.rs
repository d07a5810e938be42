//! One connection of a demand, with its edges placed.

use model::Coordinates;

use super::{
    Backbone, Demand, book::AccessClass, mesh::metres, placement::Placed, price::Distance,
    refusal::EdgeName,
};

/// Metres of fibre that light passes there and back in a microsecond: 200 km per ms.
pub(super) const FIBRE_M_PER_US: u32 = 100;

/// A connection whose edges have been placed.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    pub(super) index: usize,
    pub(super) edges: [Placed; 2],
    /// `None` where no line reaches the edge.
    pub(super) access: [Option<&'a AccessClass>; 2],
}

impl<'a> Span<'a> {
    pub(super) fn all(backbone: &'a Backbone, demand: &Demand<'_>) -> Vec<Self> {
        let connections = demand.connections.iter().enumerate();
        connections
            .map(|(index, connection)| {
                let edges = [&connection.customer_edge, &connection.provider_edge]
                    .map(|edge| backbone.place(edge.as_ref()));
                Self {
                    index,
                    edges,
                    access: edges.map(|edge| backbone.book.access(edge.access_m)),
                }
            })
            .collect()
    }

    pub(super) fn distance_class(&self, backbone: &Backbone) -> Distance {
        let [a, b] = self.edges.map(|edge| edge.metro);
        if a == b {
            Distance::Metro
        } else if backbone.metro(a).zone == backbone.metro(b).zone {
            Distance::Zone
        } else {
            Distance::Interzone
        }
    }

    /// The round trip over the straight line, for a connection without a way.
    pub(super) fn straight_us(&self) -> u32 {
        metres(self.distance_km()) / FIBRE_M_PER_US
    }

    pub(super) fn distance_km(&self) -> f64 {
        let [a, b]: [Coordinates; 2] = self.edges.map(|edge| edge.coordinates);
        a.distance_km(b)
    }

    pub(super) fn named_edges(
        &self,
    ) -> impl Iterator<Item = (EdgeName, Placed, Option<&'a AccessClass>)> {
        let edges = self.edges.into_iter().zip(self.access).zip([true, false]);
        let connection = self.index;
        edges.map(move |((placed, access), is_customers)| {
            let name = EdgeName {
                connection,
                is_customers,
            };
            (name, placed, access)
        })
    }
}
