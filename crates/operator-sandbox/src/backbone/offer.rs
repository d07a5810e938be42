//! The offers of all three levels, and the verdict on each connection.

use model::{Currency, Level};
use rust_decimal::Decimal;

use super::{
    Backbone, Demand,
    book::{AccessClass, LevelPrice},
    mesh::Ways,
    placement::Placed,
    price::{Distance, billing_months, in_cents},
    refusal::{EdgeName, Refusal},
};

/// Length of an access line over the straight distance.
const ACCESS_LENGTH_FACTOR: f64 = 1.5;
/// Speed of light in fibre, in km per ms.
const FIBRE_KM_PER_MS: f64 = 200.0;

/// The answer to a demand.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// One per level, in the order A, AA, AAA.
    pub offers: [LevelOffer; 3],
    /// One per connection, in the order asked.
    pub connections: Vec<ConnectionVerdict>,
}

/// What is offered at a level.
#[derive(Clone, Debug)]
pub struct LevelOffer {
    /// The level.
    pub level: Level,
    /// The terms, or why there are none.
    pub terms: Result<Terms, Refusal>,
}

/// What a level costs and when it is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The rent, in cents.
    pub rent: Decimal,
    /// Of the rent.
    pub currency: Currency,
    /// What the rent covers.
    pub period: RentPeriod,
    /// What it comes to in a month, in cents.
    pub monthly_rent: Decimal,
    /// 1 or more.
    pub wait_days: u32,
}

/// What a rent covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RentPeriod {
    /// Each month: the customer left the duration open.
    Month,
    /// The whole duration asked for.
    Term,
}

/// What the operator says to one connection.
#[derive(Clone, Debug)]
pub struct ConnectionVerdict {
    /// Why it cannot be built at any level.
    pub refusal: Option<Refusal>,
    /// Straight distance between the edges.
    pub distance_km: f64,
    /// Round trip over the shortest way, or over the straight line where there is no way.
    pub latency_ms: f64,
}

impl Verdict {
    /// The best level that is offered.
    #[must_use]
    pub fn best(&self) -> Option<(Level, &Terms)> {
        let mut offers = self.offers.iter().rev();
        offers.find_map(|offer| offer.terms.as_ref().ok().map(|terms| (offer.level, terms)))
    }

    /// The offer of a level.
    #[must_use]
    pub const fn offer(&self, level: Level) -> &LevelOffer {
        match level {
            Level::A => &self.offers[0],
            Level::AA => &self.offers[1],
            Level::AAA => &self.offers[2],
        }
    }
}

pub(super) fn assess(backbone: &Backbone, demand: &Demand<'_>) -> Verdict {
    let spans: Vec<Span<'_>> = demand
        .connections
        .iter()
        .enumerate()
        .map(|(index, connection)| {
            let placed = [&connection.customer_edge, &connection.provider_edge]
                .map(|edge| backbone.place(&edge.clone().unwrap_or_default()));
            Span::new(backbone, index, placed, demand.bandwidth.get())
        })
        .collect();
    let offers = Level::ALL.map(|level| LevelOffer {
        level,
        terms: terms(backbone, demand, &spans, level),
    });
    let lowest = backbone.book.level(Level::A);
    let connections = spans
        .iter()
        .map(|span| ConnectionVerdict {
            refusal: span.refusal(lowest),
            distance_km: span.distance_km(),
            latency_ms: span.latency_ms(),
        })
        .collect();
    Verdict {
        offers,
        connections,
    }
}

