//! Leading the connections of one demand over trunks and access lines that have room.

use model::{Coordinates, Level};

use super::{
    Backbone, Capacity, Demand, Occupancy,
    book::AccessClass,
    ledger::{Holding, Resource},
    mesh::TrunkIndex,
    placement::Placed,
    price::Distance,
    refusal::{EdgeName, Refusal},
};

/// Metres of fibre that light passes there and back in a microsecond: 200 km per ms.
const FIBRE_M_PER_US: u32 = 100;
/// Days after which a wait is none any more; the API's maximum.
const LONGEST_WAIT: u32 = 3_650;

/// A connection whose edges have been placed.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    pub(super) index: usize,
    pub(super) edges: [Placed; 2],
    /// `None` where no line reaches the edge.
    pub(super) access: [Option<&'a AccessClass>; 2],
}

/// A demand led over the network, connection by connection.
pub(super) struct Plan {
    /// One per connection: its round trip in microseconds, or what is in its way.
    pub(super) connections: Vec<Result<u32, Obstacle>>,
    pub(super) holding: Holding,
    /// Whether it would leave too little of some trunk.
    pub(super) is_scarce: bool,
}

/// What keeps a connection from being built.
#[derive(Clone, Copy)]
pub(super) enum Obstacle {
    /// No access line is so long.
    OutOfReach { edge: EdgeName, placed: Placed },
    /// The access line has not so much left.
    Line {
        edge: EdgeName,
        needed: u64,
        free: u64,
        capacity: u64,
        /// Whether other connections of this demand are on the line.
        is_shared: bool,
    },
    /// No way has so much left.
    Way {
        connection: usize,
        ends: [Placed; 2],
        /// Whether one would, where two are needed.
        has_one: bool,
    },
}

/// The answer to a demand as far as capacity goes.
pub(super) struct Outcome<'a> {
    backbone: &'a Backbone,
    mbps: u32,
    level: Level,
    paths: usize,
    /// With what others use.
    pub(super) plan: Plan,
    /// Without, where the first one fails.
    pub(super) alone: Option<Plan>,
    /// When what is in the way of the first one and not of the second is gone.
    pub(super) free_in_days: Option<u32>,
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
        super::mesh::metres(self.distance_km()) / FIBRE_M_PER_US
    }

    pub(super) fn distance_km(&self) -> f64 {
        let [a, b]: [Coordinates; 2] = self.edges.map(|edge| edge.coordinates);
        a.distance_km(b)
    }

    fn named_edges(&self) -> impl Iterator<Item = (EdgeName, Placed, Option<&'a AccessClass>)> {
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

/// What is left of the capacity while a demand is led over the network.
struct Room<'a> {
    backbone: &'a Backbone,
    /// `None` to see what there would be without any other network.
    occupancy: Option<&'a Occupancy<'a>>,
    capacity: Capacity,
    /// By this demand, per trunk.
    trunks: Vec<u64>,
    /// By this demand.
    lines: Vec<(Resource, u64)>,
}

impl<'a> Room<'a> {
    fn new(backbone: &'a Backbone, occupancy: &'a Occupancy<'a>, is_alone: bool) -> Self {
        Self {
            backbone,
            capacity: occupancy.ledger.capacity(),
            occupancy: (!is_alone).then_some(occupancy),
            trunks: vec![0; backbone.mesh.trunks().count()],
            lines: Vec::new(),
        }
    }

    fn of_others(&self, resource: Resource) -> u64 {
        self.occupancy.map_or(0, |occupancy| {
            occupancy.ledger.used(resource, occupancy.own)
        })
    }

    fn trunk_capacity(&self, trunk: TrunkIndex) -> u64 {
        let modelled = self.backbone.mesh.trunk(trunk).capacity_mbps;
        match self.capacity {
            Capacity::Modelled => u64::from(modelled),
            Capacity::Unlimited => u64::MAX,
            Capacity::Each(mbps) => u64::from(mbps.get()),
        }
    }

    fn has_room(&self, trunk: TrunkIndex, mbps: u64) -> bool {
        let used = self.of_others(Resource::Trunk(trunk)) + self.trunks[trunk.get()];
        used.saturating_add(mbps) <= self.trunk_capacity(trunk)
    }

    fn line_capacity(&self, edge: &Placed, access: &AccessClass) -> u64 {
        match self.capacity {
            Capacity::Modelled if edge.is_known() => u64::from(access.max_mbps),
            Capacity::Modelled | Capacity::Unlimited => u64::MAX,
            Capacity::Each(mbps) => u64::from(mbps.get()),
        }
    }

