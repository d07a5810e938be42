//! One session in the table.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use model::{Session, SessionState};

use super::{
    operators::{Operators, operator},
    route,
    words::{state_words, time_left, tone},
};
use crate::{
    components::{level_badge, live, state_dot},
    hooks::{GridKeys, is_on_control, memo},
    i18n::format,
    state::use_app,
    t,
};

/// The row of the session `id`. There may be a thousand of them, so each is written by one
/// effect, and only when it changes itself.
#[component]
pub(super) fn SessionRow(
    id: String,
    /// The session that is open beside the list.
    open: Memo<Option<String>>,
    operators: Operators,
    keys: GridKeys,
) -> impl IntoView {
    let state = use_app();
    let session = state.sessions.row(&id);
    let link = route(&id);
    let navigate = use_navigate();
    let (own, stop) = (id.clone(), id.clone());
    let is_open = memo(move || open.with(|open| open.as_deref() == Some(own.as_str())));
    let tab_index = memo(move || keys.tab_index(&stop));
    let timed = session.clone();
    let left = memo(move || {
        timed.with(|session| session.as_ref().map(|session| time_left(state, session)))
    });
    live(move || {
        let (reached, pressed, target, navigate) =
            (id.clone(), id.clone(), link.clone(), navigate.clone());
        session.with(|session| {
            let session = session.as_ref()?;
            Some(view! {
                <div
                    role="row"
                    class=if is_open.get() { "grid-row row-press is-chosen" } else { "grid-row row-press" }
                    aria-selected=is_open.get().to_string()
                    on:focusin=move |_| keys.arrive(&reached)
                    data-testid="session-row"
                    data-id=id.clone()
                    data-state=session.state.as_str()
                    data-drift=session.drift.is_some().then_some("true")
                    data-group=session.group.as_ref().map(|group| group.order.to_string())
                    data-bandwidth=session.bandwidth.map(|mbps| mbps.get().to_string())
                    data-level=session.level.as_ref().map(|level| level.as_str().to_owned())
                    on:click=move |event| {
                        if !is_on_control(&event) {
                            keys.arrive(&pressed);
                            navigate(&target, Default::default());
                        }
                    }
                >
                    <div role="gridcell">
                        {state_dot(tone(state, session), state_words(state, session))}
                    </div>
                    <div role="gridcell" class="cut">
                        <a
                            href=link.clone()
                            class="row-title"
                            tabindex=tab_index.get()
                            aria-current=is_open.get().then_some("true")
                        >
                            {session.name.clone()}
                        </a>
                        <small>
                            {operator(operators, session).map(|name| view! { {name} " · " })}
                            {session.drift.is_some().then(|| view! { <b class="row-warning">{t!("sessions-drift")}</b> " · " })}
                            {connections(session)}
                            <span class="row-id">" · " {session.service_id.to_string()}</span>
                        </small>
                    </div>
                    <div role="gridcell">{level_badge(session.level.as_ref())}</div>
                    <div role="gridcell" class="number">{bandwidth(session)}</div>
                    <div role="gridcell" class="number">{left.get()}</div>
                </div>
            })
        })
    })
}

/// What it connects, and whether it is what is left of an order.
fn connections(session: &Session) -> AnyView {
    match &session.group {
        Some(group) if group.is_incomplete => {
            let words = t!("sessions-left-over", number = group.number, of = group.of);
            view! { <span class="row-warning">{words}</span> }.into_any()
        }
        Some(group) => t!("sessions-part", number = group.number, of = group.of).into_any(),
        None => t!("count-connections", count = session.connections.len()).into_any(),
    }
}

fn bandwidth(session: &Session) -> String {
    let confirmed = session
        .bandwidth
        .map_or_else(|| t!("missing-value"), |mbps| format::number(mbps.get()));
    match session
        .pending
        .as_ref()
        .and_then(|pending| pending.bandwidth)
    {
        Some(after) if session.state == SessionState::Changing => {
            t!(
                "sessions-change",
                before = confirmed,
                after = format::number(after.get())
            )
        }
        Some(_) | None => confirmed,
    }
}
