//! Sessions: the list, the one that is open beside it, and orders whose outcome is open.

mod actual;
mod delete;
mod detail;
mod drift;
mod facts;
mod filter;
mod history;
mod inventory;
mod list;
mod map;
mod open_orders;
mod operators;
mod resize;
mod row;
mod words;

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};

use crate::{
    components::{ButtonKind, EmptyState, Loaded, Show, Symbol},
    hooks::memo,
    state::use_app,
    t,
};

/// The sessions. The list stays beside the detail.
#[component]
pub(crate) fn SessionsPage() -> impl IntoView {
    let state = use_app();
    state.load_sessions();
    let sessions = state.sessions.rows();
    state.header.show(
        || t!("sessions-title"),
        move || {
            let count = sessions.with(Vec::len);
            if count == 0 {
                String::new()
            } else {
                t!("sessions-count", count = count)
            }
        },
    );
    let params = use_params_map();
    let open = memo(move || params.with(|params| params.get("id").as_deref().map(id_in)));
    let is_empty =
        memo(move || sessions.with(Vec::is_empty) && state.open_orders.rows().with(Vec::is_empty));
    view! {
        <div
            class="split"
            class:split-open=move || open.get().is_some()
            data-testid="page-sessions"
        >
            <section class="split-list" aria-label=t!("sessions-title")>
                <Loaded load=state.sessions.load() on_retry=move || state.load_sessions()>
                    <Show
                        when=move || !is_empty.get()
                        fallback=move || {
                            view! {
                                <EmptyState
                                    symbol=Symbol::Target
                                    title=t!("sessions-empty")
                                    text=t!("sessions-empty-text")
                                >
                                    <A href=state.design_route() attr:class="btn btn-primary">
                                        {t!("open-design")}
                                    </A>
                                    <inventory::Inventory kind=ButtonKind::Plain />
                                </EmptyState>
                            }
                        }
                    >
                        <list::SessionList open=open />
                    </Show>
                </Loaded>
            </section>
            {move || open.get().map(|id| view! { <detail::SessionDetail id=id /> })}
        </div>
    }
}

/// The route of a session. The router decodes a link once more often than an address, so no
/// `%` of the id itself may be in it: that is `~25`, and `~` is `~7E`.
pub(crate) fn route(id: &str) -> String {
    let id = id.replace('~', "~7E").replace('%', "~25");
    format!("/sessions/{}", encode(&id))
}

/// The id in a route.
fn id_in(route: &str) -> String {
    route.replace("~25", "%").replace("~7E", "~")
}

#[cfg(target_arch = "wasm32")]
fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

#[cfg(not(target_arch = "wasm32"))]
fn encode(text: &str) -> String {
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_back_out_of_its_route() {
        for id in [
            "5e81ce01", "a%41b", "a~25b", "~7E%25~", "%", "~", "ring/7 e",
        ] {
            let route = route(id);
            let last = route.strip_prefix("/sessions/").unwrap();
            assert!(!last.contains('%'), "{route}");
            assert_eq!(id_in(last), id);
        }
    }
}