fn terms(
    backbone: &Backbone,
    demand: &Demand<'_>,
    spans: &[Span<'_>],
    level: Level,
) -> Result<Terms, Refusal> {
    let book = &backbone.book;
    let rules = book.level(level);
    if rules.needs_protection && !demand.is_protected {
        return Err(Refusal::needs_protection(level.as_str()));
    }
    if let Some(refusal) = spans.iter().find_map(|span| span.refusal(rules)) {
        return Err(refusal);
    }
    let lines = || spans.iter().filter_map(|span| Some((span, span.access()?)));
    let fees =
        lines().map(|(span, access)| book.connection_fee(span.mbps, span.distance(), access));
    let months = demand.term.map_or(Decimal::from(6), billing_months);
    let monthly = book.monthly_rent(fees, level, demand.is_protected, months);
    let (rent, period) = match demand.term {
        Some(_) => (monthly * months, RentPeriod::Term),
        None => (monthly, RentPeriod::Month),
    };
    let waits = lines().flat_map(|(_, access)| access.map(|line| line.wait_days(level)));
    Ok(Terms {
        rent: in_cents(rent),
        currency: book.currency,
        period,
        monthly_rent: in_cents(monthly),
        wait_days: waits.max().unwrap_or(1),
    })
}

/// A connection between two placed edges at a bandwidth.
struct Span<'a> {
    backbone: &'a Backbone,
    index: usize,
    mbps: u32,
    edges: [Placed; 2],
    access: [Option<&'a AccessClass>; 2],
    ways: Option<Ways>,
}

impl<'a> Span<'a> {
    fn new(backbone: &'a Backbone, index: usize, edges: [Placed; 2], mbps: u32) -> Self {
        let is_limited = edges.iter().all(|edge| edge.is_known);
        Self {
            backbone,
            index,
            mbps,
            edges,
            access: edges.map(|edge| backbone.book.access(edge.access_km)),
            // An edge that was placed by its address is nowhere in particular, so that no
            // trunk on the way to it can be full.
            ways: backbone.mesh.ways(
                edges[0].metro,
                edges[1].metro,
                if is_limited { mbps } else { 0 },
            ),
        }
    }

    fn refusal(&self, rules: &LevelPrice) -> Option<Refusal> {
        let edges = self.edges.iter().zip(self.access).zip([true, false]);
        for ((edge, access), is_customers) in edges {
            let name = EdgeName {
                connection: self.index,
                is_customers,
            };
            let Some(access) = access else {
                let reach = self.backbone.book.reach_km();
                let metro = &self.backbone.metro(edge.metro).name;
                return Some(Refusal::out_of_reach(name, edge.access_km, metro, reach));
            };
            let needed = u64::from(self.mbps) * u64::from(rules.disjoint_paths);
            if edge.is_known && needed > u64::from(access.max_mbps) {
                let most = access.max_mbps;
                return Some(Refusal::thin_access(
                    name,
                    needed,
                    most,
                    rules.disjoint_paths,
                ));
            }
        }
        let [from, to] = self
            .edges
            .map(|edge| self.backbone.metro(edge.metro).name.as_str());
        match self.ways {
            None => Some(Refusal::no_way(self.index, from, to, self.mbps)),
            Some(ways) if rules.disjoint_paths > 1 && !ways.has_disjoint => {
                let level = rules.sla.0.as_str();
                Some(Refusal::no_second_way(level, self.index, from, to))
            }
            Some(_) => None,
        }
    }

    fn access(&self) -> Option<[&'a AccessClass; 2]> {
        self.access[0].zip(self.access[1]).map(|(a, b)| [a, b])
    }

    fn distance(&self) -> Distance {
        let [a, b] = self.edges.map(|edge| edge.metro);
        if a == b {
            Distance::Metro
        } else if self.backbone.metro(a).zone == self.backbone.metro(b).zone {
            Distance::Zone
        } else {
            Distance::Interzone
        }
    }

    fn distance_km(&self) -> f64 {
        self.edges[0]
            .coordinates
            .distance_km(self.edges[1].coordinates)
    }

    fn latency_ms(&self) -> f64 {
        let access_km: f64 = self.edges.iter().map(|edge| edge.access_km).sum();
        let fibre_km = self.ways.map_or_else(
            || self.distance_km(),
            |ways| ways.fibre_km + access_km * ACCESS_LENGTH_FACTOR,
        );
        2.0 * fibre_km / FIBRE_KM_PER_MS
    }
}
