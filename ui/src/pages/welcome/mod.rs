//! The welcome page.

use leptos::prelude::*;

/// The welcome page.
#[component]
pub(crate) fn WelcomePage() -> impl IntoView {
    view! { <div data-testid="page-welcome"></div> }
}
