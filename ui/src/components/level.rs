//! The badge of a service level.

use leptos::prelude::*;
use model::ReportedLevel;

use crate::t;

/// A level in its colour; one that the app does not know in grey.
#[component]
pub fn LevelBadge(
    /// The level, where the operator named one.
    #[prop(into)]
    level: Signal<Option<ReportedLevel>>,
) -> impl IntoView {
    move || {
        level.get().map_or_else(
            || view! { <span class="level-missing">{t!("missing-value")}</span> }.into_any(),
            |level| {
                let class = match level.known() {
                    Some(known) => format!("level level-{known}"),
                    None => "level".to_owned(),
                };
                view! { <span class=class>{level.as_str().to_owned()}</span> }.into_any()
            },
        )
    }
}
