//! Where data is kept, and forgetting all of it.

use contract::{Empty, command};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    components::{Button, ButtonKind, ConfirmDialog},
    hooks::use_command,
    pages::demo::{DemoLoad, TapePlay},
    state::{
        AppState,
        design::{DesignState, use_design},
        use_app,
    },
    t,
};

/// The data folder and "forget everything".
#[component]
pub(super) fn Data() -> impl IntoView {
    let state = use_app();
    let is_asking = RwSignal::new(false);
    view! {
        <section class="settings-section" aria-labelledby="settings-data">
            <h2 id="settings-data">{t!("settings-data")}</h2>
            <dl class="fact-list">
                <div>
                    <dt>{t!("settings-data-dir")}</dt>
                    <dd>
                        <code data-testid="settings-data-dir">
                            {move || state.view.with(|view| view.data_dir.clone())}
                        </code>
                    </dd>
                </div>
            </dl>
            <DemoLoad />
            <TapePlay />
            <p class="settings-note">{t!("settings-forget-text")}</p>
            <div class="actions">
                <Button
                    testid="settings-forget"
                    kind=ButtonKind::Danger
                    on_press=move || is_asking.set(true)
                >
                    {t!("settings-forget")}
                </Button>
            </div>
            <ForgetDialog open=is_asking />
        </section>
    }
}

#[component]
fn ForgetDialog(open: RwSignal<bool>) -> impl IntoView {
    let (state, design) = (use_app(), use_design());
    let forget = use_command();
    let navigate = use_navigate();
    let confirm = Callback::new(move |()| {
        let navigate = navigate.clone();
        forget.run::<command::app_forget>(Empty {}, move |_| {
            open.set(false);
            start_afresh(state, design, move || {
                navigate("/welcome", Default::default())
            });
        });
    });
    view! {
        <ConfirmDialog
            testid="settings-forget-dialog"
            cancel_testid="settings-forget-cancel"
            confirm_testid="settings-forget-confirm"
            question=Signal::derive(move || open.get().then(|| t!("settings-forget-question")))
            warning=t!("settings-forget-warning")
            confirm=t!("settings-forget-confirm")
            command=forget
            on_confirm=confirm
            on_cancel=move || open.set(false)
        />
    }
}

/// Takes over what is left after everything was forgotten.
fn start_afresh(state: AppState, design: DesignState, then: impl FnOnce() + 'static) {
    use_command().run_telling::<command::app_open>(state.toasts, Empty {}, move |view| {
        state.forget();
        design.forget();
        state.clock.set(view.now);
        state.view.set(view);
        then();
    });
}
