//! A single key that works wherever nothing is being typed.

use leptos::{ev, prelude::*};

use super::use_focus::is_typing;

/// Does `action` when `key` is pressed without another key, outside of fields and dialogs,
/// for as long as the component stands.
pub fn use_shortcut(key: &'static str, action: impl Fn() + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let is_alone = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if is_alone && event.key() == key && !is_typing() && !is_asked() {
            event.prevent_default();
            action();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Whether a dialog is open.
fn is_asked() -> bool {
    document()
        .query_selector("dialog[open]")
        .is_ok_and(|dialog| dialog.is_some())
}
