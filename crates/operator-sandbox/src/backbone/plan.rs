//! Leading the connections of one demand over trunks and access lines that have room.

use super::{
    Backbone, Capacity, Occupancy,
    book::AccessClass,
    ledger::{Holding, Resource},
    mesh::TrunkIndex,
    placement::Placed,
    refusal::EdgeName,
    span::{FIBRE_M_PER_US, Span},
};

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

/// What is left of the capacity while a demand is led over the network.
pub(super) struct Room<'a> {
    backbone: &'a Backbone,
    /// `None` to see what there would be without any other network.
    occupancy: Option<&'a Occupancy<'a>>,
    capacity: Capacity,
    /// By this demand, per trunk.
    trunks: Vec<u64>,
    /// Those of which this demand takes something, each once.
    touched: Vec<TrunkIndex>,
    /// By this demand.
    lines: Vec<(Resource, u64)>,
}

impl<'a> Room<'a> {
    pub(super) fn new(
        backbone: &'a Backbone,
        occupancy: &'a Occupancy<'a>,
        is_alone: bool,
    ) -> Self {
        Self {
            backbone,
            capacity: occupancy.ledger.capacity(),
            occupancy: (!is_alone).then_some(occupancy),
            trunks: vec![0; backbone.mesh.trunk_count()],
            touched: Vec::new(),
            lines: Vec::new(),
        }
    }

    pub(super) fn of_others(&self, resource: Resource) -> u64 {
        self.occupancy.map_or(0, |occupancy| {
            occupancy.ledger.used(resource, occupancy.own)
        })
    }

    pub(super) fn trunk_capacity(&self, trunk: TrunkIndex) -> u64 {
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

    pub(super) fn line_capacity(&self, edge: &Placed, access: &AccessClass) -> u64 {
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

    fn take_trunk(&mut self, trunk: TrunkIndex, mbps: u64) {
        let taken = &mut self.trunks[trunk.get()];
        if *taken == 0 {
            self.touched.push(trunk);
        }
        *taken += mbps;
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
                self.take_trunk(*trunk, mbps);
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
        let touched = self.touched.iter();
        touched.map(|trunk| (*trunk, self.trunks[trunk.get()]))
    }

    pub(super) fn plan(mut self, spans: &[Span<'_>], mbps: u32, paths: usize) -> Plan {
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
