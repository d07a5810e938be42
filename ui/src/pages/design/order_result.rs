//! How the last order ended; it stays until it is put aside and stands in nobody's way.

use contract::{AppError, ErrorCode, OrderOutcome};
use leptos::prelude::*;
use leptos_router::components::A;

use crate::{
    components::{Banner, IconButton, Symbol, live},
    errors::{Severity, explain, in_words},
    pages::sessions::route as session_route,
    state::design::{Placed, use_design},
    t,
};

/// The result of the last order.
#[component]
pub(super) fn OrderResult() -> impl IntoView {
    let order = use_design().order;
    live(move || {
        let placed = order.placed().get()?;
        let (state, severity, error) = match &placed.outcome {
            OrderOutcome::Accepted { .. } => ("accepted", Severity::Success, None),
            OrderOutcome::Refused { error } => ("refused", Severity::Error, Some(error.clone())),
            OrderOutcome::Unknown { error } => ("unknown", Severity::Warning, Some(error.clone())),
            OrderOutcome::Incomplete { error } => {
                ("incomplete", Severity::Warning, Some(error.clone()))
            }
            OrderOutcome::Dismissed => return None,
        };
        let code = error.as_ref().map(|error| error.code.as_str());
        Some(view! {
            <div class="order-result" data-testid="order-result" data-state=state data-code=code>
                <Banner severity=severity code=code>
                    <Words placed=placed />
                    {error.map(|error| view! { <Why error=error /> })}
                </Banner>
                <IconButton
                    testid="order-result-close"
                    symbol=Symbol::Cross
                    label=t!("action-close")
                    on_press=move || order.dismiss()
                />
            </div>
        })
    })
}

#[component]
fn Words(placed: Placed) -> impl IntoView {
    let name = placed.name;
    match placed.outcome {
        OrderOutcome::Accepted { service_id } => {
            let route = session_route(service_id.as_str());
            view! {
                <p>
                    <b class="banner-text">{t!("order-accepted", name = name)}</b> " "
                    <A href=route>{t!("order-open-session")}</A>
                </p>
            }
            .into_any()
        }
        OrderOutcome::Refused { .. } => {
            view! { <p class="banner-text">{t!("order-refused", name = name)}</p> }.into_any()
        }
        OrderOutcome::Unknown { .. } => view! {
            <p>
                <b class="banner-text">{t!("order-unknown", name = name)}</b> " "
                <A href="/sessions">{t!("order-unknown-decide")}</A>
            </p>
        }
        .into_any(),
        OrderOutcome::Incomplete { .. } => view! {
            <p>
                <b class="banner-text">{t!("order-incomplete", name = name)}</b> " "
                <A href="/sessions">{t!("order-incomplete-see")}</A>
            </p>
        }
        .into_any(),
        OrderOutcome::Dismissed => ().into_any(),
    }
}

#[component]
fn Why(error: AppError) -> impl IntoView {
    // That the outcome is not known stands above it, with the way to decide.
    let words = if error.code == ErrorCode::OutcomeUnknown {
        error.message.clone()
    } else {
        let next = explain(error.code).next_step.text();
        t!(
            "error-with-detail",
            sentence = in_words(&error),
            detail = next
        )
    };
    view! {
        {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
        {error
            .correlator
            .map(|correlator| {
                view! { <p class="banner-fine">{t!("correlator", correlator = correlator)}</p> }
            })}
    }
}
