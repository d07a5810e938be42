//! What the app is, and whose data it uses.

use leptos::prelude::*;

use crate::{components::FactList, state::use_app, t};

/// Version, licence and sources.
#[component]
pub(super) fn About() -> impl IntoView {
    let version = use_app().view.with_untracked(|view| view.version.clone());
    let facts = vec![
        (t!("app-name"), t!("about-version", version = version)),
        (t!("about-licence"), "Apache-2.0".to_owned()),
        (t!("about-map"), t!("about-map-text")),
        (t!("about-places"), t!("about-places-text")),
        (t!("about-font"), t!("about-font-text")),
    ];
    view! {
        <section class="settings-section" data-testid="about" aria-labelledby="settings-about">
            <h2 id="settings-about">{t!("settings-about")}</h2>
            <FactList facts=facts />
        </section>
    }
}
