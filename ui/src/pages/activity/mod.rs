//! The record of calls to operators, newest first.

use contract::{ActivityOperation, ActivityRequest, ActivityRow, command};
use leptos::prelude::*;

use crate::{
    components::{Button, EmptyState, Loaded, Row, Rows, Show, Symbol},
    hooks::use_command,
    i18n::format,
    state::{ACTIVITY_PAGE, use_app},
    t,
};

/// The record.
#[component]
pub(crate) fn ActivityPage() -> impl IntoView {
    let state = use_app();
    state.load_activity();
    state
        .header
        .show(|| t!("activity-title"), || t!("activity-note"));
    let rows = state.activity.rows();
    view! {
        // It scrolls without anything in it that takes the focus.
        <div class="page" data-testid="page-activity" tabindex="0" role="region" aria-label=t!("activity-title")>
            <Loaded load=state.activity.load() on_retry=move || state.load_activity()>
                <Show
                    when=move || rows.with(|rows| !rows.is_empty())
                    fallback=|| {
                        view! {
                            <EmptyState
                                symbol=Symbol::Pulse
                                title=t!("activity-empty")
                                text=t!("activity-empty-text")
                            />
                        }
                    }
                >
                    <Record />
                </Show>
            </Loaded>
        </div>
    }
}

#[component]
fn Record() -> impl IntoView {
    let state = use_app();
    let rows = state.activity.rows();
    view! {
        <table class="table activity-table">
            <caption class="visually-hidden">{t!("activity-title")}</caption>
            <thead>
                <tr>
                    <th scope="col">{t!("activity-time")}</th>
                    <th scope="col">{t!("activity-operation")}</th>
                    <th scope="col">{t!("activity-result")}</th>
                    <th scope="col">{t!("activity-operator")}</th>
                    <th scope="col">{t!("activity-correlator")}</th>
                    <th scope="col" class="number">{t!("activity-latency")}</th>
                </tr>
            </thead>
            <tbody>
                <Rows each=move || {
                    let rows = rows.get().into_iter();
                    // A run of polls keeps its identifier while it grows.
                    rows.map(|row| {
                        Row::new(format!("{} {}", row.id, row.count), || view! { <Recorded row=row /> })
                    })
                    .collect()
                } />
            </tbody>
        </table>
        <More />
    }
}

#[component]
fn Recorded(row: ActivityRow) -> impl IntoView {
    let is_good = row.status.is_some_and(|status| status < 400);
    let result = match row.status {
        Some(status) => status.to_string(),
        None => t!("activity-no-answer"),
    };
    let subject = row.subject.clone();
    let polls = (row.count > 1).then(|| t!("activity-polls", count = row.count));
    view! {
        <tr
            data-testid="activity-row"
            data-id=row.id.to_string()
            data-operation=row.operation.as_str()
            data-status=row.status.map(|status| status.to_string())
            data-correlator=row.correlator.clone()
            data-latency=row.latency_ms.to_string()
            data-count=row.count.to_string()
        >
            <td class="activity-time">
                <time datetime=row.at.to_rfc3339()>
                    {t!("activity-at", date = format::short_date(row.at), time = format::clock(row.at))}
                </time>
            </td>
            <td>
                {operation(row.operation)}
                {polls.map(|polls| view! { <small>{polls}</small> })}
                {subject.map(|subject| view! { <small>{subject}</small> })}
            </td>
            <td>
                <span class=if is_good { "result result-good" } else { "result result-bad" }>
                    {result}
                </span>
                {row.problem.clone().map(|problem| view! { <small>{problem}</small> })}
            </td>
            <td>{row.operator.clone()}</td>
            <td><code>{row.correlator.clone()}</code></td>
            <td class="number">{format::latency(row.latency_ms)}</td>
        </tr>
    }
}

/// Older rows.
#[component]
fn More() -> impl IntoView {
    let state = use_app();
    let more = use_command();
    let load = move || {
        let before = state
            .activity
            .rows()
            .with_untracked(|rows| rows.last().map(|row| row.id));
        more.run_telling::<command::activity_list>(
            state.toasts,
            ActivityRequest {
                before,
                limit: ACTIVITY_PAGE,
            },
            move |page| {
                state.has_older_activity.set(page.has_more);
                state.activity.extend(page.rows);
            },
        );
    };
    view! {
        <Show when=move || state.has_older_activity.get()>
            <div class="activity-more">
                <Button testid="activity-more" busy=more.pending() on_press=load>
                    {t!("activity-more")}
                </Button>
            </div>
        </Show>
    }
}

fn operation(operation: ActivityOperation) -> String {
    match operation {
        ActivityOperation::Token => t!("activity-token"),
        ActivityOperation::Discovery => t!("activity-discovery"),
        ActivityOperation::Assess => t!("activity-assess"),
        ActivityOperation::Create => t!("activity-create"),
        ActivityOperation::Read => t!("activity-read"),
        ActivityOperation::Update => t!("activity-update"),
        ActivityOperation::Delete => t!("activity-delete"),
    }
}
