//! The right side: the requirement, the operator's answer, and what can be done with it.

use leptos::prelude::*;
use model::{DesignProblem, assessment_problems};

use super::{
    actions,
    offers::Offers,
    order_result::OrderResult,
    order_review::OrderReview,
    requirement::{RequirementFields, RequirementForm},
    summary::Summary,
};
use crate::{
    components::{Banner, Button, ButtonKind, ErrorBanner, Spinner},
    errors::Severity,
    i18n::format,
    state::design::{DesignState, use_design},
    t,
};

/// Requirement, answer and order.
#[component]
pub(super) fn AssessmentPanel() -> impl IntoView {
    let state = use_design();
    let fields = RequirementFields::new();
    let is_open = Memo::new(move |_| state.document.design().with(Option::is_some));
    let connections = Memo::new(move |_| {
        state
            .document
            .design()
            .with(|design| design.as_ref().map_or(0, |design| design.connections.len()))
    });
    // Problems show from the first attempt on, and go when they are gone.
    let attempted = RwSignal::new(false);
    let blocked = Memo::new(move |_| attempted.get().then(|| blocking_words(state)).flatten());
    let assess = move || {
        attempted.set(true);
        if !fields.are_right() {
            actions::focus_first_error("design-assessment");
        } else if untrack(|| blocking_words(state)).is_none() {
            attempted.set(false);
            state.answer.assess();
        }
    };
    view! {
        <div class="panel-head">
            <h2>{t!("assessment-title")}</h2>
            <span class="panel-gap"></span>
            <span class="panel-count">
                {move || t!("count-connections", count = connections.get())}
            </span>
        </div>
        <div class="assessment-body" id="design-assessment">
            <OrderResult />
            <Show when=move || is_open.get()>
                <RequirementForm fields=fields />
                <AssessButtons on_assess=assess />
                {move || blocked.get().map(|text| {
                    view! {
                        <Banner severity=Severity::Warning code=Some("invalid-input")>
                            <p class="banner-text">{text}</p>
                        </Banner>
                    }
                })}
                <ErrorBanner error=state.answer.error() />
                <Offers />
                <ErrorBanner error=state.order.error() />
            </Show>
        </div>
        <Summary />
        <OrderReview />
    }
}

/// Asks, asks again or gives up asking.
#[component]
fn AssessButtons(#[prop(into)] on_assess: Callback<()>) -> impl IntoView {
    let state = use_design();
    let answered_at = Memo::new(move |_| {
        state
            .answer
            .answer()
            .with(|answer| answer.as_ref().map(|answer| answer.assessment.assessed_at))
    });
    let is_wanted = move || answered_at.get().is_none() || state.answer.is_outdated();
    view! {
        <div class="assess">
            <Show when=move || state.answer.is_outdated()>
                <p class="assess-outdated" role="status" data-testid="assessment-outdated">
                    {move || {
                        answered_at
                            .get()
                            .map(|at| t!("assessment-outdated", time = format::clock(at)))
                    }}
                </p>
            </Show>
            <Show
                when=move || state.answer.is_running()
                fallback=move || {
                    let kind = move || {
                        if is_wanted() { ButtonKind::Primary } else { ButtonKind::Plain }
                    };
                    view! {
                        {move || {
                            let text = if answered_at.get().is_some() {
                                t!("assess-again")
                            } else {
                                t!("assess")
                            };
                            view! {
                                <Button
                                    testid="assess"
                                    kind=kind()
                                    on_press=move || on_assess.run(())
                                >
                                    {text}
                                </Button>
                            }
                        }}
                    }
                }
            >
                <p class="assess-running" role="status">
                    <Spinner />
                    {t!("assess-running")}
                </p>
                <Button testid="assess-cancel" on_press=move || state.answer.cancel()>
                    {t!("action-cancel")}
                </Button>
            </Show>
        </div>
    }
}

/// What keeps the design from being asked about, in words.
fn blocking_words(state: DesignState) -> Option<String> {
    state.document.design().with(|design| {
        let design = design.as_ref()?;
        match assessment_problems(design).into_iter().next()? {
            DesignProblem::NoConnections if design.endpoints.len() < 2 => {
                Some(t!("assess-blocked-endpoints"))
            }
            DesignProblem::NoConnections => Some(t!("assess-blocked-connections")),
            DesignProblem::TooManyConnections => Some(t!("assess-blocked-too-many")),
            DesignProblem::NoSecondaryAddress { .. } => Some(t!("assess-blocked-protection")),
        }
    })
}
