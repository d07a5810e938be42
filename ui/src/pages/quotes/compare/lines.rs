//! What stands beside each other for the options of a comparison, line by line.

use std::sync::Arc;

use chrono::{DateTime, Days, Utc};
use model::{
    Feasibility, FeePeriod, Figures, Gap, Level, Money, Offer, Origin, Protection, Quote, Wait,
};
use rust_decimal::Decimal;

use crate::{i18n::format, model::compared::Compared, t};

/// A quote at one of its levels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Column {
    /// The quote.
    pub(super) quote: Arc<Quote>,
    /// Which of its levels; none where the operator named none.
    pub(super) level: Option<Level>,
    /// The availability that the operator publishes for it, in its own words.
    pub(super) published: Option<String>,
}

impl Column {
    /// What the address says of it.
    pub(super) fn compared(&self) -> Compared {
        Compared {
            quote: self.quote.id.clone(),
            level: self.level,
        }
    }
}

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The automation attribute `data-line`.
    pub(super) key: &'static str,
    /// Its name.
    pub(super) name: String,
    /// One for each option.
    pub(super) cells: Vec<Cell>,
    /// Whether they are not all the same.
    pub(super) differs: bool,
    /// The one that is better than all others, where they can be compared.
    pub(super) best: Option<usize>,
}

/// What one option says in a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Cell {
    /// The words.
    pub(super) words: String,
    /// More words, in small.
    pub(super) note: Option<String>,
    /// The number in it, where it is one.
    pub(super) value: Option<Decimal>,
    /// The currency of the number.
    pub(super) currency: Option<String>,
    /// The period that the number is for.
    pub(super) period: Option<FeePeriod>,
    /// Where the number comes from.
    pub(super) origin: Option<Origin>,
}

/// The lines for `columns`, with days counted from `now`.
pub(super) fn lines(columns: &[Column], now: DateTime<Utc>) -> Vec<Line> {
    let line = |key, name, cell: &dyn Fn(&Column) -> Cell| line(columns, key, name, cell);
    let mut lines = vec![
        line("operator", t!("quotes-operator"), &operator),
        line("published", t!("compare-published"), &|column| {
            let published = column.published.clone();
            let percent = published
                .map(|percent| t!("compare-percent", percent = format::as_written(&percent)));
            said(percent.unwrap_or_else(missing))
        }),
        line("bandwidth", t!("order-fact-bandwidth"), &|column| {
            said(format::bandwidth(requirement(column).bandwidth))
        }),
        line("term", t!("order-fact-duration"), &|column| {
            said(format::term(requirement(column).term))
        }),
        line("connections", t!("connections-title"), &|column| {
            said(format::number(column.quote.design.connections.len() as u64))
        }),
        line("protection", t!("session-protection"), &|column| {
            said(match requirement(column).protection {
                Protection::Protected => t!("protection-on"),
                Protection::Unprotected => t!("protection-off"),
            })
        }),
        line("fee", t!("order-fact-fee"), &fee),
        line("monthly", t!("compare-monthly"), &|column| {
            figure(column, FeePeriod::Month, |of| of.monthly, format::money)
        }),
        line("total", t!("compare-total"), &|column| {
            figure(column, FeePeriod::Term, |of| of.total, format::money)
        }),
        line("per-mbps", t!("compare-per-mbps"), &|column| {
            figure(column, FeePeriod::Month, |of| of.per_mbps, format::rate)
        }),
        line("wait", t!("order-fact-wait"), &|column| wait(column, now)),
        line("assessed", t!("quote-assessed"), &|column| {
            said(format::date_time(column.quote.assessment.assessed_at))
        }),
    ];
    // Only for the same thing is less to pay better.
    let is_alike = columns
        .iter()
        .all(|column| question(column) == question(&columns[0]));
    for line in &mut lines {
        let is_for_all = match line.key {
            "monthly" | "total" => is_alike,
            "per-mbps" | "wait" => true,
            _ => false,
        };
        line.best = is_for_all.then(|| least(&line.cells)).flatten();
    }
    lines
}

