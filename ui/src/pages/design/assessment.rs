//! The right side: the requirement, the operator's answer, and what can be done with it.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos_router::components::A;
use model::{DesignProblem, MAX_CONNECTIONS, assessment_problems};

use super::{
    actions,
    acts::SplitOrder,
    offers::Answers,
    operators::{Operators, assess_denial},
    order_result::OrderResult,
    order_review::OrderReview,
    requirement::{RequirementFields, RequirementForm},
    summary::Summary,
};
use crate::{
    components::{Banner, Button, ButtonKind, Denied, ErrorBanner, Show, Spinner, Symbol},
    errors::Severity,
    hooks::{follow_with_focus, is_by_keyboard, memo},
    i18n::format,
    state::{
        Load,
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// Requirement, answer and order.
#[component]
pub(super) fn AssessmentPanel() -> impl IntoView {
    let state = use_design();
    let fields = RequirementFields::new();
    let is_open = memo(move || state.document.design().with(Option::is_some));
    let connections = memo(move || {
        state
            .document
            .design()
            .with(|design| design.as_ref().map_or(0, |design| design.connections.len()))
    });
    // Problems show from the first attempt on, and go when they are gone.
    let attempted = RwSignal::new(false);
    let is_too_large = memo(move || MAX_CONNECTIONS < connections.get());
    let blocked = memo(move || {
        let shows = attempted.get() || is_too_large.get();
        shows.then(|| blocking_words(state)).flatten()
    });
    let by_keyboard = RwSignal::new(false);
    follow_with_focus(
        memo(move || state.answer.is_running()),
        by_keyboard,
        "[data-testid=assess-cancel]",
        "[role=radio][tabindex='0'], [data-testid=assess]",
    );
    let assess = move || {
        by_keyboard.set(is_by_keyboard());
        attempted.set(true);
        if !fields.are_right() {
            actions::focus_first_error("design-assessment");
        } else if untrack(|| blocking_words(state)).is_none() {
            attempted.set(false);
            state.answer.assess();
        }
    };
    let is_answered = memo(move || state.answer.is_answered());
    let app = use_app();
    let denial = assess_denial();
    if app.profiles.load().get_untracked() == Load::Idle {
        app.load_profiles();
    }
    view! {
        <div class="panel-head">
            <h2>{t!("assessment-title")}</h2>
            <span class="panel-count">
                {move || t!("count-connections", count = connections.get())}
            </span>
            <span class="panel-gap"></span>
            <Show when=move || is_answered.get()>
                <AssessAgain denial=denial on_assess=assess />
            </Show>
        </div>
        <div class="assessment-body" id="design-assessment">
            <Show when=move || is_open.get()>
                <RequirementForm fields=fields />
                <Operators />
                <Denied reason=denial />
                <Show when=move || !is_answered.get()>
                    <Assess denial=denial on_assess=assess />
                </Show>
                {move || blocked.get().map(|text| {
                    view! {
                        <Banner severity=Severity::Warning code=Some("invalid-input")>
                            <p class="banner-text">{text}</p>
                            {is_too_large.get().then(|| view! { <SplitOrder /> })}
                        </Banner>
                    }
                })}
                <Answers />
                <ToMatrix />
                <ErrorBanner error=state.order.error() />
            </Show>
        </div>
        <OrderResult />
        <Summary />
        <OrderReview />
    }
}

/// The way to the same question at other bandwidths, durations and operators.
#[component]
fn ToMatrix() -> impl IntoView {
    let document = use_design().document;
    let id = memo(move || {
        let design = document.design();
        design.with(|design| Some(design.as_ref()?.id.clone()))
    });
    let href = move || {
        id.get()
            .map_or_else(String::new, |id| format!("/designs/{id}/matrix"))
    };
    view! {
        <A href=href attr:class="btn" attr:data-testid="quote-matrix">
            {t!("matrix-open")}
        </A>
    }
}

/// Asks, while there is no answer about the design as it is.
#[component]
fn Assess(denial: Signal<Option<String>>, #[prop(into)] on_assess: Callback<()>) -> impl IntoView {
    let state = use_design();
    let answered_at = memo(move || answered_at(state));
    let running_words = move || t!("assess-running", count = state.answer.running());
    let is_denied = Signal::derive(move || denial.get().is_some());
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
                    view! {
                        <Button
                            testid="assess"
                            kind=ButtonKind::Primary
                            disabled=is_denied
                            on_press=on_assess
                        >
                            {move || match answered_at.get() {
                                Some(_) => t!("assess-again"),
                                None => t!("assess"),
                            }}
                        </Button>
                    }
                }
            >
                <p class="assess-running" role="status">
                    <Spinner />
                    {running_words}
                </p>
                <Button testid="assess-cancel" on_press=move || state.answer.cancel()>
                    {t!("action-cancel")}
                </Button>
            </Show>
        </div>
    }
}

/// Asks again, beside the heading: the answer about the design as it is stands below.
#[component]
fn AssessAgain(
    denial: Signal<Option<String>>,
    #[prop(into)] on_assess: Callback<()>,
) -> impl IntoView {
    let state = use_design();
    let is_denied = Signal::derive(move || denial.get().is_some());
    view! {
        <Show
            when=move || state.answer.is_running()
            fallback=move || {
                view! {
                    <Button
                        testid="assess"
                        kind=ButtonKind::Chip
                        icon=Symbol::Refresh
                        disabled=is_denied
                        on_press=on_assess
                    >
                        {t!("assess-again")}
                    </Button>
                }
            }
        >
            <span class="visually-hidden" role="status">
                {move || t!("assess-running", count = state.answer.running())}
            </span>
            <Spinner />
            <Button
                testid="assess-cancel"
                kind=ButtonKind::Chip
                on_press=move || state.answer.cancel()
            >
                {t!("action-cancel")}
            </Button>
        </Show>
    }
}

fn answered_at(state: DesignState) -> Option<DateTime<Utc>> {
    Some(state.answer.answer().get()?.assessment.assessed_at)
}

/// What keeps the design from being asked about, in words.
fn blocking_words(state: DesignState) -> Option<String> {
    if state.answer.picks.all().is_empty() {
        return Some(t!("assess-blocked-operators"));
    }
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
