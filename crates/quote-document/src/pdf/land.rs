//! The world's coasts, cut to what a map shows.

use std::sync::LazyLock;

use serde::Deserialize;

/// A ring of longitudes and latitudes in degrees.
pub(super) type Ring = Vec<[f64; 2]>;

/// Coasts as they are drawn close up.
static FINE: LazyLock<Vec<Land>> =
    LazyLock::new(|| read(include_bytes!("../../../../assets/basemap/land.json")));
/// Coasts as they are drawn from afar.
static COARSE: LazyLock<Vec<Land>> =
    LazyLock::new(|| read(include_bytes!("../../../../assets/basemap/land-110m.json")));
/// The width of a map, in degrees, from which it shows the coarse coasts.
const AFAR: f64 = 90.0;

/// Land with its lakes: rings filled by the even-odd rule.
struct Land {
    rings: Vec<Ring>,
    bounds: Bounds,
}

/// A part of the world in degrees; its longitudes may run past ±180.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Bounds {
    pub(super) west: f64,
    pub(super) south: f64,
    pub(super) east: f64,
    pub(super) north: f64,
}

impl Bounds {
    fn meets(&self, other: &Self) -> bool {
        self.west < other.east
            && other.west < self.east
            && self.south < other.north
            && other.south < self.north
    }

    fn of(rings: &[Ring]) -> Self {
        let none = Self {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        };
        rings.iter().flatten().fold(none, |b, [lon, lat]| Self {
            west: b.west.min(*lon),
            south: b.south.min(*lat),
            east: b.east.max(*lon),
            north: b.north.max(*lat),
        })
    }
}

/// The land within `view`, each piece as rings for the even-odd rule; cut at the edges of `view`.
pub(super) fn land_within(view: &Bounds) -> Vec<Vec<Ring>> {
    let all = if view.east - view.west > AFAR {
        &COARSE
    } else {
        &FINE
    };
    let mut within = Vec::new();
    // The view may run past ±180, where the same land is drawn again a turn further.
    for turn in [-360.0, 0.0, 360.0] {
        let turned = Bounds {
            west: view.west - turn,
            east: view.east - turn,
            ..*view
        };
        for land in all.iter().filter(|land| land.bounds.meets(&turned)) {
            let rings = land.rings.iter().map(|ring| cut(ring, &turned));
            let rings = rings.filter(|ring| ring.len() > 2).map(|mut ring| {
                ring.iter_mut().for_each(|point| point[0] += turn);
                ring
            });
            let rings: Vec<Ring> = rings.collect();
            if !rings.is_empty() {
                within.push(rings);
            }
        }
    }
    within
}

/// The part of a ring within `view`, edge by edge (Sutherland and Hodgman).
fn cut(ring: &[[f64; 2]], view: &Bounds) -> Ring {
    let edges = [
        (0, view.west, 1.0),
        (0, view.east, -1.0),
        (1, view.south, 1.0),
        (1, view.north, -1.0),
    ];
    let mut kept: Ring = ring.to_vec();
    for (axis, limit, side) in edges {
        let inside = |point: &[f64; 2]| (point[axis] - limit) * side >= 0.0;
        let from = std::mem::take(&mut kept);
        let Some(mut before) = from.last().copied() else {
            break;
        };
        for point in from {
            if inside(&before) != inside(&point) {
                let part = (limit - before[axis]) / (point[axis] - before[axis]);
                let mut crossing =
                    [0, 1].map(|axis| before[axis] + part * (point[axis] - before[axis]));
                crossing[axis] = limit;
                kept.push(crossing);
            }
            if inside(&point) {
                kept.push(point);
            }
            before = point;
        }
    }
    kept
}

fn read(json: &[u8]) -> Vec<Land> {
    // The file is part of the program, and a test reads it.
    let collection: Collection = serde_json::from_slice(json).unwrap_or_default();
    let features = collection.features.into_iter();
    let polygons = features.flat_map(|feature| feature.geometry.coordinates);
    polygons
        .map(|rings| Land {
            bounds: Bounds::of(&rings),
            rings,
        })
        .collect()
}

#[derive(Default, Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: MultiPolygon,
}

#[derive(Deserialize)]
struct MultiPolygon {
    coordinates: Vec<Vec<Ring>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_land_where_there_is_and_none_at_sea() {
        let around = |lon: f64, lat: f64, half: f64| Bounds {
            west: lon - half,
            south: lat - half,
            east: lon + half,
            north: lat + half,
        };
        assert!(!land_within(&around(10.0, 50.0, 2.0)).is_empty());
        assert!(land_within(&around(-150.0, 30.0, 5.0)).is_empty());
        // Past the antimeridian lies the other half of Fiji's islands.
        assert!(!land_within(&around(182.0, -17.0, 4.0)).is_empty());
        assert!(!land_within(&around(0.0, 0.0, 180.0)).is_empty());
    }

    #[test]
    fn a_ring_is_cut_at_the_edges() {
        let view = Bounds {
            west: 0.0,
            south: 0.0,
            east: 1.0,
            north: 1.0,
        };
        let ring = [[-1.0, -1.0], [2.0, -1.0], [2.0, 2.0], [-1.0, 2.0]];
        let kept = cut(&ring, &view);
        assert!(
            kept.iter()
                .flatten()
                .all(|value| (0.0..=1.0).contains(value))
        );
        assert_eq!(kept.len(), 4);
    }
}
