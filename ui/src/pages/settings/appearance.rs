//! Theme and language.

use contract::{SettingsRequest, Theme, command};
use leptos::prelude::*;

use crate::{
    components::{Choice, Select},
    hooks::use_command,
    i18n::{language_of, languages},
    state::use_app,
    t,
};

/// Theme and language, in force at once.
#[component]
pub(super) fn Appearance() -> impl IntoView {
    let state = use_app();
    let change = use_command();
    let send = move |request: SettingsRequest| {
        change.run_telling::<command::settings_change>(state.toasts, request, move |settings| {
            state.view.update(|view| view.settings = settings)
        });
    };
    let theme = Signal::derive(move || {
        state
            .view
            .with(|view| view.settings.theme.as_str().to_owned())
    });
    let language = Signal::derive(move || {
        state
            .view
            .with(|view| language_of(&view.settings.language).to_owned())
    });
    view! {
        <section class="settings-section" aria-labelledby="settings-appearance">
            <h2 id="settings-appearance">{t!("settings-appearance")}</h2>
            <div class="form">
                <Select
                    testid="settings-theme"
                    label=t!("settings-theme")
                    value=theme
                    options=Signal::derive(themes)
                    on_choose=move |value: String| {
                        send(SettingsRequest { theme: Some(theme_of(&value)), ..Default::default() });
                    }
                />
                <Select
                    testid="settings-language"
                    label=t!("settings-language")
                    value=language
                    options=Signal::derive(named)
                    on_choose=move |value: String| {
                        send(SettingsRequest { language: Some(value), ..Default::default() });
                    }
                />
            </div>
        </section>
    }
}

fn themes() -> Vec<Choice> {
    vec![
        Choice::new(Theme::System.as_str(), t!("theme-system")),
        Choice::new(Theme::Light.as_str(), t!("theme-light")),
        Choice::new(Theme::Dark.as_str(), t!("theme-dark")),
    ]
}

fn theme_of(value: &str) -> Theme {
    [Theme::Light, Theme::Dark]
        .into_iter()
        .find(|theme| theme.as_str() == value)
        .unwrap_or(Theme::System)
}

fn named() -> Vec<Choice> {
    languages()
        .into_iter()
        .map(|(tag, name)| Choice::new(tag, name))
        .collect()
}
