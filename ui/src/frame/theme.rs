//! Puts theme and animations on `<html>`, where the style sheets read them.

use contract::Theme;
use leptos::prelude::*;

use crate::{
    hooks::{effect, memo},
    state::AppState,
};

/// Follows the settings, and the desktop where the theme is left to it.
pub(super) fn apply(state: AppState) {
    let settings = memo(move || state.view.with(|view| view.settings.clone()));
    let desktop_is_dark = desktop_is_dark();
    effect(move || {
        let settings = settings.get();
        let is_dark = match settings.theme {
            Theme::System => desktop_is_dark.get(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        set("data-theme", if is_dark { "dark" } else { "light" });
        set(
            "data-animations",
            if settings.animations { "on" } else { "off" },
        );
    });
}

fn set(attribute: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // An attribute of that name can always be set.
        let _ = root.set_attribute(attribute, value);
    }
}

/// Whether the desktop is dark, for as long as the window is open.
fn desktop_is_dark() -> ReadSignal<bool> {
    let (is_dark, set_is_dark) = signal(false);
    watch(set_is_dark);
    is_dark
}

#[cfg(target_arch = "wasm32")]
fn watch(set_is_dark: WriteSignal<bool>) {
    use wasm_bindgen::{JsCast as _, prelude::Closure};

    let Ok(Some(query)) = window().match_media("(prefers-color-scheme: dark)") else {
        return;
    };
    set_is_dark.set(query.matches());
    let watched = query.clone();
    let changed = Closure::<dyn Fn()>::new(move || {
        set_is_dark.try_set(watched.matches());
    });
    query.set_onchange(Some(changed.as_ref().unchecked_ref()));
    // It lives as long as the window.
    changed.forget();
}

#[cfg(not(target_arch = "wasm32"))]
const fn watch(_set_is_dark: WriteSignal<bool>) {}
