//! How a test of the connection ended.

use contract::{AppError, ProfileTestView};
use leptos::prelude::*;

use crate::{
    components::{Icon, Spinner, Symbol},
    errors::{explain, in_words},
    i18n::format,
    t,
};

/// How a test of the connection ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A token and a harmless call went well.
    Connected {
        took_ms: u32,
        granted: Vec<String>,
        missing: Vec<String>,
    },
    /// One of the two did not.
    Failed(AppError),
}

impl From<ProfileTestView> for Outcome {
    fn from(view: ProfileTestView) -> Self {
        match view.error {
            Some(error) => Self::Failed(error),
            None => Self::Connected {
                took_ms: view.took_ms,
                granted: view.granted_scopes,
                missing: view.missing_scopes,
            },
        }
    }
}

/// The outcome, or that the test is running.
#[component]
pub(super) fn TestOutcome(outcome: RwSignal<Option<Outcome>>, busy: Signal<bool>) -> impl IntoView {
    view! {
        <div class="test-outcome" role="status" aria-busy=move || busy.get().then_some("true")>
            {move || {
                if busy.get() {
                    return view! {
                        <p class="test-running">
                            <Spinner />
                            {t!("profile-test-running")}
                        </p>
                    }
                    .into_any();
                }
                match outcome.get() {
                    None => ().into_any(),
                    Some(Outcome::Connected { took_ms, granted, missing }) => {
                        connected(took_ms, &granted, &missing).into_any()
                    }
                    Some(Outcome::Failed(error)) => failed(&error).into_any(),
                }
            }}
        </div>
    }
}

fn connected(took_ms: u32, granted: &[String], missing: &[String]) -> impl IntoView + use<> {
    let granted = (!granted.is_empty())
        .then(|| view! { <p>{t!("profile-test-granted", scopes = granted.join(", "))}</p> });
    let missing = (!missing.is_empty())
        .then(|| view! { <p>{t!("profile-test-missing", scopes = missing.join(", "))}</p> });
    view! {
        <div class="banner banner-success" data-testid="profile-test-result" data-state="ok">
            <Icon symbol=Symbol::Check />
            <div class="banner-body">
                <p class="banner-text">{t!("profile-test-ok", latency = format::latency(took_ms))}</p>
                {granted}
                {missing}
            </div>
        </div>
    }
}

fn failed(error: &AppError) -> impl IntoView + use<> {
    view! {
        <div
            class="banner banner-error"
            data-testid="profile-test-result"
            data-state="failed"
            data-code=error.code.as_str()
        >
            <Icon symbol=Symbol::Error />
            <div class="banner-body">
                <p class="banner-text">{in_words(error)}</p>
                <p>{explain(error.code).next_step.text()}</p>
                {error.correlator.clone().map(|correlator| {
                    view! { <p class="banner-fine">{t!("correlator", correlator = correlator)}</p> }
                })}
            </div>
        </div>
    }
}
