//! Settings and other single values, by name.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::StorageError;

/// The stored value of that name.
pub(crate) fn get(db: &Connection, name: &str) -> Result<Option<String>, StorageError> {
    Ok(db
        .query_row("SELECT value FROM setting WHERE name = ?1", [name], |row| {
            row.get(0)
        })
        .optional()?)
}

/// Stores `value` under that name; without one, the name is removed.
pub(crate) fn set(
    tx: &Transaction<'_>,
    name: &str,
    value: Option<&str>,
) -> Result<(), StorageError> {
    match value {
        Some(value) => tx.execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [name, value],
        )?,
        None => tx.execute("DELETE FROM setting WHERE name = ?1", [name])?,
    };
    Ok(())
}
