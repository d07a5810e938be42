//! What a list shows when there is nothing in it.

use leptos::prelude::*;

use super::{Icon, Symbol};

/// An icon, what is missing, and how to come by it.
#[component]
pub fn EmptyState(
    /// The icon.
    symbol: Symbol,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// How to come by it.
    #[prop(into)]
    text: Signal<String>,
    /// Something to press.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon"><Icon symbol=symbol /></span>
            <p class="empty-title">{title}</p>
            <p class="empty-text">{text}</p>
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}
