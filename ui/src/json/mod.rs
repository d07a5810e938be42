//! JSON of the core, the map and the files, read by one small reader.

mod key;
mod object;
mod problem;
mod reader;

use serde::de::DeserializeOwned;
use serde_json::Value;

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
    let value: Value = serde_json::from_str(text).map_err(Problem::new)?;
    T::deserialize(reader::Reader::new(&value))
}

#[cfg(test)]
mod tests;
