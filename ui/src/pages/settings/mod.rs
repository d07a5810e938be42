//! Operators, appearance, notifications, data and what the app is made of.

mod about;
mod appearance;
mod data;
mod diagnostics;
mod export;
mod letterhead;
mod notices;
mod operators;
mod receiver;
mod typed;

pub(crate) use typed::SettingsTyped;

use leptos::prelude::*;

use crate::{state::use_app, t};

/// The settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let state = use_app();
    state.header.show(|| t!("settings-title"), String::new);
    let typed = typed::use_typed();
    view! {
        <div class="page" data-testid="page-settings">
            <div class="settings">
                <operators::Operators drafts=typed.profiles is_open=typed.has_profile_form />
                <appearance::Appearance />
                <letterhead::Letterhead fields=typed.letterhead />
                <notices::Notices />
                <receiver::Receiver fields=typed.receiver />
                <data::Data />
                <diagnostics::Diagnostics />
                <about::About />
            </div>
        </div>
    }
}
