//! The lists beside the map: the same design, for the keyboard and for reading.

use leptos::prelude::*;
use model::{ConnectionId, Design, EndpointId, EndpointKind, MAX_CONNECTIONS};

use super::{
    actions, connection_form::ConnectionForm, connection_row::ConnectionRow,
    endpoint_form::EndpointForm, endpoint_row::EndpointRow,
};
use crate::{
    components::{Button, ButtonKind, Row, Rows, Show, Symbol},
    hooks::memo,
    i18n::format,
    state::design::{OpenForm, use_design},
    t,
};

/// From how many connections on it is said how many one order takes.
const NEARLY_FULL: usize = 80;

/// Sites, clouds and connections, with the form that is open above them.
#[component]
pub(super) fn Contents() -> impl IntoView {
    let state = use_design();
    let endpoints = memo(move || {
        read(state.document.design(), |design| -> Vec<EndpointId> {
            design
                .endpoints
                .iter()
                .map(|endpoint| endpoint.id.clone())
                .collect()
        })
    });
    let connections = memo(move || {
        read(state.document.design(), |design| -> Vec<ConnectionId> {
            design
                .connections
                .iter()
                .map(|connection| connection.id.clone())
                .collect()
        })
    });
    let form = state.forms.current();
    view! {
        {move || match form.get() {
            Some(OpenForm::NewEndpoint(_) | OpenForm::Endpoint(_)) => {
                view! { <EndpointForm /> }.into_any()
            }
            Some(OpenForm::NewConnection | OpenForm::Connection(_)) => {
                view! { <ConnectionForm /> }.into_any()
            }
            None => ().into_any(),
        }}
        <div class="panel-head">
            <h2>{t!("endpoints-title")}</h2>
            <span class="panel-count">{move || count(endpoints.get().len())}</span>
            <span class="panel-actions">
                <Button
                    testid="endpoint-add-site"
                    kind=ButtonKind::Chip
                    icon=Symbol::Plus
                    on_press=move || {
                        actions::open_new(state, OpenForm::NewEndpoint(EndpointKind::Site));
                    }
                >
                    {t!("endpoint-add-site")}
                </Button>
                <Button
                    testid="endpoint-add-cloud"
                    kind=ButtonKind::Chip
                    icon=Symbol::Plus
                    on_press=move || {
                        actions::open_new(state, OpenForm::NewEndpoint(EndpointKind::Cloud));
                    }
                >
                    {t!("endpoint-add-cloud")}
                </Button>
            </span>
        </div>
        <ul class="rows">
            <Rows each=move || {
                let ids = endpoints.get().into_iter();
                ids.map(|id| Row::new(id.clone(), || view! { <li><EndpointRow id=id /></li> })).collect()
            } />
        </ul>
        <Show when=move || endpoints.get().is_empty()>
            <p class="rows-empty">{t!("endpoints-empty")}</p>
        </Show>
        <div class="panel-head panel-head-next">
            <h2>{t!("connections-title")}</h2>
            <span
                class="panel-count"
                class:is-too-many=move || { MAX_CONNECTIONS < connections.get().len() }
                data-testid="connection-count"
                data-value=move || connections.get().len()
                data-limit=MAX_CONNECTIONS
            >
                {move || connection_count(connections.get().len())}
            </span>
            <span class="panel-gap"></span>
            <Button
                testid="connection-add"
                kind=ButtonKind::Chip
                icon=Symbol::Plus
                on_press=move || actions::open_new(state, OpenForm::NewConnection)
            >
                {t!("connection-add")}
            </Button>
        </div>
        <ul class="rows">
            <Rows each=move || {
                let ids = connections.get().into_iter();
                ids.map(|id| Row::new(id.clone(), || view! { <li><ConnectionRow id=id /></li> })).collect()
            } />
        </ul>
        <Show when=move || connections.get().is_empty()>
            <p class="rows-empty">{t!("connections-empty")}</p>
        </Show>
    }
}

fn read<T>(design: ReadSignal<Option<Design>>, list: impl Fn(&Design) -> Vec<T>) -> Vec<T> {
    design.with(|design| design.as_ref().map(list).unwrap_or_default())
}

fn count(count: usize) -> String {
    format::number(u32::try_from(count).unwrap_or(u32::MAX))
}

/// How many connections there are, and how many one order takes where they are nearly as many.
fn connection_count(connections: usize) -> String {
    if connections < NEARLY_FULL {
        count(connections)
    } else {
        t!(
            "connections-per-order",
            count = connections,
            most = MAX_CONNECTIONS
        )
    }
}
