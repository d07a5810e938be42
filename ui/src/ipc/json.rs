//! Values of the web view as JSON: one reader serves the bridge, the map and the files.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

/// `value` as the web view has it; none where it cannot be JSON.
pub(super) fn to_value(value: &impl Serialize) -> Option<JsValue> {
    let text = serde_json::to_string(value).ok()?;
    js_sys::JSON::parse(&text).ok()
}

/// What the web view's `value` says.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn from_value<T: DeserializeOwned>(value: &JsValue) -> Result<T, String> {
    let text = js_sys::JSON::stringify(value)
        .ok()
        .and_then(|text| text.as_string())
        // `undefined` has no JSON.
        .unwrap_or_else(|| "null".to_owned());
    serde_json::from_str(&text).map_err(|error| error.to_string())
}
