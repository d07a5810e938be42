//! JSON of the core, the map and the files, read by one small reader.

mod key;
mod node;
mod object;
mod problem;
mod reader;

use serde::de::DeserializeOwned;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen::JsValue;

pub(crate) use problem::Problem;

/// What the JSON `text` says.
///
/// Unlike `serde_json::from_str` it reads an object only by its names, never by position, and
/// first into one tree. The code that every type brings along is so about a third smaller, which
/// is what the program of the interface consists of to a good part.
///
/// # Errors
/// Where the text is no JSON, or not that of a `T`.
pub(crate) fn read<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    T::deserialize(reader::Reader::new(node::Node::parse(text)?))
}

/// What a value of the web view says, as [`read`] does.
///
/// # Errors
/// Where it is not that of a `T`.
#[cfg(target_arch = "wasm32")]
pub(crate) fn of<T: DeserializeOwned>(value: JsValue) -> Result<T, Problem> {
    T::deserialize(reader::Reader::new(node::Node::new(value)))
}

#[cfg(test)]
mod tests;
