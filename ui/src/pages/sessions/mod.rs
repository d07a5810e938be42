//! The sessions page.

use leptos::prelude::*;

/// The sessions page.
#[component]
pub(crate) fn SessionsPage() -> impl IntoView {
    view! { <div data-testid="page-sessions"></div> }
}
