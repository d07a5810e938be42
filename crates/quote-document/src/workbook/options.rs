//! The sheet of options: a row for each.

use model::{Feasibility, Fee, FeePeriod, Figures, Gap, Money, ReportedLevel, whole_months};
use rust_decimal::Decimal;
use rust_xlsxwriter::XlsxError;

use super::cells::{Cell, Sheet};
use crate::{QuoteDocument, QuotedOption, words::Words};

/// The columns that formulas refer to.
const CONNECTIONS: char = 'C';
const BANDWIDTH: char = 'D';
const MONTHS: char = 'F';
const FEE: char = 'L';
/// The least decimals that an amount is rounded to.
const CENTS: u32 = 2;

pub(super) fn fill(sheet: &mut Sheet<'_>, document: &QuoteDocument) -> Result<(), XlsxError> {
    let words = Words::of(document.language);
    sheet.head(&[
        words.option,
        words.network,
        words.connections,
        &format!("{} ({})", words.bandwidth, words.mbps),
        words.duration,
        &format!("{} ({})", words.duration, document.language.months()),
        words.protection,
        words.routing,
        words.operator,
        words.level,
        &format!("{} (%)", words.availability),
        words.fee,
        words.currency,
        words.period,
        words.fee_per_month,
        words.total,
        words.per_mbps,
        words.feasible,
        words.wait_days,
        words.ready,
        words.origin,
        &format!("{} (UTC)", words.assessed),
        words.correlator,
        words.record,
    ])?;
    for (number, option) in (1..).zip(document.options.all()) {
        let row = sheet.next_row();
        sheet.row(cells(number, option, row, document))?;
    }
    Ok(())
}

fn cells(number: u32, option: &QuotedOption, row: u32, document: &QuoteDocument) -> Vec<Cell> {
    let words = Words::of(document.language);
    let assessment = &option.quote.assessment;
    let requirement = &assessment.requirement;
    let text = |text: &str| Cell::Text(text.to_owned());
    let count = |count: usize| Cell::Number(Decimal::from(count), 0);
    let fee = option.offer().and_then(|offer| offer.fee);
    let figures = option.figures();
    let formulas = fee.and_then(|fee| Formulas::of(fee, &figures, row));
    let formula = |of: fn(&Formulas) -> String| formulas.as_ref().map(of);
    vec![
        Cell::Number(Decimal::from(number), 0),
        text(&option.quote.design.name),
        count(option.quote.design.connections.len()),
        Cell::Number(Decimal::from(requirement.bandwidth.get()), 0),
        requirement.term.map_or_else(
            || text(words.default_duration),
            |term| Cell::Text(document.language.term(term)),
        ),
        whole_months(requirement.term).map_or_else(
            |gap| Cell::Missing(format!("{}: {}", words.missing, words.gap(gap))),
            |months| Cell::Number(Decimal::from(months), 0),
        ),
        text(if requirement.protection.is_protected() {
            words.protected
        } else {
            words.not_protected
        }),
        text(words.routing_of(requirement.routing)),
        text(&assessment.operator),
        text(
            option
                .level
                .as_ref()
                .map_or(words.not_stated, ReportedLevel::as_str),
        ),
        match option.availability.as_deref().map(str::parse::<Decimal>) {
            Some(Ok(percent)) => Cell::Number(percent, percent.scale()),
            Some(Err(_)) => text(option.availability.as_deref().unwrap_or_default()),
            None => Cell::Missing(words.not_published.to_owned()),
        },
        fee.map_or_else(
            || {
                Cell::Missing(format!(
                    "{}: {}",
                    words.missing,
                    words.gap(model::Gap::NoFee)
                ))
            },
            |fee| Cell::amount(fee.money),
        ),
        fee.map_or(Cell::Empty, |fee| text(fee.money.currency.code())),
        fee.map_or(Cell::Empty, |fee| text(words.covers(fee.period))),
        Cell::figure(figures.monthly, formula(Formulas::monthly), words),
        Cell::figure(figures.total, formula(Formulas::total), words),
        Cell::figure(figures.per_mbps, formula(Formulas::per_mbps), words),
        match option.feasibility() {
            Feasibility::Infeasible {
                reason: Some(reason),
            } => Cell::Text(format!("{}: {reason}", words.not_available)),
            other @ (Feasibility::Feasible
            | Feasibility::Infeasible { reason: None }
            | Feasibility::Unknown) => text(words.feasibility(other)),
        },
        match option.wait().days() {
            _ if option.is_infeasible() => Cell::Missing(words.not_available.to_owned()),
            Some(days) => Cell::Number(Decimal::from(days), 0),
            None => Cell::Missing(words.not_stated.to_owned()),
        },
        option
            .ready_on(document.day())
            .map_or(Cell::Empty, Cell::Day),
        text(words.origin_of(option.origin())),
        Cell::Moment(assessment.assessed_at),
        text(&assessment.correlator),
        text(words.seal(option.seal)),
    ]
}

/// The figures as formulas over the cells of their row, rounded as `Figures` rounds.
struct Formulas {
    row: u32,
    charged: Charged,
    /// Decimals of the fee per month and of that over the term: those of the operator's own amount where it is that.
    monthly: u32,
    total: u32,
}

/// What a fee covers that something can be worked out from.
#[derive(Clone, Copy)]
enum Charged {
    Monthly,
    ForTheTerm,
}

impl Formulas {
    /// The formulas of a fee; none where the operator does not say what it covers.
    fn of(fee: Fee, figures: &Figures, row: u32) -> Option<Self> {
        let charged = match fee.period {
            FeePeriod::Month => Charged::Monthly,
            FeePeriod::Term => Charged::ForTheTerm,
            FeePeriod::Unknown => return None,
        };
        Some(Self {
            row,
            charged,
            monthly: decimals(figures.monthly),
            total: decimals(figures.total),
        })
    }

    fn monthly(&self) -> String {
        let (row, monthly) = (self.row, self.monthly);
        match self.charged {
            Charged::Monthly => format!("={FEE}{row}"),
            Charged::ForTheTerm => format!("=ROUND({FEE}{row}/{MONTHS}{row},{monthly})"),
        }
    }

    fn total(&self) -> String {
        let (row, total) = (self.row, self.total);
        match self.charged {
            // Rounded also where nothing is to round, which takes away what binary fractions add.
            Charged::Monthly => format!("=ROUND({FEE}{row}*{MONTHS}{row},{total})"),
            Charged::ForTheTerm => format!("={FEE}{row}"),
        }
    }

    fn per_mbps(&self) -> String {
        let row = self.row;
        let all = format!("({BANDWIDTH}{row}*{CONNECTIONS}{row})");
        match self.charged {
            Charged::Monthly => format!("=ROUND({FEE}{row}/{all},4)"),
            Charged::ForTheTerm => format!("=ROUND({FEE}{row}/({MONTHS}{row}*{all}),4)"),
        }
    }
}

fn decimals(figure: Result<Money, Gap>) -> u32 {
    figure.map_or(CENTS, |money| money.amount.scale().max(CENTS))
}