/// A name for each of `columns`: level and design, and what else tells it from the others.
pub(super) fn names(columns: &[Column], lines: &[Line]) -> Vec<String> {
    let named = columns.iter().map(|column| {
        let design = column.quote.design.name.clone();
        match column.level {
            Some(level) => format!("{level} · {design}"),
            None => design,
        }
    });
    let mut names: Vec<String> = named.collect();
    for line in lines {
        let is_meant = match line.key {
            "operator" | "bandwidth" | "term" => line.differs,
            // The same question to the same operator, asked twice.
            "assessed" => (1..names.len()).any(|at| names[..at].contains(&names[at])),
            _ => false,
        };
        if is_meant {
            for (name, cell) in names.iter_mut().zip(&line.cells) {
                name.push_str(", ");
                name.push_str(&cell.words);
            }
        }
    }
    names
}

/// The offer that a column shows.
pub(super) fn offer(column: &Column) -> Option<&Offer> {
    match column.level {
        Some(level) => column.quote.assessment.offer(level),
        None => column.quote.assessment.offers.first(),
    }
}

fn line(
    columns: &[Column],
    key: &'static str,
    name: String,
    cell: &dyn Fn(&Column) -> Cell,
) -> Line {
    let cells: Vec<Cell> = columns.iter().map(cell).collect();
    let differs = cells.iter().any(|cell| cell.words != cells[0].words);
    Line {
        key,
        name,
        cells,
        differs,
        best: None,
    }
}

/// The one whose number is below all others, where all are known and in one currency.
fn least(cells: &[Cell]) -> Option<usize> {
    let first = cells.first()?;
    let mut known = Vec::new();
    for cell in cells {
        if cell.currency != first.currency {
            return None;
        }
        known.push(cell.value?);
    }
    let least = known.iter().min()?;
    let mut at = known
        .iter()
        .enumerate()
        .filter(|(_, value)| *value == least);
    match (at.next(), at.next()) {
        (Some((at, _)), None) if known.len() > 1 => Some(at),
        _ => None,
    }
}

/// What was asked for, and for how many connections.
fn question(column: &Column) -> (&model::Requirement, usize) {
    (requirement(column), column.quote.design.connections.len())
}

fn requirement(column: &Column) -> &model::Requirement {
    &column.quote.assessment.requirement
}

fn said(words: String) -> Cell {
    Cell {
        words,
        ..Cell::default()
    }
}

fn missing() -> String {
    t!("missing-value")
}

fn operator(column: &Column) -> Cell {
    let assessment = &column.quote.assessment;
    Cell {
        origin: Some(assessment.origin),
        ..said(assessment.operator.clone())
    }
}

/// Why the option cannot be had, in the words of the operator, if so.
fn refused(column: &Column) -> Option<Cell> {
    let Some(offer) = offer(column) else {
        return Some(said(t!("difference-not-answered")));
    };
    match &offer.feasibility {
        Feasibility::Infeasible { reason } => Some(Cell {
            note: reason.clone(),
            origin: Some(Origin::Missing),
            ..said(t!("offer-infeasible"))
        }),
        Feasibility::Feasible | Feasibility::Unknown => None,
    }
}

fn fee(column: &Column) -> Cell {
    if let Some(refused) = refused(column) {
        return refused;
    }
    let fee = offer(column).and_then(|offer| offer.fee);
    Cell {
        note: fee.map(|fee| format::fee_period(fee.period, requirement(column).term)),
        value: fee.map(|fee| fee.money.amount),
        currency: fee.map(|fee| fee.money.currency.to_string()),
        period: fee.map(|fee| fee.period),
        origin: Some(fee.map_or(Origin::Missing, |fee| fee.origin)),
        ..said(format::fee_amount(fee.as_ref()))
    }
}

fn figure(
    column: &Column,
    period: FeePeriod,
    of: fn(&Figures) -> Result<Money, Gap>,
    words: fn(Money) -> String,
) -> Cell {
    let Some(offer) = offer(column).filter(|_| refused(column).is_none()) else {
        return Cell {
            origin: Some(Origin::Missing),
            ..said(missing())
        };
    };
    let connections = column.quote.design.connections.len();
    match of(&Figures::of(offer, requirement(column), connections)) {
        Ok(money) => Cell {
            value: Some(money.amount),
            currency: Some(money.currency.to_string()),
            period: Some(period),
            origin: offer.fee.map(|fee| fee.origin),
            ..said(words(money))
        },
        Err(gap) => Cell {
            origin: Some(Origin::Missing),
            ..said(format::gap(gap))
        },
    }
}

