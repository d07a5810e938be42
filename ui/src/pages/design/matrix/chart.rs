//! The fee against the bandwidth for each level, a chart for every grid, as HTML.

use leptos::prelude::*;
use model::{Currency, FeePeriod, Level, Requirement, matrix::shown_offer};
use rust_decimal::prelude::ToPrimitive as _;

use super::axes::protection_words;
use crate::{
    components::{LineChart, Series},
    i18n::format,
    model::matrix_cell::{Measure, Reading},
    state::{AppState, MatrixRun},
    t,
};

/// The charts at the duration of the open cell; at the design's own, or the first, while none is
/// open.
pub(super) fn charts(app: AppState, own: &Requirement, run: &MatrixRun) -> String {
    let (columns, count) = (run.axes.bandwidths().len(), run.axes.in_block());
    let row = match app.matrix.open.get() {
        Some(cell) => cell % count / columns,
        None => (run.axes.terms().iter())
            .position(|term| *term == own.term)
            .unwrap_or(0),
    };
    (0..run.axes.cells())
        .step_by(count)
        .filter_map(|first| chart(app, run, first + row * columns))
        .map(|chart| chart.html())
        .collect()
}

/// The lines of the row that begins with that cell; nothing where no fee per month is known.
fn chart(app: AppState, run: &MatrixRun, first: usize) -> Option<LineChart> {
    let asked = run.question(first)?;
    let operator = app.profile(&asked.profile)?;
    let mut currency = None::<Currency>;
    let mut series = Vec::new();
    for level in Level::ALL {
        let mut points = Vec::new();
        for cell in first..first + run.axes.bandwidths().len() {
            // Only what is in one currency and for one period stands on one scale.
            let fee = reading(run, cell, level).and_then(|reading| reading.fee);
            let fee = fee.filter(|(money, period)| {
                *period == FeePeriod::Month
                    && money.currency == *currency.get_or_insert(money.currency)
            });
            points.push(match fee {
                Some((money, _)) => (money.amount.to_f64(), format::money(money)),
                None => (None, t!("missing-value")),
            });
        }
        if points.iter().any(|(value, _)| value.is_some()) {
            series.push(Series {
                name: level.as_str().to_owned(),
                class: format!("series-{level}"),
                points,
            });
        }
    }
    let currency = currency?;
    let places = run.axes.bandwidths().iter();
    Some(LineChart {
        of: "fee-by-bandwidth",
        title: t!(
            "matrix-chart",
            currency = currency.code(),
            operator = operator.name,
            protection = protection_words(asked.requirement.protection),
            term = format::term(asked.requirement.term)
        ),
        is_simulated: operator.is_simulated,
        along: t!("matrix-bandwidths"),
        places: places
            .map(|mbps| (f64::from(mbps.get()), format::number(mbps.get())))
            .collect(),
        series,
    })
}

fn reading(run: &MatrixRun, cell: usize, level: Level) -> Option<Reading> {
    let question = run.question(cell)?;
    let connections = run.design.connections.len();
    run.cell(cell).with(|cell| {
        shown_offer(&cell.answer()?.offers, Some(level))?;
        let level = Some(level);
        Some(Reading::of(
            cell,
            &question,
            connections,
            Measure::Fee,
            level,
        ))
    })
}
