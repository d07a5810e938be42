//! The table of sessions with its filter.

use contract::{OpenOrderState, OpenOrderView};
use leptos::prelude::*;

use super::{
    filter::{Narrow, matches},
    inventory::Inventory,
    open_orders::OpenOrders,
    operators::use_operators,
    row::SessionRow,
};
use crate::{
    components::{Button, ButtonKind, CollectAny, GridList, Icon, Row, Rows, Show, Symbol},
    hooks::{focus, memo, use_grid_keys, use_shortcut},
    state::use_app,
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
    let ids = memo(move || {
        let (now, narrow, words) = (state.clock.now(), narrow.get(), words.get());
        state.sessions.rows().with(|sessions| {
            sessions
                .iter()
                .filter(|session| narrow.takes(session, now) && matches(session, &words))
                .map(|session| session.service_id.to_string())
                .collect::<Vec<_>>()
        })
    });
    let operators = use_operators();
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
                <Rows each=move || {
                    let ids = ids.get().into_iter();
                    ids.map(|id| {
                        Row::new(id.clone(), move || {
                            view! { <SessionRow id=id open=open operators=operators keys=keys /> }
                        })
                    })
                    .collect()
                } />
            </GridList>
            <Show when=move || {
                ids.with(Vec::is_empty) && !state.sessions.rows().with(Vec::is_empty)
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
            let count = memo(move || {
                let now = state.clock.now();
                let sessions = state.sessions.rows().with(|sessions| {
                    sessions
                        .iter()
                        .filter(|session| one.takes(session, now))
                        .count()
                });
                // Orders that wait for somebody stand above the list whatever it is narrowed to.
                let open = state.open_orders.rows().with(|orders| {
                    let waits = |order: &&OpenOrderView| order.state != OpenOrderState::Sending;
                    orders.iter().filter(waits).count()
                });
                sessions + if one == Narrow::Attention { open } else { 0 }
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
        .collect_any()
}
