//! The quotes page.

use leptos::prelude::*;

/// The quotes page.
#[component]
pub(crate) fn QuotesPage() -> impl IntoView {
    view! { <div data-testid="page-quotes"></div> }
}
