//! Values of the web view out of ours.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// `value` as the web view has it; none where it cannot be JSON.
pub(super) fn to_value(value: &impl Serialize) -> Option<JsValue> {
    let text = serde_json::to_string(value).ok()?;
    js_sys::JSON::parse(&text).ok()
}
