//! A message that stands where it belongs until it is over.

use contract::{AppError, ErrorCode, KeyringView};
use leptos::{children::ChildrenFn, prelude::*};
use leptos_router::components::A;

use super::{Icon, Symbol, live};
use crate::{
    errors::{Severity, explain, in_words},
    state::{AppState, use_app},
    t,
};

/// A message with an icon, and whatever can be done about it.
#[component]
pub fn Banner(
    /// Its hook.
    #[prop(optional, into)]
    testid: Option<&'static str>,
    /// How much it matters.
    severity: Severity,
    /// The published code, where it has one.
    #[prop(optional_no_strip)]
    code: Option<&'static str>,
    /// The message and what can be done.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class=format!("banner banner-{}", severity.as_str())
            data-testid=testid.unwrap_or("banner")
            data-severity=severity.as_str()
            data-code=code
            role=if severity.is_urgent() { "alert" } else { "status" }
        >
            <Icon symbol=symbol(severity) />
            <div class="banner-body">{children()}</div>
        </div>
    }
}

/// A failure: what happened and what to do next, for as long as there is one.
#[component]
pub fn ErrorBanner(
    /// The failure.
    #[prop(into)]
    error: Signal<Option<AppError>>,
    /// Further things that can be done.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> impl IntoView {
    let state = use_app();
    live(move || {
        error.get().filter(|error| is_current(error.code, state)).map(|error| {
            let explanation = explain(error.code);
            let correlator = error.correlator.clone();
            let actions = children.as_ref().map(|children| children());
            view! {
                <Banner severity=explanation.severity code=Some(error.code.as_str())>
                    <p class="banner-text">{in_words(&error)}</p>
                    <p>
                        {explanation.next_step.text()}
                        {explanation.place.map(|place| {
                            view! {
                                " "
                                <A href=place.route()>{place.label().text()}</A>
                            }
                        })}
                    </p>
                    {correlator.map(|correlator| {
                        view! { <p class="banner-fine">{t!("correlator", correlator = correlator)}</p> }
                    })}
                    {actions}
                </Banner>
            }
        })
    })
}

/// Whether it still is so: what kept one from the keyring is over once the keyring can be used.
fn is_current(code: ErrorCode, state: AppState) -> bool {
    let is_of_keyring = matches!(
        code,
        ErrorCode::KeyringMissing
            | ErrorCode::KeyringLocked
            | ErrorCode::KeyringDismissed
            | ErrorCode::KeyringStopped
    );
    let can_be_used = state.view.with(|view| {
        matches!(
            view.keyring,
            KeyringView::NotAsked | KeyringView::Ready | KeyringView::Memory
        )
    });
    !(is_of_keyring && can_be_used)
}

/// The icon of a severity.
pub(super) const fn symbol(severity: Severity) -> Symbol {
    match severity {
        Severity::Info => Symbol::Info,
        Severity::Success => Symbol::Check,
        Severity::Warning => Symbol::Warning,
        Severity::Error => Symbol::Error,
    }
}
