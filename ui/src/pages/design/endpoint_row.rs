//! A site or cloud in the list.

use leptos::prelude::*;
use model::{Endpoint, EndpointId, EndpointKind};

use super::{actions, wording};
use crate::{
    components::{Icon, Symbol},
    hooks::memo,
    model::scene::Selection,
    state::design::use_design,
};

/// A site or cloud: pressing it shows its form, Delete removes it.
#[component]
pub(super) fn EndpointRow(
    /// Which one.
    id: EndpointId,
) -> impl IntoView {
    let state = use_design();
    let wanted = id.clone();
    let endpoint = memo(move || {
        state.document.design().with(|design| {
            design
                .as_ref()
                .and_then(|design| design.endpoint(&wanted))
                .cloned()
        })
    });
    let selected = Selection::Endpoint(id.clone());
    let is_selected = memo(move || {
        state
            .document
            .selection()
            .with(|selection| selection.as_ref() == Some(&selected))
    });
    let is_cloud = move || kind(&endpoint) == Some(EndpointKind::Cloud);
    let (pressed, removed) = (id.clone(), id.clone());
    view! {
        <button
            type="button"
            class="row"
            class:is-selected=is_selected
            data-testid="endpoint-row"
            data-id=id.to_string()
            data-kind=move || kind(&endpoint).map(EndpointKind::as_str)
            aria-pressed=move || is_selected.get().to_string()
            aria-keyshortcuts="Delete"
            on:click=move |_| actions::open_endpoint(state, pressed.clone(), true)
            on:keydown=move |event| {
                if event.key() == "Delete" {
                    event.prevent_default();
                    actions::remove_endpoint(state, removed.clone());
                }
            }
        >
            <span class="row-badge" class:is-cloud=is_cloud>
                {move || {
                    let symbol = if is_cloud() { Symbol::Cloud } else { Symbol::Site };
                    view! { <Icon symbol=symbol /> }
                }}
            </span>
            <span class="row-text">
                <b>{move || text(&endpoint, |endpoint| endpoint.label.clone())}</b>
                <small>{move || text(&endpoint, wording::endpoint_details)}</small>
            </span>
        </button>
    }
}

fn kind(endpoint: &Memo<Option<Endpoint>>) -> Option<EndpointKind> {
    endpoint.with(|endpoint| endpoint.as_ref().map(|endpoint| endpoint.kind))
}

fn text(endpoint: &Memo<Option<Endpoint>>, words: impl Fn(&Endpoint) -> String) -> String {
    endpoint.with(|endpoint| endpoint.as_ref().map(words).unwrap_or_default())
}