    /// Whether the use of an edge's line counts.
    fn counts(&self, edge: &Placed) -> bool {
        edge.is_known() || matches!(self.capacity, Capacity::Each(_))
    }

    fn on_line(&self, line: Resource) -> u64 {
        let taken = self.lines.iter().find(|(taken, _)| *taken == line);
        taken.map_or(0, |(_, mbps)| *mbps)
    }

    fn take_line(&mut self, line: Resource, mbps: u64) {
        match self.lines.iter_mut().find(|(taken, _)| *taken == line) {
            Some((_, taken)) => *taken += mbps,
            None => self.lines.push((line, mbps)),
        }
    }

    /// Leads one connection over `paths` separate ways and tells its round trip.
    fn build(&mut self, span: &Span<'_>, mbps: u32, paths: usize) -> Result<u32, Obstacle> {
        let mbps = u64::from(mbps);
        let on_lines = mbps * paths as u64;
        let mut access_m = 0;
        let mut wanted = [None, None];
        for ((edge, placed, access), wanted) in span.named_edges().zip(&mut wanted) {
            let access = access.ok_or(Obstacle::OutOfReach { edge, placed })?;
            access_m += placed.access_m;
            if self.counts(&placed) {
                *wanted = Some((edge, placed, access, Resource::Line(placed.line)));
            }
        }
        let lines = wanted.into_iter().flatten();
        for (index, (edge, placed, access, line)) in lines.clone().enumerate() {
            // Both ends may be on one line.
            let earlier = lines
                .clone()
                .take(index)
                .filter(|(.., other)| *other == line);
            let by_others = self.of_others(line);
            let by_this = self.on_line(line) + earlier.count() as u64 * on_lines;
            let capacity = self.line_capacity(&placed, access);
            let needed = by_this + on_lines;
            if by_others.saturating_add(needed) > capacity {
                return Err(Obstacle::Line {
                    edge,
                    needed,
                    free: capacity.saturating_sub(by_others),
                    capacity,
                    is_shared: by_this > 0,
                });
            }
        }
        let [from, to] = span.edges.map(|edge| edge.metro);
        // An edge that was placed by its address is nowhere in particular, so that no trunk
        // on the way to it can be full.
        let is_limited = span.edges.iter().all(Placed::is_known);
        let has_room = |trunk| !is_limited || self.has_room(trunk, mbps);
        let mesh = &self.backbone.mesh;
        let Some(ways) = mesh.ways(from, to, paths, has_room) else {
            return Err(Obstacle::Way {
                connection: span.index,
                ends: span.edges,
                has_one: paths > 1 && mesh.ways(from, to, 1, has_room).is_some(),
            });
        };
        if is_limited {
            for trunk in ways.iter().flat_map(|way| &way.trunks) {
                self.trunks[trunk.get()] += mbps;
            }
        }
        for (_, _, _, line) in lines {
            self.take_line(line, on_lines);
        }
        let fibre_m = ways.first().map_or(0, |way| way.fibre_m);
        // An access line is half as long again as the straight distance.
        Ok((fibre_m + access_m * 3 / 2) / FIBRE_M_PER_US)
    }

    fn is_scarce(&self) -> bool {
        if self.capacity == Capacity::Unlimited {
            return false;
        }
        let scarcity = &self.backbone.book.scarcity;
        let mut taken = self.taken_trunks();
        taken.any(|(trunk, mbps)| {
            let used = self.of_others(Resource::Trunk(trunk)) + mbps;
            scarcity.holds(used, self.trunk_capacity(trunk))
        })
    }

    fn taken_trunks(&self) -> impl Iterator<Item = (TrunkIndex, u64)> {
        let trunks = self.backbone.mesh.trunks().zip(&self.trunks);
        trunks.filter_map(|((trunk, _), mbps)| (*mbps > 0).then_some((trunk, *mbps)))
    }

