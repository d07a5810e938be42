//! Bars beside each other: a table whose middle column is drawn.

use leptos::prelude::*;
use model::{FeePeriod, Origin};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};

use super::super::CollectAny;
use crate::{model::chart, t};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: String,
    /// How long it is; none where that is missing.
    pub value: Option<Decimal>,
    /// The value in words, or why it is missing.
    pub words: String,
    /// The currency of the value.
    pub currency: Option<String>,
    /// The period that it is for.
    pub period: Option<FeePeriod>,
    /// Where it comes from.
    pub origin: Option<Origin>,
    /// Its colour: `series-` and a level, or nothing.
    pub class: String,
}

/// The bars, all to one scale that begins at 0. It is read as the table that it is.
#[component]
pub fn BarChart(
    /// The automation attribute `data-chart`.
    of: &'static str,
    /// What is drawn, with its unit.
    title: String,
    /// The bars, in this order.
    bars: Vec<Bar>,
) -> impl IntoView {
    let length = |bar: &Bar| bar.value.and_then(|value| value.to_f64());
    let largest = bars.iter().filter_map(length).fold(0.0, f64::max);
    let name = title.clone();
    view! {
        <section class="chart" data-testid="chart" data-chart=of>
            <h2>{name}</h2>
            <table class="chart-bars" aria-label=title>
            <tbody>
                {bars
                    .into_iter()
                    .map(|bar| {
                        let share = length(&bar).filter(|_| largest > 0.0).map(|value| value / largest);
                        let is_simulated = bar.origin == Some(Origin::Simulated);
                        view! {
                            <tr
                                class=bar.class
                                data-value=bar.value.map(|value| value.to_string())
                                data-currency=bar.currency
                                data-period=bar.period.map(FeePeriod::as_str)
                                data-origin=bar.origin.map(Origin::as_str)
                            >
                                <th scope="row" title=bar.label.clone()>{bar.label.clone()}</th>
                                <td class="chart-bar">
                                    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                                        <path d=share.map(chart::bar) />
                                    </svg>
                                </td>
                                <td class="number">
                                    {bar.words}
                                    {is_simulated.then(|| view! { <small>{t!("origin-simulated")}</small> })}
                                </td>
                            </tr>
                        }
                    })
                    .collect_any()}
            </tbody>
            </table>
        </section>
    }
}
