//! The offers of all three levels, and the verdict on each connection.

use model::{Currency, Level};
use rust_decimal::Decimal;

use super::{
    Backbone, Demand, Occupancy,
    outcome::{Outcome, access_days},
    price::Bill,
    refusal::Refusal,
    span::Span,
};

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
    /// The terms, or why an order would be refused now.
    pub terms: Result<Terms, Refusal>,
    /// The terms once other networks have ended, where that is all that is in the way.
    pub later: Option<Terms>,
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
    /// Round trip over its way, or over the straight line where there is none, in
    /// microseconds.
    pub latency_us: u32,
}

impl Verdict {
    /// The best level that is offered: now, or else later.
    #[must_use]
    pub fn best(&self) -> Option<(Level, &Terms)> {
        let mut best_first = self.offers.iter().rev();
        let mut later_first = best_first.clone();
        best_first
            .find_map(|offer| Some((offer.level, offer.terms.as_ref().ok()?)))
            .or_else(|| later_first.find_map(|offer| Some((offer.level, offer.later.as_ref()?))))
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

pub(super) fn assess(
    backbone: &Backbone,
    demand: &Demand<'_>,
    occupancy: &Occupancy<'_>,
) -> Verdict {
    let book = &backbone.book;
    let spans = Span::all(backbone, demand);
    let mbps = demand.bandwidth.get();
    let fees = spans.iter().filter_map(|span| {
        let [customers, providers] = span.access;
        let distance = span.distance_class(backbone);
        Some(book.connection_fee(mbps, distance, [customers?, providers?]))
    });
    let bill = book.bill(fees, demand.is_protected, demand.term);
    let single = Outcome::of(backbone, &spans, mbps, Level::A, occupancy);
    let offers = Level::ALL.map(|level| {
        let rules = book.level(level);
        if rules.needs_protection && !demand.is_protected {
            return LevelOffer::refused(level, Refusal::needs_protection(level.as_str()));
        }
        let own_outcome;
        let outcome = if rules.disjoint_paths == book.level(Level::A).disjoint_paths {
            &single
        } else {
            own_outcome = Outcome::of(backbone, &spans, mbps, level, occupancy);
            &own_outcome
        };
        let terms = |wait_days| Terms::of(&bill, level, book.currency, wait_days);
        match outcome.refusal() {
            None => LevelOffer::made(level, terms(outcome.wait_days(&spans, level))),
            Some(refusal) => LevelOffer {
                later: outcome
                    .free_in_days
                    .map(|days| terms(access_days(&spans, level).max(days))),
                ..LevelOffer::refused(level, refusal)
            },
        }
    });
    let connections = spans.iter().zip(&single.plan.connections);
    let connections = connections
        .map(|(span, built)| ConnectionVerdict {
            refusal: single.refusal_of(span.index),
            distance_km: span.distance_km(),
            latency_us: built.as_ref().map_or_else(|_| span.straight_us(), |us| *us),
        })
        .collect();
    Verdict {
        offers,
        connections,
    }
}

impl Terms {
    fn of(bill: &Bill<'_>, level: Level, currency: Currency, wait_days: u32) -> Self {
        let rent = bill.rent(level);
        Self {
            rent: rent.rent,
            currency,
            period: rent.period,
            monthly_rent: rent.monthly,
            wait_days,
        }
    }
}

impl LevelOffer {
    const fn made(level: Level, terms: Terms) -> Self {
        Self {
            level,
            terms: Ok(terms),
            later: None,
        }
    }

    const fn refused(level: Level, refusal: Refusal) -> Self {
        Self {
            level,
            terms: Err(refusal),
            later: None,
        }
    }
}
