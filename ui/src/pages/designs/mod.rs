//! The designs page.

use leptos::prelude::*;

/// The designs page.
#[component]
pub(crate) fn DesignsPage() -> impl IntoView {
    view! { <div data-testid="page-designs"></div> }
}
