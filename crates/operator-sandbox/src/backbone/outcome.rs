//! What becomes of a demand: how it is led, or why not and when it could be.

use model::Level;

use super::{
    Backbone, Occupancy,
    ledger::{Holding, Resource},
    placement::Placed,
    plan::{Obstacle, Plan, Room},
    refusal::Refusal,
    span::Span,
};

/// Days after which a wait is none any more; the API's maximum.
const LONGEST_WAIT: u32 = 3_650;

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

    /// In how many days it is ready at a level that goes over as many ways: the lines of its edges have to be
    /// switched or laid, and a trunk that would get scarce is built out first.
    pub(super) fn wait_days(&self, spans: &[Span<'_>], level: Level) -> u32 {
        let days = access_days(spans, level);
        if self.plan.is_scarce {
            days.max(self.backbone.book.scarcity.wait_days)
        } else {
            days
        }
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

/// In how many days the lines of all edges are ready.
pub(super) fn access_days(spans: &[Span<'_>], level: Level) -> u32 {
    let lines = spans.iter().flat_map(|span| span.access).flatten();
    lines.map(|line| line.wait_days(level)).max().unwrap_or(1)
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
