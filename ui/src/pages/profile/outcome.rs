//! The test of a connection: each step as it goes, and how it ended.

use contract::{AppError, ProfileTestView, StepState, TestStep, TestStepView};
use leptos::prelude::*;

use super::draft::ProfileDraft;
use crate::{
    components::{Button, CollectAny, Icon, Spinner, Symbol},
    errors::{explain, in_words},
    i18n::format,
    t,
};

/// The steps of the test, and its end.
#[component]
pub(super) fn TestOutcome(
    draft: ProfileDraft,
    /// How far it is.
    #[prop(into)]
    outcome: Signal<Option<ProfileTestView>>,
    /// What kept it from being made at all.
    error: Signal<Option<AppError>>,
    busy: Signal<bool>,
    /// Called when the host of the token endpoint was approved.
    #[prop(into)]
    on_approved: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="test-outcome" role="status" aria-busy=move || busy.get().then_some("true")>
            {move || {
                outcome.get().map(|test| {
                    let end = (!busy.get()).then(|| match &test.error {
                        None => connected(&test).into_any(),
                        Some(error) => failed(draft, error, test.token_host.clone(), on_approved).into_any(),
                    });
                    view! {
                        <ol class="test-steps" aria-label=t!("profile-test-steps")>
                            {steps(&test.steps).collect_any()}
                        </ol>
                        {end}
                    }
                })
            }}
            {move || {
                error.get().filter(|_| outcome.with(Option::is_none)).map(|error| {
                    failed(draft, &error, None, on_approved)
                })
            }}
        </div>
    }
}

fn steps(steps: &[TestStepView]) -> impl Iterator<Item = impl IntoView + use<>> {
    // What comes after a step that did not end well was not come to.
    let ends_badly =
        |step: &TestStepView| matches!(step.state, StepState::Failed | StepState::Partial);
    let bad = steps.iter().position(ends_badly).unwrap_or(steps.len());
    let numbered = steps.iter().enumerate();
    numbered.map(move |(at, view)| step(view, at > bad))
}

fn step(view: &TestStepView, is_after_bad: bool) -> impl IntoView + use<> {
    let words = match view.step {
        TestStep::Names => t!("test-names"),
        TestStep::Connection => t!("test-connection"),
        TestStep::Discovery => t!("test-discovery"),
        TestStep::Token => t!("test-token"),
        TestStep::Scopes => t!("test-scopes"),
        TestStep::Call => t!("test-call"),
    };
    let (symbol, state) = match view.state {
        StepState::Waiting => (None, t!("test-waiting")),
        StepState::Running => (None, t!("test-running")),
        StepState::Ok => (Some(Symbol::Check), t!("test-ok")),
        StepState::Partial => (Some(Symbol::Warning), t!("test-partial")),
        StepState::Failed => (Some(Symbol::Error), t!("test-failed")),
        StepState::Skipped if is_after_bad => (Some(Symbol::Minus), t!("test-not-reached")),
        StepState::Skipped => (Some(Symbol::Minus), t!("test-skipped")),
    };
    let is_running = view.state == StepState::Running;
    view! {
        <li
            data-testid="profile-test-step"
            data-step=view.step.as_str()
            data-state=view.state.as_str()
        >
            <span class="test-sign">
                {is_running.then(|| view! { <Spinner /> })}
                {symbol.map(|symbol| view! { <Icon symbol=symbol /> })}
            </span>
            <span>{words}</span>
            <span class="test-state">{state}</span>
        </li>
    }
}

fn connected(test: &ProfileTestView) -> impl IntoView + use<> {
    let line = |text: String| view! { <p>{text}</p> };
    let granted = (!test.granted_scopes.is_empty())
        .then(|| scopes(t!("profile-test-granted"), &test.granted_scopes));
    let missing = (!test.missing_scopes.is_empty())
        .then(|| scopes(t!("profile-test-missing"), &test.missing_scopes));
    let clock = test
        .clock_ahead_s
        .map(|seconds| line(t!("profile-test-clock", seconds = seconds.unsigned_abs())));
    // Connected, and yet something will be refused.
    let (class, symbol) = if test.missing_scopes.is_empty() {
        ("banner banner-success", Symbol::Check)
    } else {
        ("banner banner-warning", Symbol::Warning)
    };
    view! {
        <div class=class data-testid="profile-test-result" data-state="ok">
            <Icon symbol=symbol />
            <div class="banner-body">
                <p class="banner-text">
                    {t!("profile-test-ok", latency = format::latency(test.took_ms))}
                </p>
                {granted}
                {missing}
                {clock}
            </div>
        </div>
    }
}

/// A list in which no scope is broken over two lines.
fn scopes(what: String, scopes: &[String]) -> impl IntoView + use<> {
    let one = |scope: &String| view! { " " <span class="scope">{scope.clone()}</span> };
    view! { <p>{what} {scopes.iter().map(one).collect_any()}</p> }
}

fn failed(
    draft: ProfileDraft,
    error: &AppError,
    host: Option<String>,
    on_approved: Callback<()>,
) -> impl IntoView + use<> {
    let explained = explain(error.code);
    let next = match &host {
        Some(host) => t!("profile-test-host", host = host.clone()),
        None => explained.next_step.text(),
    };
    let approve = host.map(|host| {
        let press = move || {
            draft
                .choices
                .update(|choices| choices.approved_host.clone_from(&host));
            on_approved.run(());
        };
        view! {
            <div class="actions">
                <Button testid="profile-approve-host" on_press=press>{t!("profile-approve-host")}</Button>
            </div>
        }
    });
    view! {
        <div
            class=format!("banner banner-{}", explained.severity.as_str())
            data-testid="profile-test-result"
            data-state="failed"
            data-code=error.code.as_str()
        >
            <Icon symbol=Symbol::Error />
            <div class="banner-body">
                <p class="banner-text">{in_words(error)}</p>
                <p>{next}</p>
                {error.correlator.clone().map(|correlator| {
                    view! { <p class="banner-fine">{t!("correlator", correlator = correlator)}</p> }
                })}
                {approve}
            </div>
        </div>
    }
}
