//! The heat map: a grid for each operator with and without protection, durations down, bandwidths
//! across.

use std::{fmt::Write as _, sync::Arc};

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::{
    axes::protection_words,
    paint::{Place, jumps_of, keep},
};
use crate::{
    components::simulated_tag,
    hooks::effect,
    i18n::format,
    model::{markup::escaped, matrix_cell::Extent},
    state::{AppState, MatrixRun, use_app},
    t,
};

/// All grids of a run.
#[component]
pub(super) fn Blocks(run: Arc<MatrixRun>, scales: Memo<Vec<Extent>>) -> impl IntoView {
    let app = use_app();
    let (columns, count) = (run.axes.bandwidths().len(), run.axes.in_block());
    let html: String = (0..run.axes.cells() / count)
        .map(|block| untrack(|| block_html(app, &run, block * count)))
        .collect();
    let blocks = NodeRef::<html::Div>::new();
    effect(move || {
        if blocks.get().is_some() {
            follow(app, &run, scales);
        }
    });
    view! {
        <div
            class="matrix-blocks"
            node_ref=blocks
            inner_html=html
            on:click=move |event| {
                if let Some(cell) = cell_of(&event) {
                    stop_at(cell, count);
                    open(app, Some(cell));
                }
            }
            on:keydown=move |event| move_focus(&event, columns, count)
        ></div>
    }
}

/// Opens a cell, or none.
pub(super) fn open(app: AppState, cell: Option<usize>) {
    let before = app.matrix.open.get_untracked();
    for (cell, is_open) in [(before, "false"), (cell, "true")] {
        if let Some(button) = cell.and_then(find) {
            // It can always be set.
            let _ = button.set_attribute("aria-current", is_open);
        }
    }
    app.matrix.open.set(cell);
}

/// Keeps every cell as it is answered.
fn follow(app: AppState, run: &Arc<MatrixRun>, scales: Memo<Vec<Extent>>) {
    let (columns, count) = (run.axes.bandwidths().len(), run.axes.in_block());
    let line = |from: usize, step: usize, length: usize| {
        jumps_of(
            run,
            app.matrix,
            (0..length).map(|at| from + at * step).collect(),
        )
    };
    for first in (0..run.axes.cells()).step_by(count) {
        let down: Vec<_> = (0..columns)
            .map(|column| line(first + column, columns, count / columns))
            .collect();
        for row in 0..count / columns {
            let across = line(first + row * columns, 1, columns);
            for (column, down) in down.iter().enumerate() {
                let cell = first + row * columns + column;
                let place = Place {
                    cell,
                    lines: [(across, column, 1), (*down, row, columns)],
                };
                if let Some(button) = find(cell) {
                    keep(button, Arc::clone(run), app.matrix, place, scales);
                }
            }
        }
    }
    if let Some(button) = app.matrix.open.get_untracked().and_then(find) {
        let _ = button.set_attribute("aria-current", "true");
    }
}

