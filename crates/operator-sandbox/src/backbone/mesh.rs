//! The metros and the trunks between them, and the ways through.

use model::Coordinates;
use rust_decimal::Decimal;
use serde::Deserialize;

use super::DataError;

/// The built-in network; `assets/README.md` describes its fields.
const NETWORK: &str = include_str!("../../../../assets/operator/network.json");

/// A metro by its place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct MetroIndex(usize);

/// A city with a point of presence.
#[derive(Debug)]
pub(super) struct Metro {
    pub(super) name: String,
    /// Part of the world; decides the distance class.
    pub(super) zone: String,
    pub(super) coordinates: Coordinates,
}

/// Metros and trunks.
#[derive(Debug)]
pub(super) struct Mesh {
    metros: Vec<Metro>,
    /// The trunks at each metro.
    trunks: Vec<Vec<Trunk>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Trunk {
    to: usize,
    fibre_km: f64,
    capacity_mbps: u32,
}

/// How two metros can be joined at some bandwidth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ways {
    /// Fibre of the shortest way; 0 within one metro.
    pub(super) fibre_km: f64,
    /// Whether there is a second way that shares no trunk and no transit metro with it.
    pub(super) has_disjoint: bool,
}

/// What a search leaves out.
#[derive(Clone, Copy)]
enum Without {
    Nothing,
    Metro(usize),
    Trunk(usize, usize),
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

    /// The metro whose turn `number` is.
    pub(super) fn metro_for(&self, number: u64) -> MetroIndex {
        let count = self.metros.len() as u64;
        MetroIndex((number % count) as usize)
    }

    /// The nearest metro and the distance to it in km.
    pub(super) fn nearest(&self, place: Coordinates) -> (MetroIndex, f64) {
        let distances = self
            .metros
            .iter()
            .map(|metro| metro.coordinates.distance_km(place));
        let nearest = distances.enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
        nearest.map_or((MetroIndex(0), f64::INFINITY), |(index, km)| {
            (MetroIndex(index), km)
        })
    }

    /// The ways over trunks that carry `mbps`; `None` where there is none.
    pub(super) fn ways(&self, from: MetroIndex, to: MetroIndex, mbps: u32) -> Option<Ways> {
        if from == to {
            return Some(Ways {
                fibre_km: 0.0,
                has_disjoint: true,
            });
        }
        let shortest = self.shortest(from.0, to.0, mbps, Without::Nothing)?;
        Some(Ways {
            fibre_km: shortest.fibre_km,
            has_disjoint: self.has_disjoint(&shortest.metros, mbps),
        })
    }

    /// Two disjoint ways exist exactly where no single trunk or transit metro cuts off the
    /// far end (Menger); a cut of one has to lie on the shortest way.
    fn has_disjoint(&self, way: &[usize], mbps: u32) -> bool {
        let (Some(&from), Some(&to)) = (way.first(), way.last()) else {
            return false;
        };
        let transits = way[1..way.len() - 1]
            .iter()
            .map(|metro| Without::Metro(*metro));
        let trunks = way.windows(2).map(|ends| Without::Trunk(ends[0], ends[1]));
        transits
            .chain(trunks)
            .all(|without| self.shortest(from, to, mbps, without).is_some())
    }

    /// Dijkstra's algorithm, without a heap: there are few metros.
    fn shortest(&self, from: usize, to: usize, mbps: u32, without: Without) -> Option<Way> {
        let mut km = vec![f64::INFINITY; self.metros.len()];
        let mut via = vec![from; self.metros.len()];
        let mut is_done = vec![false; self.metros.len()];
        km[from] = 0.0;
        loop {
            let open = (0..km.len()).filter(|&metro| !is_done[metro] && km[metro].is_finite());
            let here = open.min_by(|&a, &b| km[a].total_cmp(&km[b]))?;
            if here == to {
                return Some(Way::traced_back(from, to, &via, km[to]));
            }
            is_done[here] = true;
            for trunk in &self.trunks[here] {
                let there = km[here] + trunk.fibre_km;
                if trunk.capacity_mbps >= mbps
                    && without.keeps(here, trunk.to)
                    && there < km[trunk.to]
                {
                    km[trunk.to] = there;
                    via[trunk.to] = here;
                }
            }
        }
    }

