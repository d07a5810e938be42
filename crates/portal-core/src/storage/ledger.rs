//! The order ledger: every intent, on disk before it is sent.

use chrono::SecondsFormat;
use model::OrderId;
use rusqlite::{Connection, Transaction};

use super::{StorageError, json};
use crate::{
    designs::DrawnFor,
    orders::{Entry, EntryState, Intent},
};

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

/// Of the orders that were made from what `is_meant` says, removes those that led to nothing, and what the others were
/// made from. Gives the identifiers of those removed. What is not done with stays as it is, the parts of an order of
/// several services too, which tell what comes next of it.
pub(crate) fn forget(
    tx: &Transaction<'_>,
    is_meant: impl Fn(&DrawnFor) -> bool,
) -> Result<Vec<OrderId>, StorageError> {
    let closed: Vec<Entry> = json::values(
        &mut tx.prepare(
            "SELECT body FROM ledger WHERE state = 'closed' AND NOT EXISTS
                (SELECT 1 FROM order_group WHERE order_group.state = 'open'
                    AND order_group.id = ledger.body ->> '$.group.order')",
        )?,
        [],
    )?;
    let mut removed = Vec::new();
    for mut entry in closed {
        let is_fruitless = matches!(
            entry.state,
            EntryState::Refused { .. } | EntryState::Dismissed
        );
        let Intent::Create(network) = &mut entry.intent else {
            continue;
        };
        if !network.drawn.as_ref().is_some_and(&is_meant) {
            continue;
        }
        if !is_fruitless {
            network.drawn = None;
            put(tx, &entry)?;
            continue;
        }
        tx.execute("DELETE FROM ledger WHERE id = ?1", [entry.id.as_str()])?;
        if let Some(place) = &entry.group {
            remove_empty(tx, &place.order)?;
        }
        removed.push(entry.id);
    }
    Ok(removed)
}

/// Removes an order of several services of which no part is left.
fn remove_empty(tx: &Transaction<'_>, group: &OrderId) -> Result<(), StorageError> {
    tx.execute(
        "DELETE FROM order_group WHERE id = ?1 AND NOT EXISTS
            (SELECT 1 FROM ledger WHERE ledger.body ->> '$.group.order' = ?1)",
        [group.as_str()],
    )?;
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