    fn plan(mut self, spans: &[Span<'_>], mbps: u32, paths: usize) -> Plan {
        let connections = spans
            .iter()
            .map(|span| self.build(span, mbps, paths))
            .collect();
        let trunks = self
            .taken_trunks()
            .map(|(trunk, mbps)| (Resource::Trunk(trunk), mbps));
        Plan {
            connections,
            is_scarce: self.is_scarce(),
            holding: Holding::of(trunks.chain(self.lines.iter().copied())),
        }
    }
}

impl<'a> Outcome<'a> {
    pub(super) fn of(
        backbone: &'a Backbone,
        spans: &[Span<'_>],
        mbps: u32,
        level: Level,
        occupancy: &Occupancy<'_>,
    ) -> Self {
        let paths = backbone.book.level(level).disjoint_paths as usize;
        let lead = |is_alone| Room::new(backbone, occupancy, is_alone).plan(spans, mbps, paths);
        let plan = lead(false);
        let alone = plan
            .connections
            .iter()
            .any(Result::is_err)
            .then(|| lead(true));
        let free_in_days = alone
            .as_ref()
            .filter(|alone| alone.connections.iter().all(Result::is_ok))
            .and_then(|alone| days_until(backbone, spans, &alone.holding, occupancy));
        Self {
            backbone,
            mbps,
            level,
            paths,
            plan,
            alone,
            free_in_days,
        }
    }

    /// Why nothing is offered now.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        (0..self.plan.connections.len()).find_map(|index| self.refusal_of(index))
    }

    /// Why a connection cannot be built now.
    pub(super) fn refusal_of(&self, index: usize) -> Option<Refusal> {
        let obstacle = self.plan.connections.get(index)?.as_ref().err()?;
        let alone = self.alone.as_ref()?.connections.get(index)?;
        Some(match alone {
            Err(lasting) => self.lasting(lasting),
            Ok(_) => self.passing(obstacle),
        })
    }

    /// The round trip of the connection that takes longest, in microseconds.
    pub(super) fn latency_us(&self) -> u32 {
        let built = self.plan.connections.iter().flatten();
        built.copied().max().unwrap_or(0)
    }

    fn lasting(&self, obstacle: &Obstacle) -> Refusal {
        match *obstacle {
            Obstacle::OutOfReach { edge, placed } => {
                let reach = self.backbone.book.reach_m();
                let metro = &self.backbone.metro(placed.metro).name;
                Refusal::out_of_reach(edge, placed.access_m, metro, reach)
            }
            Obstacle::Line {
                edge,
                needed,
                capacity,
                is_shared,
                ..
            } => Refusal::thin_access(edge, needed, capacity, self.paths, is_shared),
            Obstacle::Way {
                connection,
                ends,
                has_one,
            } => {
                let [from, to] = self.names(&ends);
                if has_one {
                    Refusal::no_second_way(self.level.as_str(), connection, from, to)
                } else {
                    Refusal::no_way(connection, from, to, self.mbps)
                }
            }
        }
    }

    fn passing(&self, obstacle: &Obstacle) -> Refusal {
        match *obstacle {
            // Reach does not depend on what others use.
            Obstacle::OutOfReach { .. } => self.lasting(obstacle),
            Obstacle::Line {
                edge, needed, free, ..
            } => Refusal::busy_access(edge, needed, free, self.free_in_days),
            Obstacle::Way {
                connection, ends, ..
            } => {
                let [from, to] = self.names(&ends);
                let days = self.free_in_days;
                Refusal::busy_way(connection, from, to, self.mbps, self.paths, days)
            }
        }
    }

    fn names(&self, ends: &[Placed; 2]) -> [&'a str; 2] {
        ends.map(|end| self.backbone.metro(end.metro).name.as_str())
    }
}

/// In how many days all that `holding` asks for is free.
fn days_until(
    backbone: &Backbone,
    spans: &[Span<'_>],
    holding: &Holding,
    occupancy: &Occupancy<'_>,
) -> Option<u32> {
    let room = Room::new(backbone, occupancy, false);
    let edges = || spans.iter().flat_map(Span::named_edges);
    let mut days = 0;
    for (resource, mbps) in holding.iter() {
        let capacity = match resource {
            Resource::Trunk(trunk) => room.trunk_capacity(trunk),
            Resource::Line(line) => edges()
                .find(|(_, placed, _)| placed.line == line)
                .and_then(|(_, placed, access)| Some(room.line_capacity(&placed, access?)))?,
        };
        let wanted = room.of_others(resource).saturating_add(mbps);
        let missing = wanted.saturating_sub(capacity);
        if missing > 0 {
            let ledger = occupancy.ledger;
            let free = ledger.days_until_free(resource, missing, occupancy.own, occupancy.now)?;
            days = days.max(free);
        }
    }
    (1..=LONGEST_WAIT).contains(&days).then_some(days)
}
