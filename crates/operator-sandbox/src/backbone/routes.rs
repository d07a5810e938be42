//! The ways through the mesh: the shortest one, or several without a common trunk or transit
//! metro.

use std::{borrow::Cow, collections::VecDeque, sync::OnceLock};

use super::mesh::{Mesh, MetroIndex, TrunkIndex};

/// Most ways side by side that are kept in the table.
const MOST_WAYS: usize = 2;

/// A way from metro to metro; empty within one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) trunks: Vec<TrunkIndex>,
    /// Length of the fibre, in metres.
    pub(super) fibre_m: u32,
}

/// The ways of the empty mesh, each found when it is first asked for. As long as all trunks
/// of such a way have room, no search can find a shorter one.
#[derive(Debug)]
pub(super) struct RouteTable {
    metros: usize,
    ways: Vec<OnceLock<Option<Vec<Route>>>>,
}

impl RouteTable {
    pub(super) fn of(metros: usize) -> Self {
        let cells = metros * metros * MOST_WAYS;
        Self {
            metros,
            ways: (0..cells).map(|_| OnceLock::new()).collect(),
        }
    }

    fn cell(&self, from: usize, to: usize, count: usize) -> Option<&OnceLock<Option<Vec<Route>>>> {
        let way = count.checked_sub(1).filter(|way| *way < MOST_WAYS)?;
        self.ways.get((way * self.metros + from) * self.metros + to)
    }
}

impl Mesh {
    /// `count` ways that share no trunk and no transit metro, of the least total length,
    /// over trunks that have room; the shorter first. `None` where there are not so many.
    pub(super) fn ways(
        &self,
        from: MetroIndex,
        to: MetroIndex,
        count: usize,
        has_room: impl Fn(TrunkIndex) -> bool,
    ) -> Option<Cow<'_, [Route]>> {
        if from == to {
            return Some(Cow::Owned(vec![Route::default(); count]));
        }
        let cell = self.table.cell(from.0, to.0, count);
        let shortest = cell.and_then(|cell| {
            cell.get_or_init(|| self.search(from, to, count, |_| true))
                .as_ref()
        });
        match shortest {
            Some(ways)
                if ways
                    .iter()
                    .flat_map(|way| &way.trunks)
                    .all(|trunk| has_room(*trunk)) =>
            {
                Some(Cow::Borrowed(ways))
            }
            Some(_) | None => self.search(from, to, count, has_room).map(Cow::Owned),
        }
    }

    /// A flow of `count` units at the least cost, each metro and trunk taking one of them
    /// (Suurballe's idea; successive shortest paths).
    fn search(
        &self,
        from: MetroIndex,
        to: MetroIndex,
        count: usize,
        has_room: impl Fn(TrunkIndex) -> bool,
    ) -> Option<Vec<Route>> {
        let mut flow = Flow::new(self.metro_count());
        for metro in 0..self.metro_count() {
            flow.add(entry(metro), exit(metro), 0, None);
        }
        for (index, trunk) in self.trunks().filter(|(index, _)| has_room(*index)) {
            let [a, b] = trunk.ends.map(|end| end.0);
            for (a, b) in [(a, b), (b, a)] {
                flow.add(exit(a), entry(b), i64::from(trunk.fibre_m), Some(index));
            }
        }
        for _ in 0..count {
            flow.augment(exit(from.0), entry(to.0))?;
        }
        let ways = (0..count).map(|_| {
            let trunks = flow.take_way(exit(from.0), entry(to.0));
            let fibre_m = trunks.iter().map(|trunk| self.trunk(*trunk).fibre_m).sum();
            Route { trunks, fibre_m }
        });
        let mut ways: Vec<Route> = ways.collect();
        ways.sort_by_key(|way| way.fibre_m);
        Some(ways)
    }
}

/// A metro is split in two, so that only one way passes through it.
const fn entry(metro: usize) -> usize {
    2 * metro
}

const fn exit(metro: usize) -> usize {
    2 * metro + 1
}

/// A network in which each arc takes one unit. The arc of index `i ^ 1` is the reverse of
/// arc `i`, open while that one is used.
struct Flow {
    arcs: Vec<Arc>,
    leaving: Vec<Vec<usize>>,
}

struct Arc {
    to: usize,
    cost: i64,
    is_open: bool,
    trunk: Option<TrunkIndex>,
}

impl Flow {
    fn new(metros: usize) -> Self {
        Self {
            arcs: Vec::new(),
            leaving: vec![Vec::new(); 2 * metros],
        }
    }

    fn add(&mut self, from: usize, to: usize, cost: i64, trunk: Option<TrunkIndex>) {
        self.leaving[from].push(self.arcs.len());
        self.arcs.push(Arc {
            to,
            cost,
            is_open: true,
            trunk,
        });
        self.leaving[to].push(self.arcs.len());
        self.arcs.push(Arc {
            to: from,
            cost: -cost,
            is_open: false,
            trunk: None,
        });
    }

