//! Values of the web view as JSON, and back.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use crate::json::{self, Problem};

/// `value` as the web view has it; none where it cannot be JSON.
pub(super) fn to_value(value: &impl Serialize) -> Option<JsValue> {
    let text = serde_json::to_string(value).ok()?;
    js_sys::JSON::parse(&text).ok()
}

/// What the web view's `value` says.
///
/// # Errors
/// What is wrong with it.
pub(super) fn from_value<T: DeserializeOwned>(value: &JsValue) -> Result<T, Problem> {
    let text = js_sys::JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        // `undefined` has no JSON.
        .unwrap_or_else(|| "null".to_owned());
    json::read(&text)
}
