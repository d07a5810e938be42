//! The activity page.

use leptos::prelude::*;

/// The activity page.
#[component]
pub(crate) fn ActivityPage() -> impl IntoView {
    view! { <div data-testid="page-activity"></div> }
}
