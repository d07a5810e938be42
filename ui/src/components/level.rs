//! The badge of a service level.

use leptos::prelude::*;
use model::ReportedLevel;

use super::live;
use crate::t;

/// A level in its colour; one that the app does not know in grey.
#[component]
pub fn LevelBadge(
    /// The level, where the operator named one.
    #[prop(into)]
    level: Signal<Option<ReportedLevel>>,
) -> impl IntoView {
    live(move || level.with(|level| level_badge(level.as_ref())))
}

/// The same for a part of the page that is written as one.
pub fn level_badge(level: Option<&ReportedLevel>) -> impl IntoView + use<> {
    let (class, name) = match level {
        Some(level) => match level.known() {
            Some(known) => (format!("level level-{known}"), level.as_str().to_owned()),
            None => ("level".to_owned(), level.as_str().to_owned()),
        },
        None => ("level-missing".to_owned(), t!("missing-value")),
    };
    view! { <span class=class>{name}</span> }
}
