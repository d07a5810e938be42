//! The first page of a fresh start: two ways on.

use contract::{Empty, ProfileView, command};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;

use super::{
    demo::DemoLoad,
    profile::{ProfileDraft, ProfileFormView},
};
use crate::{
    app::home_route,
    components::{ErrorBanner, Icon, Show, Symbol},
    hooks::{CommandHandle, focus, use_command},
    state::use_app,
    t,
};

/// The welcome.
#[component]
pub(crate) fn WelcomePage() -> impl IntoView {
    let state = use_app();
    state.header.show(|| t!("welcome-title"), String::new);
    let draft = ProfileDraft::empty();
    let is_connecting = RwSignal::new(false);
    let explore = use_command();
    let go = use_go_on();
    let start_sandbox = Callback::new(move |()| {
        explore.run::<command::sandbox_explore>(Empty {}, move |_| go.run(()));
    });
    let page = NodeRef::<html::Div>::new();
    let saved = Callback::new(move |_: ProfileView| {
        // WebKit hands how far this page was scrolled on to the next one that scrolls.
        if let Some(page) = page.get_untracked() {
            page.set_scroll_top(0);
        }
        go.run(());
    });
    view! {
        <div class="welcome-page" data-testid="page-welcome" node_ref=page>
            <section class="welcome" data-testid="welcome" aria-labelledby="welcome-heading">
                <span class="welcome-brand"><Icon symbol=Symbol::Brand /></span>
                <h1 id="welcome-heading">{t!("welcome-heading")}</h1>
                <p class="welcome-lead">{t!("welcome-lead")}</p>
                <ErrorBanner error=explore.error() />
                {move || {
                    if is_connecting.get() {
                        view! {
                            <div class="welcome-form">
                                <h2>{t!("welcome-connect-heading")}</h2>
                                <ProfileFormView
                                    draft=draft
                                    on_saved=saved
                                    on_cancel=move || {
                                        is_connecting.set(false);
                                        focus("[data-testid=welcome-connect-operator]");
                                    }
                                />
                            </div>
                        }
                        .into_any()
                    } else {
                        view! {
                            <Ways
                                explore=explore
                                on_explore=start_sandbox
                                on_connect=move || is_connecting.set(true)
                            />
                        }
                        .into_any()
                    }
                }}
            </section>
        </div>
    }
}

/// The two ways on.
#[component]
fn Ways(
    explore: CommandHandle,
    on_explore: Callback<()>,
    #[prop(into)] on_connect: Callback<()>,
) -> impl IntoView {
    let state = use_app();
    let has_sandbox = Signal::derive(move || state.view.with(|view| view.has_sandbox));
    view! {
        <div class="welcome-ways">
            <Show when=move || has_sandbox.get()>
                <button
                    type="button"
                    class="way way-primary"
                    data-testid="welcome-use-sandbox"
                    aria-busy=move || explore.pending().get().then_some("true")
                    on:click=move |_| on_explore.run(())
                >
                    <span class="way-icon"><Icon symbol=Symbol::Flask /></span>
                    <b>{t!("welcome-sandbox")}</b>
                    <span>{t!("welcome-sandbox-text")}</span>
                </button>
            </Show>
            <button
                type="button"
                class="way"
                data-testid="welcome-connect-operator"
                on:click=move |_| on_connect.run(())
            >
                <span class="way-icon"><Icon symbol=Symbol::Plug /></span>
                <b>{t!("welcome-connect")}</b>
                <span>{t!("welcome-connect-text")}</span>
            </button>
        </div>
        <DemoLoad />
    }
}

/// Leads to the first design once there is an operator.
fn use_go_on() -> Callback<()> {
    let state = use_app();
    let navigate = use_navigate();
    let open = use_command();
    Callback::new(move |()| {
        let navigate = navigate.clone();
        open.run_telling::<command::app_open>(state.toasts, Empty {}, move |view| {
            state.clock.set(view.now);
            state.view.set(view);
            navigate(&home_route(state), Default::default());
        });
    })
}
