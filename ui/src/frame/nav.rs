//! The rail with the pages.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    components::{Icon, Symbol},
    state::use_app,
    t,
};

/// The pages, the settings at the end.
#[component]
pub(super) fn Navigation() -> impl IntoView {
    let state = use_app();
    let design = Signal::derive(move || state.design_route());
    view! {
        <nav class="rail" aria-label=t!("nav-label")>
            <RailLink testid="nav-design" href=design section="/designs" symbol=Symbol::Map label=t!("nav-design") />
            <RailLink testid="nav-quotes" href="/quotes" section="/quotes" symbol=Symbol::Document label=t!("nav-quotes") />
            <RailLink testid="nav-sessions" href="/sessions" section="/sessions" symbol=Symbol::Target label=t!("nav-sessions") />
            <RailLink testid="nav-activity" href="/activity" section="/activity" symbol=Symbol::Pulse label=t!("nav-activity") />
            <span class="grow"></span>
            <RailLink testid="nav-settings" href="/settings" section="/settings" symbol=Symbol::Gear label=t!("nav-settings") />
        </nav>
    }
}

#[component]
fn RailLink(
    testid: &'static str,
    #[prop(into)] href: Signal<String>,
    section: &'static str,
    symbol: Symbol,
    label: String,
) -> impl IntoView {
    let path = use_location().pathname;
    let current = move || {
        path.with(|path| path.starts_with(section))
            .then_some("page")
    };
    view! {
        <a data-testid=testid href=href aria-current=current>
            <Icon symbol=symbol />
            {label}
        </a>
    }
}
