//! What the desktop is told.

use contract::{NoticeKind, NoticeSetting, SettingsRequest, command};
use leptos::prelude::*;

use crate::{components::Switch, hooks::use_command, state::use_app, t};

/// A switch for each kind of notification, in force at once.
#[component]
pub(super) fn Notices() -> impl IntoView {
    let switches: Vec<_> = NoticeKind::ALL.into_iter().map(notice).collect();
    view! {
        <section class="settings-section" aria-labelledby="settings-notices">
            <h2 id="settings-notices">{t!("notices-title")}</h2>
            <p class="settings-note">{t!("notices-text")}</p>
            <div class="form">{switches}</div>
        </section>
    }
}

fn notice(kind: NoticeKind) -> AnyView {
    let state = use_app();
    let change = use_command();
    let (testid, label) = match kind {
        NoticeKind::Available => ("notify-available", t!("notify-available")),
        NoticeKind::Failed => ("notify-failed", t!("notify-failed")),
        NoticeKind::Expiring => ("notify-expiring", t!("notify-expiring")),
        NoticeKind::Terminated => ("notify-terminated", t!("notify-terminated")),
        NoticeKind::Drift => ("notify-drift", t!("notify-drift")),
    };
    let on = Signal::derive(move || state.view.with(|view| !view.settings.muted.contains(&kind)));
    let choose = move |is_on| {
        change.run_telling::<command::settings_change>(
            state.toasts,
            SettingsRequest {
                notice: Some(NoticeSetting { kind, is_on }),
                ..Default::default()
            },
            move |settings| state.view.update(|view| view.settings = settings),
        );
    };
    view! { <Switch testid=testid label=label on=on on_change=choose /> }.into_any()
}
