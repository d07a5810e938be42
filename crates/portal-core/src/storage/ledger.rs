//! The order ledger: every intent, on disk before it is sent.

use chrono::SecondsFormat;
use model::{Endpoint, OrderId};
use rusqlite::{Connection, Transaction};

use super::{StorageError, json};
use crate::orders::{Entry, EntryState, Intent};

/// Every entry whose outcome is open, oldest first.
pub(crate) fn open(db: &Connection) -> Result<Vec<Entry>, StorageError> {
    json::values(
        &mut db
            .prepare("SELECT body FROM ledger WHERE state = 'open' ORDER BY placed_at, rowid")?,
        [],
    )
}

/// The entries of those identifiers, in their order.
///
/// # Errors
/// One that is missing is an error, too: what comes next of an order is told by all of its parts.
pub(crate) fn entries(db: &Connection, ids: &[OrderId]) -> Result<Vec<Entry>, StorageError> {
    let mut statement = db.prepare("SELECT body FROM ledger WHERE id = ?1")?;
    let entries = ids.iter().map(|id| {
        let body: String = statement.query_row([id.as_str()], |row| row.get(0))?;
        json::value(&body)
    });
    entries.collect()
}

/// Removes the orders that led to nothing and were of what `is_meant` says; a part of an order that is not done with
/// tells what comes next of it, and stays.
pub(crate) fn remove_fruitless(
    tx: &Transaction<'_>,
    is_meant: impl Fn(&[Endpoint]) -> bool,
) -> Result<(), StorageError> {
    let closed: Vec<Entry> = json::values(
        &mut tx.prepare(
            "SELECT body FROM ledger WHERE state = 'closed' AND NOT EXISTS
                (SELECT 1 FROM order_group WHERE order_group.state = 'open'
                    AND order_group.id = ledger.body ->> '$.group.order')",
        )?,
        [],
    )?;
    for entry in closed {
        let is_fruitless = matches!(
            entry.state,
            EntryState::Refused { .. } | EntryState::Dismissed
        );
        let Intent::Create(network) = &entry.intent else {
            continue;
        };
        if is_fruitless && is_meant(&network.endpoints) {
            tx.execute("DELETE FROM ledger WHERE id = ?1", [entry.id.as_str()])?;
        }
    }
    Ok(())
}

/// Writes a new entry, or an entry's new state.
pub(crate) fn put(tx: &Transaction<'_>, entry: &Entry) -> Result<(), StorageError> {
    let state = match entry.state {
        EntryState::Open { .. } => "open",
        EntryState::Accepted { .. } | EntryState::Refused { .. } | EntryState::Dismissed => {
            "closed"
        }
    };
    tx.execute(
        "INSERT INTO ledger (id, placed_at, state, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body",
        [
            entry.id.as_str(),
            &entry.placed_at.to_rfc3339_opts(SecondsFormat::Millis, true),
            state,
            &json::text(entry)?,
        ],
    )?;
    Ok(())
}
