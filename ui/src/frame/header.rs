//! The top of the window: brand, page title, the page's controls, and the operator in use.

use contract::OperatorState;
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_location, use_navigate},
};

use crate::{
    components::{Icon, Show, StateDot, Symbol, Tone, live},
    hooks::memo,
    state::use_app,
    t,
};

/// The header.
#[component]
pub(super) fn FrameHeader() -> impl IntoView {
    let state = use_app();
    let header = state.header;
    let colour = move || {
        let of = |operator: &contract::ProfileView| operator.options.colour.as_str();
        state.view.with(|view| view.operator.as_ref().map(of))
    };
    view! {
        <header class="frame-header" data-colour=colour>
            <span class="brand"><Icon symbol=Symbol::Brand /></span>
            <div class="frame-bar">
                <h1><span>{header.title()}</span></h1>
                <span class="header-note">{header.note()}</span>
                {move || header.controls()}
                <AllDesigns />
                <span class="grow"></span>
                <OperatorChip />
            </div>
        </header>
    }
}

/// The way from one design to the list of all.
#[component]
fn AllDesigns() -> impl IntoView {
    let path = use_location().pathname;
    let is_design = memo(move || path.with(|path| path.starts_with("/designs/")));
    view! {
        <Show when=move || is_design.get()>
            <A href="/designs" attr:class="chip">
                <Icon symbol=Symbol::Folder />
                {t!("designs-all")}
            </A>
        </Show>
    }
}

/// The operator in use and how it answered last; leads to the settings.
#[component]
fn OperatorChip() -> impl IntoView {
    let state = use_app();
    let navigate = use_navigate();
    live(move || {
        let navigate = navigate.clone();
        match state.operator() {
            None => view! { <A href="/welcome" attr:class="operator">{t!("operator-none")}</A> }
                .into_any(),
            Some(operator) => {
                let words = operator_state(operator.state);
                // A grey dot alone would not tell it.
                let title = format!("{}: {words}", operator.name);
                let is_offline = operator.state == OperatorState::Offline;
                view! {
                    <button
                        type="button"
                        class="operator"
                        data-testid="operator-chip"
                        data-state=operator.state.as_str()
                        data-simulated=operator.is_simulated.to_string()
                        data-colour=operator.options.colour.as_str()
                        title=title
                        on:click=move |_| navigate("/settings", Default::default())
                    >
                        <StateDot tone=Tone::from(operator.state) label=operator.name.clone() />
                        <span class=if is_offline { "tag" } else { "visually-hidden" }>{words}</span>
                        {operator.is_simulated.then(|| {
                            view! { <span class="tag">{t!("origin-simulated-tag")}</span> }
                        })}
                    </button>
                }
                .into_any()
            }
        }
    })
}

fn operator_state(state: OperatorState) -> String {
    match state {
        OperatorState::Ready => t!("operator-ready"),
        OperatorState::Offline => t!("operator-offline"),
        OperatorState::SignedOut => t!("operator-signed-out"),
        OperatorState::Error => t!("operator-error"),
    }
}
