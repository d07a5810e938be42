//! Orders of several services; what has become of each service is in the ledger.

use rusqlite::{Connection, Transaction};

use super::{StorageError, json, ledger};
use crate::orders::{Entry, GroupOrder};

/// Every one that is not done with, oldest first.
pub(crate) fn open(db: &Connection) -> Result<Vec<GroupOrder>, StorageError> {
    json::values(
        &mut db.prepare("SELECT body FROM order_group WHERE state = 'open' ORDER BY rowid")?,
        [],
    )
}

/// Writes a new one, or what was decided of one, with the entries that this made or changed.
pub(crate) fn put_with(
    tx: &Transaction<'_>,
    group: &GroupOrder,
    entries: &[Entry],
) -> Result<(), StorageError> {
    put(tx, group)?;
    entries.iter().try_for_each(|entry| ledger::put(tx, entry))
}

fn put(tx: &Transaction<'_>, group: &GroupOrder) -> Result<(), StorageError> {
    let state = if group.is_open() { "open" } else { "closed" };
    tx.execute(
        "INSERT INTO order_group (id, state, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body",
        [group.id.as_str(), state, &json::text(group)?],
    )?;
    Ok(())
}
