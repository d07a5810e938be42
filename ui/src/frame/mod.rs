//! What stands around every page: header, navigation, status line and messages.

mod footer;
mod header;
mod keyring;
mod nav;
mod presenting;
mod theme;

pub(crate) use presenting::other_route;

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use self::presenting::use_presenting;
use crate::{
    app::app_name,
    components::{Show, ToastList},
    hooks::{effect, memo},
    state::use_app,
    t,
};

/// The frame around a page. The welcome stands alone in it.
#[component]
pub(crate) fn Frame(children: Children) -> impl IntoView {
    let state = use_app();
    let path = use_location().pathname;
    let is_welcome = memo(move || path.with(|path| path == "/welcome"));
    theme::apply(state);
    effect(move || {
        let title = state.header.title().get();
        let app = app_name();
        let full = if title.is_empty() {
            app
        } else {
            t!("window-title", page = title, app = app)
        };
        document().set_title(&full);
    });
    let presenting = use_presenting();
    // In the presentation view none of it is in the page at all.
    let is_framed = move || !presenting.get();
    view! {
        <div class="frame" class:frame-alone=is_welcome class:frame-present=presenting>
            <Show when=is_framed>
                <a class="skip-link" href="#main" rel="external">{t!("skip-link")}</a>
                <header::FrameHeader />
                <nav::Navigation />
            </Show>
            <main id="main" tabindex="-1">
                <Show when=is_framed>
                    <keyring::KeyringBanner />
                </Show>
                <div class="page-holder">{children()}</div>
            </main>
            <Show when=is_framed>
                <footer::StatusLine />
            </Show>
        </div>
        <Show when=is_framed>
            <ToastList />
        </Show>
    }
}
