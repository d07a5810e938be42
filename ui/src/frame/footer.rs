//! The line at the bottom: the last call, when sessions were asked for, and where prices come from.

use std::time::Duration;

use contract::{ActivityOperation, ActivityRow};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    hooks::{memo, use_calm},
    i18n::format,
    state::{AppState, design::use_design, use_app},
    t,
};

/// How often the last call is shown anew.
const PACE: Duration = Duration::from_millis(250);

/// The status line.
#[component]
pub(super) fn StatusLine() -> impl IntoView {
    let state = use_app();
    // Each change of the line draws the window again, which is slow without a GPU.
    let last_call = use_calm(state.last_call, PACE);
    let path = use_location().pathname;
    let is_sessions = memo(move || path.with(|path| path.starts_with("/sessions")));
    let polled = memo(move || is_sessions.get().then(|| polled(state)).flatten());
    let asked = use_design().answer;
    let prices = memo(move || {
        // Prices of others bear their names where they stand.
        let operator = state.operator().filter(|_| !asked.asks_others());
        operator.map(|operator| {
            if operator.is_simulated {
                t!("prices-simulated", operator = operator.name)
            } else {
                t!("prices-live", operator = operator.name)
            }
        })
    });
    view! {
        <footer class="status-line">
            {move || polled.get().map(|words| view! { <span>{words}</span> })}
            {move || last_call.get().map(|row| view! { <LastCall row=row /> })}
            <span class="grow"></span>
            {move || prices.get().map(|words| view! { <span>{words}</span> })}
        </footer>
    }
}

#[component]
fn LastCall(row: ActivityRow) -> impl IntoView {
    // What was tried is not said as if it were done.
    let what = match row.problem {
        Some(_) => t!("status-failed"),
        None => operation(row.operation),
    };
    let time = format::clock(row.at);
    view! {
        <span>
            {t!("status-call", what = what, time = time)} " "
            <span data-testid="status-latency" data-value=row.latency_ms.to_string()>
                {t!("status-latency", latency = format::latency(row.latency_ms))}
            </span>
        </span>
        <span data-testid="status-correlator" data-value=row.correlator>
            {t!("correlator", correlator = row.correlator.clone())}
        </span>
    }
}

fn operation(operation: ActivityOperation) -> String {
    match operation {
        ActivityOperation::Token => t!("status-token"),
        ActivityOperation::Discovery => t!("status-discovery"),
        ActivityOperation::Assess => t!("status-assess"),
        ActivityOperation::Create => t!("status-create"),
        ActivityOperation::Read => t!("status-read"),
        ActivityOperation::Update => t!("status-update"),
        ActivityOperation::Delete => t!("status-delete"),
    }
}

/// When the sessions were last asked for, and when they are next.
fn polled(state: AppState) -> Option<String> {
    let last = state
        .sessions
        .rows()
        .with(|rows| rows.iter().filter_map(|session| session.checked_at).max())?;
    let now = state.clock.ticking();
    let ago = format::how_long_ago(last, now);
    match state.next_poll.get().map(|next| (next - now).num_seconds()) {
        Some(seconds) if seconds > 0 => Some(t!("status-polled-next", ago = ago, count = seconds)),
        Some(_) | None => Some(t!("status-polled", ago = ago)),
    }
}
