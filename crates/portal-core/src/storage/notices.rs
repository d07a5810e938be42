//! What the desktop was told, so that nothing is told twice.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};

use super::StorageError;

/// Every key that was told and begins with `prefix`.
pub(crate) fn told(db: &Connection, prefix: &str) -> Result<Vec<String>, StorageError> {
    let mut rows = db.prepare("SELECT key FROM notice WHERE substr(key, 1, length(?1)) = ?1")?;
    let keys = rows.query_map([prefix], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Notes that `key` is told; whether it was not before.
pub(crate) fn tell(
    tx: &Transaction<'_>,
    key: &str,
    at: DateTime<Utc>,
) -> Result<bool, StorageError> {
    let added = tx.execute(
        "INSERT INTO notice (key, told_at) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING",
        [key, &at.to_rfc3339()],
    )?;
    Ok(added == 1)
}

/// Lets `key` be told again.
pub(crate) fn untell(tx: &Transaction<'_>, key: &str) -> Result<(), StorageError> {
    tx.execute("DELETE FROM notice WHERE key = ?1", [key])?;
    Ok(())
}
