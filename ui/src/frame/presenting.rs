//! The way into the presentation view and out of it.

use leptos::{ev, prelude::*};
use leptos_router::hooks::{use_location, use_navigate};

use crate::{
    hooks::{effect, focus_if_lost, memo},
    ipc::fill_screen,
    state::{AppState, use_app},
};

/// What the route of the view ends in.
const ENDING: &str = "/present";

/// Whether the presentation view is open. Opens and closes it with F11, closes it with Escape, and fills the screen with
/// it.
pub(super) fn use_presenting() -> Memo<bool> {
    let (app, path, navigate) = (use_app(), use_location().pathname, use_navigate());
    let presenting = memo(move || path.with(|path| path.ends_with(ENDING)));
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_on = presenting.get_untracked();
        let has_design = app.view.with_untracked(|view| view.last_design.is_some());
        let is_meant = match event.key().as_str() {
            "F11" => is_on || has_design,
            "Escape" => is_on,
            _ => false,
        };
        // A key that is held is one press.
        if is_meant && !event.repeat() {
            event.prevent_default();
            navigate(&other_route(app, is_on), Default::default());
        }
    });
    on_cleanup(move || listener.remove());
    let mut was_on = false;
    effect(move || {
        let is_on = presenting.get();
        if is_on != was_on {
            fill_screen(is_on);
        }
        if was_on && !is_on {
            focus_if_lost("[data-testid=present]");
        }
        was_on = is_on;
    });
    presenting
}

/// The route of the last design where the view `is_on`, else that of its view.
pub(crate) fn other_route(app: AppState, is_on: bool) -> String {
    let design = untrack(|| app.design_route());
    if is_on { design } else { design + ENDING }
}
