//! The metros and the trunks between them.

use model::Coordinates;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{DataError, routes::RouteTable};

/// The built-in network; `assets/README.md` describes its fields.
const NETWORK: &str = include_str!("../../../../assets/operator/network.json");

/// A metro by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MetroIndex(pub(super) usize);

/// A trunk by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TrunkIndex(u16);

/// A city with a point of presence.
#[derive(Debug)]
pub(super) struct Metro {
    pub(super) name: String,
    /// Part of the world; decides the distance class.
    pub(super) zone: String,
    pub(super) coordinates: Coordinates,
    /// From the centre of the Earth, of length 1.
    direction: [f64; 3],
}

/// Fibre between two metros.
#[derive(Debug)]
pub(super) struct Trunk {
    pub(super) ends: [MetroIndex; 2],
    /// Length of the fibre, in whole metres: ways are compared without floats.
    pub(super) fibre_m: u32,
    pub(super) capacity_mbps: u32,
    /// The codes of its ends, as it is stored.
    name: String,
}

/// Metros and trunks, and the shortest ways of the empty mesh.
#[derive(Debug)]
pub(super) struct Mesh {
    metros: Vec<Metro>,
    trunks: Vec<Trunk>,
    pub(super) table: RouteTable,
}

impl TrunkIndex {
    pub(super) const fn get(self) -> usize {
        self.0 as usize
    }
}

impl Mesh {
    pub(super) fn load() -> Result<Self, DataError> {
        Self::read(NETWORK).map_err(|reason| DataError {
            file: "network",
            reason,
        })
    }

    pub(super) fn metro(&self, index: MetroIndex) -> &Metro {
        &self.metros[index.0]
    }

    pub(super) const fn metro_count(&self) -> usize {
        self.metros.len()
    }

    pub(super) const fn trunk_count(&self) -> usize {
        self.trunks.len()
    }

    pub(super) fn trunk(&self, index: TrunkIndex) -> &Trunk {
        &self.trunks[index.get()]
    }

    pub(super) fn trunks(&self) -> impl Iterator<Item = (TrunkIndex, &Trunk)> {
        (0..).map(TrunkIndex).zip(&self.trunks)
    }

    /// The codes of a trunk's ends, such as `FRA-BER`.
    pub(super) fn trunk_name(&self, index: TrunkIndex) -> &str {
        &self.trunk(index).name
    }

    /// The trunk of this name.
    pub(super) fn trunk_named(&self, name: &str) -> Option<TrunkIndex> {
        self.trunks()
            .find_map(|(index, trunk)| (trunk.name == name).then_some(index))
    }

    /// The metro whose turn `number` is.
    pub(super) fn metro_for(&self, number: u64) -> MetroIndex {
        let count = self.metros.len() as u64;
        MetroIndex((number % count) as usize)
    }

    /// The nearest metro, the first of those that are as near.
    pub(super) fn nearest(&self, place: Coordinates) -> MetroIndex {
        let here = direction(place);
        // The larger the product of two directions, the smaller the angle between them.
        let nearness = |metro: &Metro| -> f64 {
            metro
                .direction
                .iter()
                .zip(here)
                .map(|(there, here)| there * here)
                .sum()
        };
        let mut nearest = (0, f64::NEG_INFINITY);
        for (index, metro) in self.metros.iter().enumerate() {
            let found = nearness(metro);
            if found > nearest.1 {
                nearest = (index, found);
            }
        }
        MetroIndex(nearest.0)
    }

    pub(super) fn read(text: &str) -> Result<Self, String> {
        let file: NetworkFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let is_countable = u16::try_from(file.trunks.len()).is_ok();
        if file.schema_version != 1 || file.metros.is_empty() || !is_countable {
            return Err("its version is unknown, or it has no metro".to_owned());
        }
        let find = |code: &str| file.metros.iter().position(|metro| metro.code == code);
        let mut ends = Vec::with_capacity(file.trunks.len());
        for trunk in &file.trunks {
            let pair = find(&trunk.a).zip(find(&trunk.b));
            let (a, b) =
                pair.ok_or_else(|| format!("a trunk ends at {} or {}", trunk.a, trunk.b))?;
            ends.push([MetroIndex(a), MetroIndex(b)]);
        }
        let metros: Vec<Metro> = file
            .metros
            .into_iter()
            .map(Metro::try_from)
            .collect::<Result<_, _>>()?;
        let trunks = file.trunks.into_iter().zip(ends).map(|(trunk, ends)| {
            let [a, b] = ends.map(|end| metros[end.0].coordinates);
            Trunk {
                ends,
                fibre_m: metres(a.distance_km(b) * float(trunk.length_factor)),
                capacity_mbps: trunk.capacity_mbps,
                name: format!("{}-{}", trunk.a, trunk.b),
            }
        });
        let trunks: Vec<Trunk> = trunks.collect();
        Ok(Self {
            table: RouteTable::of(metros.len()),
            metros,
            trunks,
        })
    }
}

/// Kilometres as whole metres.
pub(super) fn metres(km: f64) -> u32 {
    (km * 1_000.0).round() as u32
}

fn direction(place: Coordinates) -> [f64; 3] {
    let (latitude, longitude) = (
        place.latitude().to_radians(),
        place.longitude().to_radians(),
    );
    [
        latitude.cos() * longitude.cos(),
        latitude.cos() * longitude.sin(),
        latitude.sin(),
    ]
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NetworkFile {
    schema_version: u32,
    metros: Vec<MetroFile>,
    trunks: Vec<TrunkFile>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MetroFile {
    code: String,
    name: String,
    #[expect(dead_code, reason = "read so that the file stays checked")]
    country: String,
    zone: String,
    lat: Decimal,
    lon: Decimal,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TrunkFile {
    a: String,
    b: String,
    capacity_mbps: u32,
    length_factor: Decimal,
    #[expect(dead_code, reason = "read so that the file stays checked")]
    submarine: bool,
}

impl TryFrom<MetroFile> for Metro {
    type Error = String;

    fn try_from(file: MetroFile) -> Result<Self, String> {
        let coordinates = Coordinates::new(float(file.lat), float(file.lon))
            .map_err(|error| format!("{}: {error}", file.code))?;
        Ok(Self {
            name: file.name,
            zone: file.zone,
            direction: direction(coordinates),
            coordinates,
        })
    }
}

fn float(value: Decimal) -> f64 {
    use rust_decimal::prelude::ToPrimitive as _;
    value.to_f64().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_metro_is_the_one_at_the_least_distance() {
        let mesh = Mesh::load().unwrap();
        for (latitude, longitude) in [(59.9, 17.6), (-33.0, 151.0), (21.0, -157.8), (0.0, 180.0)] {
            let place = Coordinates::new(latitude, longitude).unwrap();
            let km = |metro: &Metro| metro.coordinates.distance_km(place);
            let nearest = km(mesh.metro(mesh.nearest(place)));
            assert!(mesh.metros.iter().all(|metro| km(metro) >= nearest));
        }
    }

    #[test]
    fn a_trunk_is_found_by_its_name() {
        let mesh = Mesh::load().unwrap();
        for (index, _) in mesh.trunks() {
            assert_eq!(mesh.trunk_named(mesh.trunk_name(index)), Some(index));
        }
        assert_eq!(mesh.trunk_named("FRA-XXX"), None);
    }
}
