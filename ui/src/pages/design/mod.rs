//! The design page.

use leptos::prelude::*;

/// The design page.
#[component]
pub(crate) fn DesignPage() -> impl IntoView {
    view! { <div data-testid="page-design"></div> }
}
