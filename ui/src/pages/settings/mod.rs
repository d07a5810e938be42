//! The settings page.

use leptos::prelude::*;

/// The settings page.
#[component]
pub(crate) fn SettingsPage() -> impl IntoView {
    view! { <div data-testid="page-settings"></div> }
}