    fn read(text: &str) -> Result<Self, String> {
        let file: NetworkFile = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if file.schema_version != 1 || file.metros.is_empty() {
            return Err("its version is unknown, or it has no metro".to_owned());
        }
        let find = |code: &str| file.metros.iter().position(|metro| metro.code == code);
        let mut ends = Vec::with_capacity(file.trunks.len());
        for trunk in &file.trunks {
            let pair = find(&trunk.a).zip(find(&trunk.b));
            ends.push(pair.ok_or_else(|| format!("a trunk ends at {} or {}", trunk.a, trunk.b))?);
        }
        let metros: Vec<Metro> = file
            .metros
            .into_iter()
            .map(Metro::try_from)
            .collect::<Result<_, _>>()?;
        let mut trunks = vec![Vec::new(); metros.len()];
        for (trunk, (a, b)) in file.trunks.iter().zip(ends) {
            let straight_km = metros[a].coordinates.distance_km(metros[b].coordinates);
            let fibre_km = straight_km * float(trunk.length_factor);
            let capacity_mbps = trunk.capacity_mbps;
            trunks[a].push(Trunk {
                to: b,
                fibre_km,
                capacity_mbps,
            });
            trunks[b].push(Trunk {
                to: a,
                fibre_km,
                capacity_mbps,
            });
        }
        Ok(Self { metros, trunks })
    }
}

struct Way {
    metros: Vec<usize>,
    fibre_km: f64,
}

impl Way {
    fn traced_back(from: usize, to: usize, via: &[usize], fibre_km: f64) -> Self {
        let mut metros = vec![to];
        let mut here = to;
        while here != from {
            here = via[here];
            metros.push(here);
        }
        metros.reverse();
        Self { metros, fibre_km }
    }
}

impl Without {
    fn keeps(self, from: usize, to: usize) -> bool {
        match self {
            Self::Nothing => true,
            Self::Metro(metro) => to != metro,
            Self::Trunk(a, b) => (from, to) != (a, b) && (from, to) != (b, a),
        }
    }
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

    /// A ring A-B-C-D with a spur D-E; A-B is thin.
    const RING: &str = r#"{"schemaVersion":1,
        "metros":[
            {"code":"A","name":"A","country":"XX","zone":"Z","lat":"0","lon":"0"},
            {"code":"B","name":"B","country":"XX","zone":"Z","lat":"0","lon":"1"},
            {"code":"C","name":"C","country":"XX","zone":"Z","lat":"1","lon":"1"},
            {"code":"D","name":"D","country":"XX","zone":"Z","lat":"1","lon":"0"},
            {"code":"E","name":"E","country":"XX","zone":"Z","lat":"2","lon":"0"}],
        "trunks":[
            {"a":"A","b":"B","capacityMbps":10,"lengthFactor":"1.5","submarine":false},
            {"a":"B","b":"C","capacityMbps":100,"lengthFactor":"1","submarine":false},
            {"a":"C","b":"D","capacityMbps":100,"lengthFactor":"1","submarine":false},
            {"a":"D","b":"A","capacityMbps":100,"lengthFactor":"1","submarine":true},
            {"a":"D","b":"E","capacityMbps":100,"lengthFactor":"1","submarine":false}]}"#;

    #[test]
    fn the_shortest_way_has_the_trunks_length() {
        let mesh = Mesh::read(RING).unwrap();
        let ways = mesh.ways(MetroIndex(0), MetroIndex(1), 10).unwrap();
        assert!((ways.fibre_km - 111.195 * 1.5).abs() < 0.01, "{ways:?}");
        assert!(ways.has_disjoint);
    }

    #[test]
    fn more_bandwidth_goes_round_the_thin_trunk_and_finds_no_second_way() {
        let mesh = Mesh::read(RING).unwrap();
        let ways = mesh.ways(MetroIndex(0), MetroIndex(1), 11).unwrap();
        assert!((ways.fibre_km - 3.0 * 111.19).abs() < 0.1, "{ways:?}");
        assert!(!ways.has_disjoint);
        assert_eq!(mesh.ways(MetroIndex(0), MetroIndex(1), 101), None);
    }

    #[test]
    fn a_spur_has_no_second_way() {
        let mesh = Mesh::read(RING).unwrap();
        assert!(
            !mesh
                .ways(MetroIndex(0), MetroIndex(4), 1)
                .unwrap()
                .has_disjoint
        );
        assert!(
            mesh.ways(MetroIndex(4), MetroIndex(4), 1)
                .unwrap()
                .has_disjoint
        );
    }

    #[test]
    fn each_metro_of_the_built_in_network_reaches_the_first_by_two_ways() {
        let mesh = Mesh::load().unwrap();
        for index in 0..mesh.metros.len() {
            let ways = mesh.ways(MetroIndex(0), MetroIndex(index), 1).unwrap();
            assert!(ways.has_disjoint, "{}", mesh.metros[index].name);
        }
    }

    #[test]
    fn a_trunk_to_nowhere_is_refused() {
        let broken = RING.replace(r#""b":"E""#, r#""b":"X""#);
        assert!(Mesh::read(&broken).unwrap_err().contains('X'));
    }
}
