//! The assessment matrix of a design: what to vary, the heat map, and the cell that is open.
//!
//! What is there many times, values and cells, is written as HTML once and kept by attributes: a
//! table of hundreds is never written anew, and the program stays small.

mod axes;
mod chart;
mod detail;
mod grid;
mod legend;
mod paint;
mod ways;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use model::{DesignId, Level, Requirement};

use super::{actions, header::HeaderControls};
use crate::{
    components::{Banner, Choice, EmptyState, ErrorBanner, Loaded, Select, Show, Symbol},
    errors::Severity,
    hooks::{effect, memo, use_steps},
    model::matrix_cell::Measure,
    state::{AppState, Load, MatrixRun, design::use_design, use_app},
    t,
};

use self::{axes::Axes, detail::Detail, grid::Blocks, legend::legend};

/// The matrix of one design.
#[component]
pub fn MatrixPage() -> impl IntoView {
    let (app, design) = (use_app(), use_design());
    let matrix = app.matrix;
    let document = design.document;
    let params = use_params_map();
    let wanted = move || params.with(|params| DesignId::new(params.get("id")?).ok());
    let open = move || {
        if let Some(id) = wanted() {
            document.open(&id);
        }
    };
    effect(open);
    if app.profiles.load().get_untracked() == Load::Idle {
        app.load_profiles();
    }
    app.header.show(
        move || {
            let name = document
                .design()
                .with(|design| Some(design.as_ref()?.name.clone()));
            name.unwrap_or_default()
        },
        || t!("matrix-title"),
    );
    app.header.put_controls(|| view! { <HeaderControls /> });
    actions::listen_for_undo(design);
    // Another design's answers are not shown.
    let run = move || matrix.run_of(&wanted()?);
    let error = Signal::derive(move || matrix.error().get().filter(|_| run().is_some()));
    view! {
        <div
            class="split"
            class:split-open=move || matrix.open.get().is_some() && run().is_some()
            data-testid="page-matrix"
        >
            <section class="split-list matrix" aria-label=t!("matrix-title")>
                <Loaded load=document.load() on_retry=move || untrack(open)>
                    <div class="matrix-head">
                        <A
                            href=move || wanted().map_or_else(String::new, |id| format!("/designs/{id}"))
                            exact=true
                            attr:class="btn-link"
                            attr:data-testid="matrix-back"
                        >
                            {t!("matrix-back")}
                        </A>
                        <Axes />
                        <ErrorBanner error=error />
                    </div>
                    {move || match run() {
                        Some(run) => view! { <Answers run=run /> }.into_any(),
                        None => {
                            view! {
                                <EmptyState
                                    symbol=Symbol::Search
                                    title=t!("matrix-none")
                                    text=t!("matrix-none-text")
                                />
                            }
                            .into_any()
                        }
                    }}
                </Loaded>
            </section>
            {move || run().map(|run| view! { <Detail run=run /> })}
        </div>
    }
}

/// What was answered, and how it is looked at.
#[component]
fn Answers(run: Arc<MatrixRun>) -> impl IntoView {
    let (app, design) = (use_app(), use_design().document.design());
    let matrix = app.matrix;
    let scales = paint::scales(&run, matrix);
    let (asked, drawn_as) = (Arc::clone(&run), Arc::clone(&run));
    let own = move || design.with(|design| asked.requirement_now(design.as_ref()));
    let is_old = memo(move || design.with(|design| drawn_as.is_outdated(design.as_ref())));
    // Half of the answers would lead astray. One after the other, because each takes the page a while.
    let drawn = use_steps(matrix.is_running(), 2);
    let once_over = |step: usize, html: fn(AppState, &Requirement, &MatrixRun) -> String| {
        let (run, own) = (Arc::clone(&run), own.clone());
        memo(move || {
            if drawn.get() < step {
                String::new()
            } else {
                html(app, &own(), &run)
            }
        })
    };
    let (ways, charts) = (once_over(1, ways::ways), once_over(2, chart::charts));
    view! {
        <Show when=move || is_old.get()>
            <Banner testid="matrix-outdated" severity=Severity::Warning code=None>
                <p class="banner-text">{t!("matrix-outdated")}</p>
            </Banner>
        </Show>
        <div class="matrix-looks">
            <Select
                testid="matrix-measure"
                label=t!("matrix-measure")
                value=matrix.measure
                options=Signal::derive(measures)
                on_choose=move |value: String| matrix.measure.set(value)
            />
            <Select
                testid="matrix-level"
                label=t!("matrix-level")
                value=matrix.level
                options=Signal::derive(levels)
                on_choose=move |value: String| matrix.level.set(value)
            />
            <ul
                class="matrix-legend"
                data-testid="matrix-legend"
                inner_html=move || legend(matrix.measure(), &scales.get())
            ></ul>
        </div>
        <div
            class="matrix-ways"
            inner_html=move || if is_old.get() { String::new() } else { ways.get() }
            on:click=move |event| {
                let button: web_sys::Element = event_target(&event);
                if let Some(cell) = button.get_attribute("data-open").and_then(|cell| cell.parse().ok()) {
                    grid::open(app, Some(cell));
                }
            }
        ></div>
        <Blocks run=run scales=scales />
        <div class="charts" inner_html=move || charts.get()></div>
    }
}

fn measures() -> Vec<Choice> {
    let words = [
        t!("matrix-measure-fee"),
        t!("matrix-measure-wait"),
        t!("matrix-measure-level"),
        t!("matrix-measure-per-mbps"),
    ];
    let choices = Measure::ALL.into_iter().zip(words);
    choices
        .map(|(measure, words)| Choice::new(measure.as_str(), words))
        .collect()
}

fn levels() -> Vec<Choice> {
    let mut choices = vec![Choice::new("best", t!("matrix-level-best"))];
    for level in Level::ALL {
        let words = t!("matrix-level-one", level = level.as_str());
        choices.push(Choice::new(level.as_str(), words));
    }
    choices
}
