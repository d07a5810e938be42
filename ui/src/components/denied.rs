//! Why something cannot be done here.

use leptos::prelude::*;

use super::{Icon, Symbol, live};

/// The reason, for as long as there is one.
#[component]
pub fn Denied(
    /// The reason.
    #[prop(into)]
    reason: Signal<Option<String>>,
) -> impl IntoView {
    live(move || {
        reason.get().map(|reason| {
            view! {
                <p class="denied" data-testid="denied" role="note">
                    <Icon symbol=Symbol::Key />
                    <span>{reason}</span>
                </p>
            }
        })
    })
}
