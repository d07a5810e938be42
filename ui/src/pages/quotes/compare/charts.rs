//! Fees and waiting days of the options as bars.

use leptos::prelude::*;
use model::Level;

use super::lines::{Cell, Column, Line};
use crate::{
    components::{Bar, BarChart, CollectAny},
    t,
};

/// The charts that the options make.
#[component]
pub(super) fn Charts(
    columns: Vec<Column>,
    /// What tells the options apart.
    names: Vec<String>,
    lines: Vec<Line>,
) -> impl IntoView {
    let cells = |key: &str| -> Vec<Cell> {
        let line = lines.iter().find(|line| line.key == key);
        line.map(|line| line.cells.clone()).unwrap_or_default()
    };
    let totals = cells("total");
    let mut currencies = Vec::<String>::new();
    for currency in totals.iter().filter_map(|cell| cell.currency.as_ref()) {
        if !currencies.contains(currency) {
            currencies.push(currency.clone());
        }
    }
    let fees = currencies.into_iter().map(|currency| {
        // Each currency has a scale of its own; what is missing is so in each.
        let is_shown = |cell: &Cell| cell.currency.as_ref().is_none_or(|of| *of == currency);
        let bars = bars(&columns, &names, &totals, &is_shown);
        let title = t!("chart-total", currency = currency.clone());
        view! { <BarChart of="total" title=title bars=bars /> }
    });
    let waits = cells("wait");
    let has_waits = waits.iter().any(|cell| cell.value.is_some());
    let waits = has_waits.then(|| {
        let bars = bars(&columns, &names, &waits, &|_| true);
        view! { <BarChart of="wait" title=t!("chart-wait") bars=bars /> }
    });
    view! { <div class="charts">{fees.collect_any()} {waits}</div> }
}

fn bars(
    columns: &[Column],
    names: &[String],
    cells: &[Cell],
    is_shown: &dyn Fn(&Cell) -> bool,
) -> Vec<Bar> {
    let each = columns.iter().zip(names).zip(cells);
    each.filter(|(_, cell)| is_shown(cell))
        .map(|((column, name), cell)| Bar {
            label: name.clone(),
            value: cell.value,
            words: cell.words.clone(),
            currency: cell.currency.clone(),
            period: cell.period,
            origin: cell.origin,
            class: format!("series-{}", column.level.map_or("", Level::as_str)),
        })
        .collect()
}
