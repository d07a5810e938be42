//! The cell that is open: its offers, and what can be done with them.

use std::sync::Arc;

use contract::{MatrixAnswer, QuoteSaveRequest, command};
use leptos::prelude::*;
use leptos_router::components::A;
use model::{
    Edit, Figures, Gap, Level, MatrixQuestion, Money, QuoteId, ReportedLevel, matrix::shown_offer,
};

use super::{super::actions, axes::protection_words};
use crate::{
    components::{Button, ButtonKind, ErrorBanner, FactList, IconButton, Symbol, simulated_tag},
    hooks::{focus, use_command},
    i18n::format,
    model::matrix_cell::Cell,
    pages::quotes::Offers,
    state::{MatrixRun, design::use_design, use_app},
    t,
};

/// The cell beside the heat map, while one is open.
#[component]
pub(super) fn Detail(run: Arc<MatrixRun>) -> impl IntoView {
    let matrix = use_app().matrix;
    move || {
        let question = run.question(matrix.open.get()?)?;
        let cell = run.cell(question.cell).get();
        let level = matrix.level();
        Some(view! { <Known run=Arc::clone(&run) question=question cell=cell level=level /> })
    }
}

#[component]
fn Known(
    run: Arc<MatrixRun>,
    question: MatrixQuestion,
    cell: Cell,
    /// The level that is looked at; none for the best.
    #[prop(optional_no_strip)]
    level: Option<Level>,
) -> impl IntoView {
    let app = use_app();
    let asked = question.requirement;
    let operator = untrack(|| app.profile(&question.profile));
    let is_simulated = operator
        .as_ref()
        .is_some_and(|operator| operator.is_simulated);
    let operator = operator.map(|operator| operator.name).unwrap_or_default();
    let protection = protection_words(asked.protection);
    let number = question.cell;
    let close = move || {
        super::grid::open(app, None);
        focus(format!("[data-cell='{number}']"));
    };
    let (about, body) = match cell {
        Cell::Answered(answer) => {
            let time = format::date_time(answer.assessed_at);
            let about = if answer.is_reused {
                t!(
                    "matrix-answered-before",
                    operator = operator,
                    protection = protection,
                    time = time
                )
            } else {
                t!(
                    "matrix-answered",
                    operator = operator,
                    protection = protection,
                    time = time
                )
            };
            (
                about,
                view! { <Answered run=run question=question answer=answer level=level /> }
                    .into_any(),
            )
        }
        Cell::Failed(error) => {
            let about = t!("matrix-block", operator = operator, protection = protection);
            (
                about,
                view! { <ErrorBanner error=Signal::stored(Some(error)) /> }.into_any(),
            )
        }
        other @ (Cell::Waiting | Cell::LeftOut | Cell::Asking) => {
            let about = t!("matrix-block", operator = operator, protection = protection);
            let words = match other {
                Cell::LeftOut => t!("matrix-cell-left-out"),
                Cell::Asking => t!("matrix-cell-running"),
                Cell::Waiting | Cell::Answered(_) | Cell::Failed(_) => t!("matrix-cell-waiting"),
            };
            (about, view! { <p>{words}</p> }.into_any())
        }
    };
    view! {
        <aside class="split-detail" data-testid="matrix-detail" aria-label=t!("matrix-detail")>
        <div class="detail">
            <div class="detail-heading">
                <div>
                    <h2>{t!(
                        "quotes-asked-text",
                        bandwidth = format::bandwidth(asked.bandwidth),
                        term = format::term(asked.term)
                    )}</h2>
                    <p class="detail-about">
                        {about} " " <span inner_html=simulated_tag(is_simulated)></span>
                    </p>
                </div>
                <span class="grow"></span>
                <IconButton
                    testid="matrix-detail-close"
                    symbol=Symbol::Cross
                    label=t!("matrix-detail-close")
                    on_press=close
                />
            </div>
            {body}
        </div>
        </aside>
    }
}

#[component]
fn Answered(
    run: Arc<MatrixRun>,
    question: MatrixQuestion,
    answer: MatrixAnswer,
    /// The level that is looked at; none for the best.
    #[prop(optional_no_strip)]
    level: Option<Level>,
) -> impl IntoView {
    let state = use_design();
    let requirement = question.requirement;
    let shown = shown_offer(&answer.offers, level).filter(|offer| offer.orderable().is_some());
    let chosen = shown.and_then(|offer| offer.level.as_ref().and_then(ReportedLevel::known));
    let facts = shown.map(|offer| {
        let figures = Figures::of(offer, &requirement, run.design.connections.len());
        vec![
            (
                t!("compare-monthly"),
                figure(figures.monthly, format::money),
            ),
            (t!("compare-total"), figure(figures.total, format::money)),
            (
                t!("compare-per-mbps"),
                figure(figures.per_mbps, format::rate),
            ),
        ]
    });
    let is_used = Memo::new(move |_| {
        let design = state.document.design();
        design.with(|design| {
            design
                .as_ref()
                .is_some_and(|design| design.requirement == requirement)
        })
    });
    let save = use_command();
    let saved = RwSignal::new(None::<QuoteId>);
    let assessment = answer.assessment.clone();
    let save_quote = move || {
        let request = QuoteSaveRequest {
            assessment: assessment.clone(),
            chosen,
        };
        save.run::<command::quote_save>(request, move |quote| {
            saved.try_set(Some(quote.id));
        });
    };
    view! {
        <Offers offers=answer.offers chosen=chosen term=requirement.term />
        {facts.map(|facts| view! { <FactList facts=facts /> })}
        <div class="actions">
            <Button
                testid="matrix-use"
                kind=ButtonKind::Primary
                disabled=is_used
                on_press=move || {
                    if actions::perform(state, Edit::SetRequirement { requirement }, None, None) {
                        // The button cannot be pressed any more, and would keep the keyboard with it.
                        focus("[data-testid=matrix-detail] [data-testid=quote-save]");
                    }
                }
            >
                {t!("matrix-use")}
            </Button>
            <Button testid="quote-save" busy=save.pending() on_press=save_quote>
                {t!("quote-save")}
            </Button>
        </div>
        <p class="summary-note" role="status">
            {move || is_used.get().then(|| t!("matrix-used"))}
            " "
            {move || saved.get().map(|quote| {
                view! {
                    {t!("quote-saved")} " "
                    <A href=format!("/quotes/{quote}")>{t!("quote-saved-open")}</A>
                }
            })}
        </p>
        <ErrorBanner error=save.error() />
    }
}

/// A figure, or why it is missing.
fn figure(figure: Result<Money, Gap>, words: fn(Money) -> String) -> String {
    figure.map_or_else(format::gap, words)
}
