//! Keeps the keyboard where a person expects it.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use super::effect;

/// Remembers what has the focus.
#[derive(Clone, Debug)]
pub struct FocusReturn(Option<HtmlElement>);

/// Remembers what has the focus, to give it back.
#[must_use]
pub fn focus_return() -> FocusReturn {
    FocusReturn(active())
}

impl FocusReturn {
    /// Gives the focus back.
    pub fn give_back(&self) {
        if let Some(element) = &self.0
            && element.is_connected()
        {
            // An element that has just been shown can take it.
            let _ = element.focus();
        }
    }

    /// Gives the focus back, unless something else has it.
    pub fn if_lost(&self) {
        if is_lost() {
            self.give_back();
        }
    }
}

/// Puts the focus on the first element that `selector` finds, once the page is drawn. Whoever
/// has put it on a field meanwhile keeps it there: typing never ends in another field.
pub fn focus(selector: impl Into<String>) {
    let selector = selector.into();
    let before = active();
    request_animation_frame(move || {
        let at = active();
        if at != before && at.as_ref().is_some_and(is_typed_into) {
            return;
        }
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that is not focusable keeps the focus where it was.
            let _ = element.focus();
        }
    });
}

/// Scrolls until the first element that `selector` finds stands at the bottom of what is seen, once the page is drawn.
pub fn reveal(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(element)) = document().query_selector(selector) {
            element.scroll_into_view_with_bool(false);
        }
    });
}

/// As [`focus`], where nothing has the focus then: what had it may have gone from the page.
pub fn focus_if_lost(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        if is_lost() {
            focus(selector);
        }
    });
}

/// Leads the keyboard on where the button that it pressed has gone: to `giving_up` while the work is on, then to what
/// came of it, `after`.
pub fn follow_with_focus(
    is_running: Memo<bool>,
    by_keyboard: RwSignal<bool>,
    giving_up: &'static str,
    after: &'static str,
) {
    effect(move || {
        let is_running = is_running.get();
        if by_keyboard.get_untracked() {
            focus_if_lost(if is_running { giving_up } else { after });
        }
    });
}

/// Whether the focus is shown, as it is after a key and not after a press.
#[must_use]
pub fn is_by_keyboard() -> bool {
    active().is_some_and(|element| element.matches(":focus-visible").unwrap_or(false))
}

/// Whether what has the focus is typed into.
#[must_use]
pub(super) fn is_typing() -> bool {
    active().as_ref().is_some_and(is_typed_into)
}

fn is_lost() -> bool {
    active().is_none_or(|element| element.tag_name() == "BODY")
}

fn is_typed_into(element: &HtmlElement) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "SELECT" | "TEXTAREA")
}

fn active() -> Option<HtmlElement> {
    document()
        .active_element()
        .and_then(|element| element.dyn_into().ok())
}
