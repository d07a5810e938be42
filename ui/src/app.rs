//! From an empty window to the frame with its pages.

use contract::{AppError, AppView, Empty, Event, command};
use js_sys::Function;
use leptos::{mount::mount_to_body, prelude::*};
use leptos_router::{
    components::{Redirect, Route, Router, Routes},
    path,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::live,
    errors::{explain, in_words},
    frame::Frame,
    ipc::{call, listen},
    language,
    pages::{
        activity::ActivityPage,
        design::{DesignPage, MatrixPage, PresentPage},
        designs::DesignsPage,
        quotes::{ComparePage, QuotesPage},
        sessions::SessionsPage,
        settings::{SettingsPage, SettingsTyped},
        welcome::WelcomePage,
    },
    state::{AppState, design::DesignState, use_app},
    t,
};

/// Asks the core how things are, and builds the interface on its answer. `names` is a Fluent catalogue of the languages
/// there are, `english` that of the English texts, and `fetch` promises the one of a language by its tag.
#[wasm_bindgen]
pub fn begin(names: String, english: String, fetch: Function) {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        set_app_state("failed");
    }));
    language::begin(names, english, fetch);
    // The interface's own executor begins with its mount.
    spawn_local(async {
        let events = EarlyEvents::default();
        events.subscribe().await;
        match call::<command::app_open>(Empty {}).await {
            Ok(view) => {
                language::speak(&view.settings.language).await;
                mount(view, events);
            }
            Err(error) => {
                let desktop = window().navigator().language();
                language::speak(&desktop.unwrap_or_default()).await;
                fail(&error);
            }
        }
    });
}

fn mount(view: AppView, events: EarlyEvents) {
    mount_to_body(move || {
        let state = AppState::new(view);
        provide_context(state);
        provide_context(DesignState::new(state));
        provide_context(SettingsTyped::new());
        events.hand_to(state);
        view! { <App /> }
    });
    if let Some(loading) = document().get_element_by_id("start") {
        loading.remove();
    }
    set_app_state("ready");
    // What `cargo xtask bench start` looks for.
    if let Some(performance) = window().performance() {
        let _ = performance.mark("portal-ready");
    }
}

/// Says why the core could not be opened, in the place of the words about an interface that did not load.
fn fail(error: &AppError) {
    let explanation = explain(error.code);
    if let Some(root) = document().get_element_by_id("start") {
        // The attributes can always be set.
        let _ = root.remove_attribute("aria-busy");
        let _ = root.set_attribute("data-code", error.code.as_str());
    }
    for (id, text) in [
        ("start-cause", in_words(error)),
        ("start-detail", explanation.next_step.text()),
    ] {
        if let Some(line) = document().get_element_by_id(id) {
            line.set_text_content(Some(&text));
            // What the page says by itself comes no more.
            let _ = line.remove_attribute("data-text");
        }
    }
    set_app_state("failed");
}

fn set_app_state(state: &str) {
    if let Some(root) = document().document_element() {
        // An attribute of that name can always be set.
        let _ = root.set_attribute("data-app-state", state);
    }
}

/// All pages, written again in another language.
#[component]
fn App() -> impl IntoView {
    let spoken = language::follow(use_app());
    live(move || {
        spoken.track();
        language::has_changed();
        view! { <Pages /> }
    })
}

#[component]
fn Pages() -> impl IntoView {
    view! {
        <Router>
            <Frame>
                <Routes fallback=|| view! { <Start /> }>
                    <Route path=path!("/") view=Start />
                    <Route path=path!("/welcome") view=WelcomePage />
                    <Route path=path!("/designs") view=DesignsPage />
                    <Route path=path!("/designs/:id") view=DesignPage />
                    <Route path=path!("/designs/:id/matrix") view=MatrixPage />
                    <Route path=path!("/designs/:id/present") view=PresentPage />
                    <Route path=path!("/quotes/compare") view=ComparePage />
                    <Route path=path!("/quotes/:id?") view=QuotesPage />
                    <Route path=path!("/sessions/:id?") view=SessionsPage />
                    <Route path=path!("/activity") view=ActivityPage />
                    <Route path=path!("/settings") view=SettingsPage />
                </Routes>
            </Frame>
        </Router>
    }
}

/// The first page: the welcome without an operator, else the last design.
#[component]
fn Start() -> impl IntoView {
    view! { <Redirect path=home_route(use_app()) /> }
}

/// The route of the page to begin with.
#[must_use]
pub(crate) fn home_route(state: AppState) -> String {
    state
        .view
        .with_untracked(|view| match (&view.operator, &view.last_design) {
            (None, _) => "/welcome".to_owned(),
            (Some(_), Some(design)) => format!("/designs/{design}"),
            (Some(_), None) => "/designs".to_owned(),
        })
}

/// Keeps events that come before there is a state to take them.
#[derive(Clone, Default)]
struct EarlyEvents {
    inner: std::rc::Rc<std::cell::RefCell<Receiver>>,
}

#[derive(Default)]
struct Receiver {
    waiting: Vec<Event>,
    state: Option<AppState>,
}

impl EarlyEvents {
    /// Begins to listen.
    async fn subscribe(&self) {
        let inner = self.inner.clone();
        listen(move |event| {
            let state = inner.borrow().state;
            match state {
                Some(state) => state.receive(event),
                None => inner.borrow_mut().waiting.push(event),
            }
        })
        .await;
    }

    /// Hands what has come, and all that comes, to `state`.
    fn hand_to(&self, state: AppState) {
        let waiting = {
            let mut receiver = self.inner.borrow_mut();
            receiver.state = Some(state);
            std::mem::take(&mut receiver.waiting)
        };
        for event in waiting {
            state.receive(event);
        }
    }
}

/// The name of the app, for the window's title.
#[must_use]
pub(crate) fn app_name() -> String {
    t!("app-name")
}
