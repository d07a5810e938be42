//! Rows that can be pressed as a whole.

use leptos::ev::MouseEvent;
use wasm_bindgen::JsCast as _;

/// Whether a press on a row was meant for a link or control within it.
#[must_use]
pub fn is_on_control(event: &MouseEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| element.closest("a, button, input").ok().flatten().is_some())
}