    /// Sends one unit more, by the cheapest open way (Bellman and Ford, since giving back
    /// has a negative cost).
    fn augment(&mut self, from: usize, to: usize) -> Option<()> {
        let mut cost = vec![i64::MAX; self.leaving.len()];
        let mut via = vec![usize::MAX; self.leaving.len()];
        let mut is_queued = vec![false; self.leaving.len()];
        let mut queue = VecDeque::from([from]);
        cost[from] = 0;
        while let Some(here) = queue.pop_front() {
            is_queued[here] = false;
            for &index in &self.leaving[here] {
                let arc = &self.arcs[index];
                let there = cost[here] + arc.cost;
                if arc.is_open && there < cost[arc.to] {
                    cost[arc.to] = there;
                    via[arc.to] = index;
                    if !is_queued[arc.to] {
                        is_queued[arc.to] = true;
                        queue.push_back(arc.to);
                    }
                }
            }
        }
        let mut here = to;
        while here != from {
            let index = *via.get(here).filter(|index| **index != usize::MAX)?;
            self.arcs[index].is_open = false;
            self.arcs[index ^ 1].is_open = true;
            here = self.arcs[index ^ 1].to;
        }
        Some(())
    }

    /// Takes one unit out again and tells its trunks.
    fn take_way(&mut self, from: usize, to: usize) -> Vec<TrunkIndex> {
        let mut trunks = Vec::new();
        let mut here = from;
        while here != to {
            let used = self.leaving[here]
                .iter()
                .copied()
                .find(|index| index % 2 == 0 && !self.arcs[*index].is_open);
            let Some(used) = used else {
                break;
            };
            self.arcs[used].is_open = true;
            trunks.extend(self.arcs[used].trunk);
            here = self.arcs[used].to;
        }
        trunks
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    /// The fastest way of the trap: A-X-Y-B. Taking it leaves no second one, yet two exist.
    const TRAP: &str = r#"{"schemaVersion":1,
        "metros":[
            {"code":"A","name":"A","country":"XX","zone":"Z","lat":"0","lon":"0"},
            {"code":"X","name":"X","country":"XX","zone":"Z","lat":"0","lon":"1"},
            {"code":"Y","name":"Y","country":"XX","zone":"Z","lat":"0","lon":"2"},
            {"code":"B","name":"B","country":"XX","zone":"Z","lat":"0","lon":"3"}],
        "trunks":[
            {"a":"A","b":"X","capacityMbps":9,"lengthFactor":"1","submarine":false},
            {"a":"X","b":"Y","capacityMbps":9,"lengthFactor":"1","submarine":false},
            {"a":"Y","b":"B","capacityMbps":9,"lengthFactor":"1","submarine":false},
            {"a":"A","b":"Y","capacityMbps":9,"lengthFactor":"2","submarine":false},
            {"a":"X","b":"B","capacityMbps":9,"lengthFactor":"2","submarine":false}]}"#;

    fn ways(mesh: &Mesh, from: usize, to: usize, count: usize, mbps: u32) -> Option<Vec<Route>> {
        let has_room = |trunk| mesh.trunk(trunk).capacity_mbps >= mbps;
        mesh.ways(MetroIndex(from), MetroIndex(to), count, has_room)
            .map(Cow::into_owned)
    }

    #[test]
    fn the_shortest_way_has_the_trunks_length() {
        let mesh = Mesh::read(RING).unwrap();
        let found = ways(&mesh, 0, 1, 1, 10).unwrap();
        assert!(found[0].fibre_m.abs_diff(166_793) < 20, "{found:?}");
        assert_eq!(ways(&mesh, 0, 1, 2, 10).unwrap()[0], found[0]);
    }

    #[test]
    fn more_bandwidth_goes_round_the_thin_trunk_and_finds_no_second_way() {
        let mesh = Mesh::read(RING).unwrap();
        let found = ways(&mesh, 0, 1, 1, 11).unwrap();
        assert_eq!(found[0].trunks.len(), 3, "{found:?}");
        assert_eq!(ways(&mesh, 0, 1, 2, 11), None);
        assert_eq!(ways(&mesh, 0, 1, 1, 101), None);
    }

    #[test]
    fn a_spur_has_no_second_way_and_a_metro_as_many_as_wanted() {
        let mesh = Mesh::read(RING).unwrap();
        assert_eq!(ways(&mesh, 0, 4, 2, 1), None);
        assert_eq!(ways(&mesh, 4, 4, 2, 1), Some(vec![Route::default(); 2]));
    }

    #[test]
    fn two_ways_are_found_where_the_shortest_one_blocks_every_other() {
        let mesh = Mesh::read(TRAP).unwrap();
        assert_eq!(ways(&mesh, 0, 3, 1, 9).unwrap()[0].trunks.len(), 3);
        let both = ways(&mesh, 0, 3, 2, 9).unwrap();
        assert!(both.iter().all(|way| way.trunks.len() == 2), "{both:?}");
    }

    proptest! {
        #[test]
        fn any_two_metros_have_two_ways_that_share_nothing(from in 0_usize..70, to in 0_usize..70) {
            let mesh = Mesh::load().unwrap();
            let (from, to) = (from % mesh.metro_count(), to % mesh.metro_count());
            prop_assume!(from != to);
            let shortest = ways(&mesh, from, to, 1, 1).unwrap();
            let both = ways(&mesh, from, to, 2, 1).unwrap();
            prop_assert!(both[0].fibre_m >= shortest[0].fibre_m);
            let mut transits = Vec::new();
            for way in &both {
                let mut here = from;
                for trunk in &way.trunks {
                    let [a, b] = mesh.trunk(*trunk).ends.map(|end| end.0);
                    prop_assert!(a == here || b == here, "{way:?} is broken");
                    here = if a == here { b } else { a };
                    transits.push(here);
                }
                prop_assert_eq!(transits.pop(), Some(to));
            }
            let count = transits.len();
            transits.sort_unstable();
            transits.dedup();
            prop_assert_eq!(transits.len(), count);
            prop_assert!(both[0].trunks.iter().all(|trunk| !both[1].trunks.contains(trunk)));
        }
    }
}
