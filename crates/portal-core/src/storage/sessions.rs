//! Stored sessions and what happened to them.

use model::{HistoryEntry, ServiceId};
use rusqlite::{Connection, Transaction};

use super::{StorageError, json};
use crate::sessions::Watched;

/// Every session with what the poller has to remember of it.
pub(crate) fn list(db: &Connection) -> Result<Vec<Watched>, StorageError> {
    json::values(&mut db.prepare("SELECT body FROM session")?, [])
}

/// Stores a session, new or in place of what it was, and adds to its history.
pub(crate) fn put(
    tx: &Transaction<'_>,
    watched: &Watched,
    history: &[HistoryEntry],
) -> Result<(), StorageError> {
    let id = watched.session.service_id.as_str();
    tx.execute(
        "INSERT INTO session (service_id, body) VALUES (?1, ?2)
         ON CONFLICT (service_id) DO UPDATE SET body = excluded.body",
        [id, &json::text(watched)?],
    )?;
    for entry in history {
        tx.execute(
            "INSERT INTO history (service_id, body) VALUES (?1, ?2)",
            [id, &json::text(entry)?],
        )?;
    }
    Ok(())
}

/// What happened to a session, newest first.
pub(crate) fn history(db: &Connection, id: &ServiceId) -> Result<Vec<HistoryEntry>, StorageError> {
    json::values(
        &mut db.prepare("SELECT body FROM history WHERE service_id = ?1 ORDER BY id DESC")?,
        [id.as_str()],
    )
}
