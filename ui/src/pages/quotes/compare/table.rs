//! The options side by side, line by line.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use model::{Level, Offer, ReportedLevel, is_simulated};

use super::lines::{Cell, Column, Line};
use crate::{
    components::{CollectAny, IconButton, Symbol, level_badge},
    hooks::{focus, focus_if_lost},
    i18n::format,
    model::compared::{Compared, route},
    t,
};

/// The table. What differs is marked, and what is better than all others.
#[component]
pub(super) fn Table(
    columns: Vec<Column>,
    /// What tells the options apart.
    names: Vec<String>,
    lines: Vec<Line>,
    only_differences: RwSignal<bool>,
) -> impl IntoView {
    let of = StoredValue::new(columns.iter().map(Column::compared).collect::<Vec<_>>());
    let is_last = columns.len() < 2;
    let options = columns.len().to_string();
    let width = (columns.len() + 1).to_string();
    let is_alike = lines.iter().all(|line| !line.differs);
    view! {
        <table
            class="table compare-table"
            class:only-differences=only_differences
            data-options=options
            aria-label=t!("compare-title")
        >
            <thead>
                <tr>
                    <td></td>
                    {columns
                        .into_iter()
                        .zip(names)
                        .enumerate()
                        .map(|(at, (column, name))| {
                            view! { <Head at=at column=column name=name of=of is_last=is_last /> }
                        })
                        .collect_any()}
                </tr>
            </thead>
            <tbody>
                {lines.into_iter().map(|line| view! { <OneLine line=line /> }).collect_any()}
                {is_alike.then(|| view! {
                    <tr class="compare-alike">
                        <td colspan=width>{t!("compare-alike")}</td>
                    </tr>
                })}
            </tbody>
        </table>
    }
}

#[component]
fn Head(
    at: usize,
    column: Column,
    /// What tells it from the others.
    name: String,
    of: StoredValue<Vec<Compared>>,
    /// Whether it is the only one.
    is_last: bool,
) -> impl IntoView {
    let quote = column.quote.clone();
    let navigate = use_navigate();
    let go = move |change: &dyn Fn(&mut Vec<Compared>)| {
        let mut of = of.get_value();
        change(&mut of);
        navigate(&route(&of), Default::default());
    };
    let remove = go.clone();
    let shown = column.level;
    let (design, assessment) = (quote.design.name.clone(), &quote.assessment);
    let origin = assessment.origin;
    let is_simulated = is_simulated(assessment.origin, &assessment.offers);
    let levels = assessment.offers.iter().filter_map(Offer::known_level);
    let levels: Vec<_> = levels
        .map(|level| {
            view! {
                <option value=level.as_str() prop:selected=shown == Some(level)>
                    {level.as_str()}
                </option>
            }
        })
        .collect();
    let level_label = t!("compare-level", option = name.clone());
    let remove_label = t!("compare-remove", option = name);
    view! {
        <th
            scope="col"
            data-testid="compare-column"
            data-id=quote.id.to_string()
            data-level=shown.map(Level::as_str)
            data-origin=origin.as_str()
        >
            <span class="compare-name">
                <A href=format!("/quotes/{}", quote.id)>{design}</A>
                {(!is_last).then(|| view! {
                    <IconButton
                        testid="compare-remove"
                        symbol=Symbol::Cross
                        label=remove_label.clone()
                        on_press=Callback::new(move |()| {
                            remove(&|of| {
                                of.remove(at);
                            });
                            focus_if_lost("[data-testid=compare-column] a");
                        })
                    />
                })}
            </span>
            <small>{t!("compare-saved", time = format::short_date_time(quote.saved_at))}</small>
            {is_simulated.then(|| view! { <small><span class="tag">{t!("origin-simulated-tag")}</span></small> })}
            <span class="compare-level">
                {level_badge(shown.map(ReportedLevel::from).as_ref())}
                {(!levels.is_empty()).then(|| view! {
                    <span class="input input-select">
                        <select
                            id=format!("compare-level-{at}")
                            data-testid="compare-level"
                            aria-label=level_label
                            on:change=move |event| {
                                let level = event_target_value(&event).parse().ok();
                                go(&|of| of[at].level = level);
                                focus(format!("#compare-level-{at}"));
                            }
                        >
                            {levels}
                        </select>
                        <span class="input-arrow" aria-hidden="true"></span>
                    </span>
                })}
            </span>
        </th>
    }
}

#[component]
fn OneLine(line: Line) -> impl IntoView {
    let best = line.best;
    let is_wait = line.key == "wait";
    view! {
        <tr data-testid="compare-line" data-line=line.key data-differs=line.differs.to_string()>
            <th scope="row">
                {line.name}
                {line.differs.then(|| view! { <span class="visually-hidden">{t!("compare-differs")}</span> })}
            </th>
            {line
                .cells
                .into_iter()
                .enumerate()
                .map(|(at, cell)| {
                    let tag = (best == Some(at)).then(|| match is_wait {
                        true => t!("compare-soonest"),
                        false => t!("compare-lowest"),
                    });
                    one_cell(cell, tag)
                })
                .collect_any()}
        </tr>
    }
}

fn one_cell(cell: Cell, tag: Option<String>) -> impl IntoView {
    let is_best = tag.is_some().then_some("true");
    view! {
        <td
            data-value=cell.value.map(|value| value.to_string())
            data-currency=cell.currency
            data-period=cell.period.map(|period| period.as_str())
            data-origin=cell.origin.map(|origin| origin.as_str())
            data-best=is_best
        >
            <span>{cell.words}</span>
            {tag.map(|tag| view! { <span class="compare-best">{tag}</span> })}
            {cell.note.map(|note| view! { <small>{note}</small> })}
        </td>
    }
}
