//! Domain values as JSON text in a column.

use serde::{Serialize, de::DeserializeOwned};

use super::StorageError;

/// The text under which `value` is stored.
pub(super) fn text<T: Serialize>(value: &T) -> Result<String, StorageError> {
    Ok(serde_json::to_string(value)?)
}

/// The value that was stored as `text`.
pub(super) fn value<T: DeserializeOwned>(text: &str) -> Result<T, StorageError> {
    Ok(serde_json::from_str(text)?)
}

/// Every value of a query that answers one text column.
pub(super) fn values<T: DeserializeOwned>(
    statement: &mut rusqlite::Statement<'_>,
    parameters: impl rusqlite::Params,
) -> Result<Vec<T>, StorageError> {
    let mut rows = statement.query(parameters)?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        values.push(value(
            row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?,
        )?);
    }
    Ok(values)
}