fn wait(column: &Column, now: DateTime<Utc>) -> Cell {
    if refused(column).is_some() {
        return said(missing());
    }
    let wait = offer(column).map_or(Wait::Unknown, |offer| offer.wait);
    let ready = wait
        .days()
        .and_then(|days| now.checked_add_days(Days::new(days.into())));
    Cell {
        note: ready.map(|ready| t!("compare-ready", date = format::date(ready))),
        value: wait.days().map(Decimal::from),
        origin: Some(match wait {
            Wait::Days(_) => column.quote.assessment.origin,
            Wait::Unknown => Origin::Missing,
        }),
        ..said(match wait {
            Wait::Days(days) => t!("difference-days-count", count = days),
            Wait::Unknown => missing(),
        })
    }
}

#[cfg(test)]
mod tests {
    use model::{Currency, QuoteId, Term, TermUnit};

    use super::*;
    use crate::model::{
        offer_card::tests::{assessment, offer as offered},
        scene::tests::design,
    };

    fn column(cents: Option<i64>, currency: &str, days: u32) -> Column {
        let mut offer = offered(Level::AA, Feasibility::Feasible, FeePeriod::Month);
        offer.wait = Wait::Days(days);
        offer.fee = offer.fee.filter(|_| cents.is_some()).map(|mut fee| {
            fee.money = Money {
                amount: Decimal::new(cents.unwrap_or_default(), 2),
                currency: Currency::new(currency).unwrap(),
            };
            fee
        });
        let mut assessment = assessment(vec![offer]);
        assessment.requirement.term = Term::new(1, TermUnit::Years).ok();
        Column {
            quote: Arc::new(Quote {
                id: QuoteId::from_random(1),
                saved_at: DateTime::UNIX_EPOCH,
                design: design(),
                assessment,
                chosen: None,
                api: None,
                published_levels: None,
            }),
            level: Some(Level::AA),
            published: None,
        }
    }

    fn of<'a>(lines: &'a [Line], key: &str) -> &'a Line {
        lines.iter().find(|line| line.key == key).unwrap()
    }

    #[test]
    fn the_least_stands_out_where_all_are_comparable() {
        let columns = [
            column(Some(20_000), "EUR", 3),
            column(Some(10_050), "EUR", 3),
        ];
        let lines = lines(&columns, DateTime::UNIX_EPOCH);
        let total = of(&lines, "total");
        assert_eq!(total.best, Some(1));
        assert_eq!(total.cells[1].value, Some(Decimal::new(120_600, 2)));
        assert!(total.differs);
        let wait = of(&lines, "wait");
        assert_eq!((wait.best, wait.differs), (None, false));
    }

    #[test]
    fn a_fee_for_something_else_is_not_lower() {
        let mut shorter = column(Some(10_000), "EUR", 3);
        let quote = Arc::make_mut(&mut shorter.quote);
        quote.assessment.requirement.term = Term::new(6, TermUnit::Months).ok();
        let columns = [column(Some(20_000), "EUR", 3), shorter];
        let lines = lines(&columns, DateTime::UNIX_EPOCH);
        assert_eq!(of(&lines, "total").best, None);
        assert_eq!(of(&lines, "monthly").best, None);
        assert_eq!(of(&lines, "per-mbps").best, Some(1));
        // Their names tell them apart, by the time where nothing else does.
        let of_both = names(&columns, &lines);
        assert_ne!(of_both[0], of_both[1]);
        assert!(of_both[1].ends_with(&of(&lines, "term").cells[1].words));
    }

    #[test]
    fn different_currencies_are_not_held_against_each_other() {
        let columns = [
            column(Some(20_000), "EUR", 3),
            column(Some(10_000), "USD", 1),
        ];
        let lines = lines(&columns, DateTime::UNIX_EPOCH);
        assert_eq!(of(&lines, "total").best, None);
        assert_eq!(of(&lines, "wait").best, Some(1));
    }

    #[test]
    fn a_missing_fee_is_no_number_and_nothing_is_best() {
        let columns = [column(None, "EUR", 3), column(Some(10_000), "EUR", 1)];
        let lines = lines(&columns, DateTime::UNIX_EPOCH);
        let total = of(&lines, "total");
        assert_eq!(total.best, None);
        assert_eq!(total.cells[0].value, None);
        assert_eq!(total.cells[0].origin, Some(Origin::Missing));
    }
}
