//! What the app is, and whose data it uses.

use leptos::prelude::*;

use crate::{state::use_app, t};

/// Version, licence and sources.
#[component]
pub(super) fn About() -> impl IntoView {
    let state = use_app();
    view! {
        <section class="settings-section" data-testid="about" aria-labelledby="settings-about">
            <h2 id="settings-about">{t!("settings-about")}</h2>
            <dl class="fact-list">
                <div>
                    <dt>{t!("app-name")}</dt>
                    <dd>
                        {move || state.view.with(|view| t!("about-version", version = view.version.clone()))}
                    </dd>
                </div>
                <div>
                    <dt>{t!("about-licence")}</dt>
                    <dd>"Apache-2.0"</dd>
                </div>
                <div>
                    <dt>{t!("about-map")}</dt>
                    <dd>{t!("about-map-text")}</dd>
                </div>
                <div>
                    <dt>{t!("about-places")}</dt>
                    <dd>{t!("about-places-text")}</dd>
                </div>
                <div>
                    <dt>{t!("about-font")}</dt>
                    <dd>{t!("about-font-text")}</dd>
                </div>
            </dl>
        </section>
    }
}
