//! What a person is told when the keyring does not work.

use contract::{ErrorCode, KeyringChoice, KeyringRequest, KeyringView, command};
use leptos::prelude::*;

use crate::{
    components::{Banner, Button, ButtonKind, live},
    errors::{Severity, explain},
    hooks::{memo, use_command},
    state::use_app,
    t,
};

/// The standing notice about the keyring, where there is something to say.
#[component]
pub(super) fn KeyringBanner() -> impl IntoView {
    let state = use_app();
    let keyring = memo(move || state.view.with(|view| view.keyring));
    live(move || match keyring.get() {
        KeyringView::NotAsked | KeyringView::Ready => ().into_any(),
        KeyringView::Memory => view! {
            <div class="frame-banner">
                <Banner severity=Severity::Info>
                    <p class="banner-text">{t!("keyring-memory")}</p>
                </Banner>
            </div>
        }
        .into_any(),
        KeyringView::Missing => view! { <Trouble code=ErrorCode::KeyringMissing /> }.into_any(),
        KeyringView::Locked => view! { <Trouble code=ErrorCode::KeyringLocked /> }.into_any(),
        KeyringView::Dismissed => view! { <Trouble code=ErrorCode::KeyringDismissed /> }.into_any(),
        KeyringView::Stopped => view! { <Trouble code=ErrorCode::KeyringStopped /> }.into_any(),
    })
}

#[component]
fn Trouble(code: ErrorCode) -> impl IntoView {
    let state = use_app();
    let explanation = explain(code);
    let retry = use_command();
    let memory = use_command();
    let choose = move |command: crate::hooks::CommandHandle, choice| {
        command.run_telling::<command::keyring_use>(
            state.toasts,
            KeyringRequest { choice },
            move |keyring| state.view.update(|view| view.keyring = keyring),
        );
    };
    view! {
        <div class="frame-banner">
            <Banner severity=explanation.severity code=Some(code.as_str())>
                <p class="banner-text">{explanation.sentence.text()}</p>
                <p>{explanation.next_step.text()}</p>
                <div class="banner-actions">
                    <Button
                        testid="keyring-retry"
                        kind=ButtonKind::Chip
                        busy=retry.pending()
                        on_press=move || choose(retry, KeyringChoice::Retry)
                    >
                        {t!("action-retry")}
                    </Button>
                    <Button
                        testid="keyring-use-memory"
                        kind=ButtonKind::Chip
                        busy=memory.pending()
                        on_press=move || choose(memory, KeyringChoice::Memory)
                    >
                        {t!("keyring-use-memory")}
                    </Button>
                </div>
            </Banner>
        </div>
    }
}
