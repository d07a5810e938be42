//! The ways to something to show: the demo story, and a recorded tape.

use contract::{Empty, command};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    components::{Button, ButtonKind, Show},
    hooks::use_command,
    state::use_app,
    t,
};

/// The button that loads the story and opens its design; absent where there is no operator inside the app.
#[component]
pub(crate) fn DemoLoad() -> impl IntoView {
    let state = use_app();
    let navigate = use_navigate();
    let load = use_command();
    let start = Callback::new(move |()| {
        let navigate = navigate.clone();
        state.demo.set(None);
        load.run_telling::<command::demo_load>(state.toasts, Empty {}, move |demo| {
            state.toasts.success(if demo.quotes == 0 {
                t!("demo-known")
            } else {
                t!("demo-loaded", count = demo.quotes)
            });
            if load.is_shown() {
                navigate(&format!("/designs/{}", demo.design), Default::default());
            }
        });
    });
    let progress = move || {
        let demo = state.demo.get().filter(|_| load.pending().get())?;
        Some(t!("demo-progress", number = demo.done + 1, of = demo.of))
    };
    view! {
        <Show when=move || state.view.with(|view| view.has_sandbox)>
            <p class="settings-note">{t!("demo-text")}</p>
            <div class="actions">
                <Button
                    testid="demo-load"
                    kind=ButtonKind::Plain
                    busy=load.pending()
                    on_press=move || start.run(())
                >
                    {t!("demo-load")}
                </Button>
                <span role="status" data-testid="demo-progress">{progress}</span>
            </div>
        </Show>
    }
}

/// The button that plays a tape: its operator is in use then, and the design of its newest answer is open.
#[component]
pub(crate) fn TapePlay() -> impl IntoView {
    let state = use_app();
    let navigate = use_navigate();
    let play = use_command();
    let start = Callback::new(move |()| {
        let navigate = navigate.clone();
        play.run_telling::<command::tape_play>(state.toasts, Empty {}, move |tape| {
            let Some(tape) = tape else {
                return;
            };
            state.toasts.success(t!("tape-playing", count = tape.takes));
            if play.is_shown() {
                navigate(&format!("/designs/{}", tape.design), Default::default());
            }
        });
    });
    view! {
        <p class="settings-note">{t!("tape-text")}</p>
        <div class="actions">
            <Button
                testid="tape-play"
                kind=ButtonKind::Plain
                busy=play.pending()
                on_press=move || start.run(())
            >
                {t!("tape-play")}
            </Button>
        </div>
    }
}
