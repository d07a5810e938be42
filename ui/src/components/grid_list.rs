//! A list whose rows can be pressed: an ARIA grid, because not every driver can press a table's row.

use leptos::prelude::*;

use super::CollectAny;
use crate::hooks::GridKeys;

/// The head and the body of a grid. Its rows stand in `children`.
#[component]
pub fn GridList(
    /// The class that names its columns' widths.
    class: &'static str,
    /// What it lists.
    #[prop(into)]
    label: Signal<String>,
    /// The names of the columns.
    columns: Vec<String>,
    /// How many of the last columns hold figures.
    figures: usize,
    /// The keyboard in it.
    keys: GridKeys,
    /// The rows.
    children: Children,
) -> impl IntoView {
    let first_figure = columns.len().saturating_sub(figures);
    view! {
        <div class=format!("grid-list {class}") role="grid" aria-label=label>
            <div role="rowgroup">
                <div role="row" class="grid-head">
                    {columns
                        .into_iter()
                        .enumerate()
                        .map(|(at, column)| {
                            let is_figure = at >= first_figure;
                            view! {
                                <span role="columnheader" class:number=is_figure>
                                    {column}
                                </span>
                            }
                        })
                        .collect_any()}
                </div>
            </div>
            <div role="rowgroup" class="grid-body" on:keydown=move |event| keys.on_key(&event)>
                {children()}
            </div>
        </div>
    }
}
