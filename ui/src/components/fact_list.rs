//! Names with their values, one pair a line.

use leptos::prelude::*;

use super::CollectAny;

/// The pairs, in this order.
#[component]
pub fn FactList(
    /// Each name with its value.
    facts: Vec<(String, String)>,
) -> impl IntoView {
    view! {
        <dl class="fact-list">
            {facts
                .into_iter()
                .map(|(name, value)| {
                    view! {
                        <div>
                            <dt>{name}</dt>
                            <dd>{value}</dd>
                        </div>
                    }
                })
                .collect_any()}
        </dl>
    }
}
