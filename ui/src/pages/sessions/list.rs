//! The table of sessions with its filter.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
use model::{Session, SessionState};

use super::{
    filter::{Narrow, is_expiring, matches},
    inventory::Inventory,
    open_orders::OpenOrders,
    route,
};
use crate::{
    components::{Button, ButtonKind, GridList, Icon, LevelBadge, StateDot, Symbol, Tone},
    hooks::{GridKeys, focus, is_on_control, use_grid_keys, use_shortcut},
    i18n::{TextKey, format, tr},
    state::{AppState, use_app},
    t,
};

/// The list: filter, open orders, table.
#[component]
pub(super) fn SessionList(
    /// The session that is open beside it.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let state = use_app();
    let words = RwSignal::new(String::new());
    let narrow = RwSignal::new(Narrow::All);
    let shown = Memo::new(move |_| {
        let now = state.clock.now();
        state.sessions.rows().with(|sessions| {
            sessions
                .iter()
                .filter(|session| narrow.get().takes(session, now))
                .filter(|session| words.with(|words| matches(session, words)))
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let ids = Memo::new(move |_| {
        shown.with(|sessions| {
            sessions
                .iter()
                .map(|session| session.service_id.to_string())
                .collect()
        })
    });
    let keys = use_grid_keys(ids.into(), open);
    use_shortcut("/", || focus("[data-testid=session-filter]"));
    let columns = vec![
        t!("sessions-state"),
        t!("sessions-session"),
        t!("sessions-level"),
        t!("unit-mbps"),
        t!("sessions-time-left"),
    ];
    view! {
        <div class="toolbar">
            <label class="search-field">
                <Icon symbol=Symbol::Search />
                <input
                    data-testid="session-filter"
                    type="text"
                    inputmode="search"
                    autocomplete="off"
                    aria-label=t!("sessions-filter")
                    aria-keyshortcuts="/"
                    placeholder=t!("sessions-filter")
                    prop:value=words
                    on:input=move |event| words.set(event_target_value(&event))
                    on:keydown=move |event| {
                        match event.key().as_str() {
                            "Escape" => words.set(String::new()),
                            "ArrowDown" => keys.enter(),
                            _ => {}
                        }
                    }
                />
                <kbd aria-hidden="true">"/"</kbd>
            </label>
            <NarrowChips narrow=narrow />
            <span class="grow"></span>
            <Inventory kind=ButtonKind::Chip />
        </div>
        <div class="scroller">
            <OpenOrders />
            <GridList class="grid-sessions" label=t!("sessions-title") columns=columns figures=2 keys=keys>
                <For
                    each=move || shown.get()
                    key=|session| session.service_id.to_string()
                    children=move |session| view! { <SessionRow first=session open=open keys=keys /> }
                />
            </GridList>
            <Show when=move || {
                shown.with(Vec::is_empty) && !state.sessions.rows().with(Vec::is_empty)
            }>
                <p class="list-nothing">{t!("sessions-nothing")}</p>
            </Show>
        </div>
    }
}

#[component]
fn NarrowChips(narrow: RwSignal<Narrow>) -> impl IntoView {
    let state = use_app();
    Narrow::ALL
        .into_iter()
        .map(|one| {
            let count = Memo::new(move |_| {
                let now = state.clock.now();
                state.sessions.rows().with(|sessions| {
                    sessions
                        .iter()
                        .filter(|session| one.takes(session, now))
                        .count()
                })
            });
            let label = move || match one {
                Narrow::All => t!("sessions-all", count = count.get()),
                Narrow::Attention => t!("sessions-attention", count = count.get()),
                Narrow::Expiring => t!("sessions-expiring", count = count.get()),
            };
            view! {
                <Button
                    kind=ButtonKind::Chip
                    pressed=Signal::derive(move || narrow.get() == one)
                    on_press=move || narrow.set(one)
                >
                    {label}
                </Button>
            }
        })
        .collect_view()
}

#[component]
fn SessionRow(
    /// The session as it was when its row was made.
    first: Session,
    open: Memo<Option<String>>,
    keys: GridKeys,
) -> impl IntoView {
    let state = use_app();
    let id = first.service_id.to_string();
    let key = id.clone();
    let session = Memo::new(move |_| state.sessions.get(&key).unwrap_or_else(|| first.clone()));
    let link = route(&id);
    let navigate = use_navigate();
    let target = link.clone();
    let (own, reached, pressed, row) = (id.clone(), id.clone(), id.clone(), id.clone());
    let is_open = Memo::new(move |_| open.with(|open| open.as_deref() == Some(own.as_str())));
    view! {
        <div
            role="row"
            class="grid-row row-press"
            class:is-chosen=is_open
            aria-selected=move || is_open.get().to_string()
            on:focusin=move |_| keys.arrive(&reached)
            data-testid="session-row"
            data-id=id
            data-state=move || session.with(|session| session.state.as_str())
            data-group=move || session.with(|session| session.group.as_ref().map(|group| group.order.to_string()))
            data-bandwidth=move || session.with(|session| session.bandwidth.map(|mbps| mbps.get().to_string()))
            data-level=move || {
                session.with(|session| session.level.as_ref().map(|level| level.as_str().to_owned()))
            }
            on:click=move |event| {
                if !is_on_control(&event) {
                    keys.arrive(&pressed);
                    navigate(&target, Default::default());
                }
            }
        >
            <div role="gridcell">
                <StateDot
                    tone=Signal::derive(move || tone(state, &session.get()))
                    label=Signal::derive(move || state_words(state, &session.get()))
                />
            </div>
            <div role="gridcell" class="cut">
                <A
                    href=link
                    attr:class="row-title"
                    attr:tabindex=move || keys.tab_index(&row)
                    attr:aria-current=move || is_open.get().then_some("true")
                >
                    {move || session.with(|session| session.name.clone())}
                </A>
                <small>
                    {move || {
                        session.with(|session| {
                            t!(
                                "sessions-about",
                                id = session.service_id.to_string(),
                                connections = match &session.group {
                                    Some(group) if group.is_incomplete => {
                                        t!("sessions-left-over", number = group.number, of = group.of)
                                    }
                                    Some(group) => t!("sessions-part", number = group.number, of = group.of),
                                    None => t!("count-connections", count = session.connections.len()),
                                }
                            )
                        })
                    }}
                </small>
            </div>
            <div role="gridcell">
                <LevelBadge level=Signal::derive(move || session.with(|session| session.level.clone())) />
            </div>
            <div role="gridcell" class="number">{move || session.with(bandwidth)}</div>
            <div role="gridcell" class="number">
                {
                    let left = Memo::new(move |_| session.with(|session| time_left(state, session)));
                    move || left.get()
                }
            </div>
        </div>
    }
}

/// What the last column says: the time left, or when it will be or was over.
pub(super) fn time_left(state: AppState, session: &Session) -> String {
    match session.state {
        SessionState::Requested => match session.promised_days {
            Some(days) => format::wait(model::Wait::Days(days)),
            None => t!("missing-value"),
        },
        SessionState::Deleting => t!("missing-value"),
        SessionState::Gone => ended(TextKey("sessions-gone"), session),
        SessionState::Expired => ended(TextKey("sessions-ended"), session),
        SessionState::Failed | SessionState::Unavailable => {
            ended(TextKey("sessions-terminated"), session)
        }
        SessionState::Available | SessionState::Changing | SessionState::Unknown => {
            format::time_left(session.expiry, state.clock.ticking())
        }
    }
}

/// The name of the state; a session that runs and ends soon says that instead.
pub(super) fn state_words(state: AppState, session: &Session) -> String {
    if session.state == SessionState::Unknown
        && let Some(reported) = &session.reported_state
    {
        return t!("sessions-reported", state = reported.clone());
    }
    let now = state.clock.now();
    if session.state == SessionState::Available && is_expiring(session, now) {
        return t!(
            "sessions-expires",
            left = format::time_left(session.expiry, now)
        );
    }
    format::state(session.state)
}

/// The colour of the state.
pub(super) fn tone(state: AppState, session: &Session) -> Tone {
    if session.state == SessionState::Available && is_expiring(session, state.clock.now()) {
        Tone::Attention
    } else {
        Tone::from(session.state)
    }
}

fn ended(key: TextKey, session: &Session) -> String {
    match session.ended_at {
        Some(at) => tr(key.0, &[("date", format::short_date(at).into())]),
        None => t!("missing-value"),
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
