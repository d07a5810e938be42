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

use leptos::prelude::*;

use crate::{state::use_app, t};

/// The settings.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    let state = use_app();
    state.header.show(|| t!("settings-title"), String::new);
    view! {
        <div class="page" data-testid="page-settings">
            <div class="settings">
                <operators::Operators />
                <appearance::Appearance />
                <letterhead::Letterhead />
                <notices::Notices />
                <receiver::Receiver />
                <data::Data />
                <diagnostics::Diagnostics />
                <about::About />
            </div>
        </div>
    }
}