/// The grid that begins with that cell, its cells still empty.
fn block_html(app: AppState, run: &MatrixRun, first: usize) -> String {
    let Some(question) = run.question(first) else {
        return String::new();
    };
    let operator = app.profile(&question.profile);
    let is_simulated = operator
        .as_ref()
        .is_some_and(|operator| operator.is_simulated);
    let title = escaped(&t!(
        "matrix-block",
        operator = operator.map(|operator| operator.name).unwrap_or_default(),
        protection = protection_words(question.requirement.protection)
    ));
    let tag = simulated_tag(is_simulated);
    let corner = t!("matrix-duration");
    let mut html = format!(
        "<section class=matrix-block><h2>{title} {tag}</h2><table role=grid aria-label=\"{title}\"><thead><tr>\
         <th scope=col>{corner}</th>"
    );
    // Writing to a string cannot fail.
    for bandwidth in run.axes.bandwidths() {
        let _ = write!(html, "<th scope=col>{}</th>", format::bandwidth(*bandwidth));
    }
    html.push_str("</tr></thead><tbody>");
    let columns = run.axes.bandwidths().len();
    for cell in first..first + run.axes.in_block() {
        let Some(question) = run.question(cell) else {
            break;
        };
        let asked = question.requirement;
        if (cell - first).is_multiple_of(columns) {
            let _ = write!(html, "<tr><th scope=row>{}</th>", format::term(asked.term));
        }
        let term = super::axes::term_value(asked.term);
        let about = t!(
            "matrix-cell",
            bandwidth = format::bandwidth(asked.bandwidth),
            term = format::term(asked.term)
        );
        let _ = write!(
            html,
            "<td role=gridcell><button type=button class=heat data-testid=\"quote-cell\" data-cell={cell} \
             data-profile={} data-bandwidth={} data-term={term} data-protected={} tabindex={}>\
             <span class=visually-hidden>{about}</span><b></b><small></small><em></em>\
             <span class=visually-hidden></span></button></td>",
            question.profile,
            asked.bandwidth,
            asked.protection.is_protected(),
            if cell == first { 0 } else { -1 },
        );
    }
    html.push_str("</tbody></table></section>");
    html
}

/// The element of a cell.
fn find(cell: usize) -> Option<Element> {
    document()
        .query_selector(&format!("[data-cell='{cell}']"))
        .ok()?
}

/// The number of the cell that an event came to.
fn cell_of(event: &web_sys::Event) -> Option<usize> {
    let target: Element = event_target(event);
    let button = target.closest("[data-cell]").ok()??;
    button.get_attribute("data-cell")?.parse().ok()
}

/// Makes a cell the one of its grid that Tab comes to.
fn stop_at(cell: usize, count: usize) {
    let first = cell - cell % count;
    for one in first..first + count {
        if let Some(button) = find(one) {
            let _ = button.set_attribute("tabindex", if one == cell { "0" } else { "-1" });
        }
    }
}

/// Moves the focus as a key asks for; Tab comes back to where it is then.
fn move_focus(event: &KeyboardEvent, columns: usize, count: usize) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
        return;
    }
    let Some(cell) = cell_of(event) else {
        return;
    };
    let (first, at) = (cell - cell % count, cell % count);
    let Some(to) = step(&event.key(), at, columns, count) else {
        return;
    };
    event.prevent_default();
    stop_at(first + to, count);
    // At once: the next key may come before the next frame.
    if let Some(button) = find(first + to).and_then(|button| button.dyn_into::<HtmlElement>().ok())
    {
        let _ = button.focus();
    }
}

/// Where `key` leads to from the cell `at` of `count` in so many columns; nowhere for another key.
fn step(key: &str, at: usize, columns: usize, count: usize) -> Option<usize> {
    let row = at - at % columns;
    Some(match key {
        "ArrowRight" => (at + 1).min(row + columns - 1),
        "ArrowLeft" => at.saturating_sub(1).max(row),
        "ArrowDown" if at + columns < count => at + columns,
        "ArrowUp" if at >= columns => at - columns,
        "ArrowDown" | "ArrowUp" => at,
        "Home" => row,
        "End" => row + columns - 1,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn the_keys_stop_at_every_edge() {
        let to = |key, at| step(key, at, 3, 6);
        assert_eq!(
            (to("ArrowRight", 1), to("ArrowRight", 2)),
            (Some(2), Some(2))
        );
        assert_eq!((to("ArrowLeft", 4), to("ArrowLeft", 3)), (Some(3), Some(3)));
        assert_eq!((to("ArrowDown", 1), to("ArrowDown", 4)), (Some(4), Some(4)));
        assert_eq!((to("ArrowUp", 5), to("ArrowUp", 2)), (Some(2), Some(2)));
        assert_eq!((to("Home", 5), to("End", 3)), (Some(3), Some(5)));
        assert_eq!(to("a", 0), None);
    }
}
