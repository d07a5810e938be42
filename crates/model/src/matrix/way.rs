//! The way to a level: what of all that was asked has it, at the least change and at the least cost.

use rust_decimal::Decimal;

use crate::{Currency, Feasibility, Figures, Level, Offer, Requirement, matrix::shown_offer};

/// An answered cell of one operator.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// Its number.
    pub cell: usize,
    /// What was asked.
    pub requirement: Requirement,
    /// What was answered.
    pub offers: &'a [Offer],
}

/// How one operator's answers lead to a level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The cell that changes the least of what the design asks for and has the level; it changes
    /// nothing where the design has it as it is.
    pub nearest: Option<usize>,
    /// The cell of the design's own bandwidth that has the level for the least per month; none
    /// where that is the nearest one, or no fee per month is known.
    pub cheapest: Option<usize>,
    /// The operator's words for what the design asks for, where it refuses the level; empty where
    /// it gives none.
    pub refusal: Option<String>,
}

/// The way to `level` from what the design asks for, `own`, by everything that was answered about
/// so many connections. Fees in another currency than the first are not held against it.
#[must_use]
pub fn way_to(level: Level, own: &Requirement, known: &[Known<'_>], connections: usize) -> Way {
    let mut currency = None::<Currency>;
    let mut reaching = Vec::new();
    for one in known {
        let Some(offer) = shown_offer(one.offers, Some(level)) else {
            continue;
        };
        if offer.orderable().is_none() {
            continue;
        }
        let monthly = Figures::of(offer, &one.requirement, connections)
            .monthly
            .ok();
        let monthly =
            monthly.filter(|money| money.currency == *currency.get_or_insert(money.currency));
        let amount = monthly.map_or(Decimal::MAX, |money| money.amount);
        reaching.push((one, amount));
    }
    let nearest = reaching
        .iter()
        .min_by_key(|(one, amount)| (change(own, &one.requirement), *amount));
    let nearest = nearest.map(|(one, _)| one.cell);
    let cheapest = reaching
        .iter()
        .filter(|(one, amount)| {
            one.requirement.bandwidth == own.bandwidth && *amount < Decimal::MAX
        })
        .min_by_key(|(one, amount)| (*amount, change(own, &one.requirement)));
    let asked = known.iter().find(|one| one.requirement == *own);
    let refused = asked.and_then(|one| shown_offer(one.offers, Some(level)));
    Way {
        nearest,
        cheapest: cheapest
            .map(|(one, _)| one.cell)
            .filter(|cell| nearest != Some(*cell)),
        refusal: refused.and_then(|offer| match &offer.feasibility {
            Feasibility::Infeasible { reason } => Some(reason.clone().unwrap_or_default()),
            Feasibility::Feasible | Feasibility::Unknown => None,
        }),
    }
}

/// How much `other` asks for that `own` does not: a bandwidth more than protection, and that more
/// than a duration.
fn change(own: &Requirement, other: &Requirement) -> u8 {
    u8::from(own.term != other.term)
        + 2 * u8::from(own.protection != other.protection)
        + 4 * u8::from(own.bandwidth != other.bandwidth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Fee, FeePeriod, Mbps, Money, Origin, Protection, ReportedLevel, Routing, Term, TermUnit,
        Wait,
    };

    fn asked(mbps: u32, months: u32, is_protected: bool) -> Requirement {
        Requirement {
            bandwidth: Mbps::new(mbps).unwrap(),
            term: Term::new(months, TermUnit::Months).ok(),
            protection: Protection::from(is_protected),
            routing: Routing::Bgp,
        }
    }

    fn offer(level: Level, monthly: Option<i64>) -> Offer {
        let reason = Some("Needs a second way".to_owned());
        Offer {
            level: Some(ReportedLevel::Known(level)),
            feasibility: match monthly {
                Some(_) => Feasibility::Feasible,
                None => Feasibility::Infeasible { reason },
            },
            fee: monthly.map(|amount| Fee {
                money: Money {
                    amount: amount.into(),
                    currency: Currency::new("EUR").unwrap(),
                },
                period: FeePeriod::Month,
                origin: Origin::Live,
            }),
            wait: Wait::Days(1),
        }
    }

    fn way(level: Level, cells: &[(Requirement, Option<i64>)]) -> Way {
        let offers: Vec<_> = cells
            .iter()
            .map(|(_, monthly)| [offer(level, *monthly)])
            .collect();
        let known =
            cells
                .iter()
                .zip(&offers)
                .enumerate()
                .map(|(cell, ((requirement, _), offers))| Known {
                    cell,
                    requirement: *requirement,
                    offers,
                });
        way_to(level, &asked(200, 12, false), &known.collect::<Vec<_>>(), 2)
    }

    #[test]
    fn a_design_that_has_it_is_told_what_costs_less() {
        let cells = [
            (asked(200, 12, false), Some(100)),
            (asked(200, 36, false), Some(80)),
            (asked(100, 36, false), Some(50)),
        ];
        let way = way(Level::AA, &cells);
        assert_eq!(way.nearest, Some(0));
        assert_eq!(way.cheapest, Some(1), "not of another bandwidth");
        assert_eq!(way.refusal, None);
    }

    #[test]
    fn what_keeps_it_from_a_level_is_what_the_nearest_changes() {
        let cells = [
            (asked(200, 12, false), None),
            (asked(100, 12, false), Some(10)),
            (asked(200, 24, true), Some(150)),
            (asked(200, 12, true), Some(160)),
        ];
        let way = way(Level::AAA, &cells);
        assert_eq!(way.nearest, Some(3), "protection alone");
        assert_eq!(way.cheapest, Some(2));
        assert_eq!(way.refusal.as_deref(), Some("Needs a second way"));
    }

    #[test]
    fn fees_in_two_currencies_are_not_held_against_each_other() {
        let in_dollars = |mut offer: Offer| {
            if let Some(fee) = &mut offer.fee {
                fee.money.currency = Currency::new("USD").unwrap();
            }
            [offer]
        };
        let euros = [offer(Level::AA, Some(100))];
        let dollars = in_dollars(offer(Level::AA, Some(1)));
        let known = |cell, months, offers| Known {
            cell,
            requirement: asked(200, months, false),
            offers,
        };
        let known = [known(0, 12, &euros), known(1, 36, &dollars)];
        let way = way_to(Level::AA, &asked(200, 12, false), &known, 1);
        assert_eq!((way.nearest, way.cheapest), (Some(0), None));
    }

    #[test]
    fn nothing_leads_where_nothing_does() {
        let way = way(
            Level::AAA,
            &[(asked(200, 12, false), None), (asked(100, 12, true), None)],
        );
        assert_eq!((way.nearest, way.cheapest), (None, None));
        assert!(way.refusal.is_some());
        assert_eq!(
            way_to(Level::A, &asked(1, 1, false), &[], 1),
            Way::default()
        );
    }
}
