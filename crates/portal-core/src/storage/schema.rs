//! The database's tables, version by version (`PRAGMA user_version`).

use rusqlite::{Connection, Transaction};

use super::StorageError;

/// One step for each version; a step that was released is never edited.
const STEPS: &[&str] = &[VERSION_1, NOTICES, RECEIVER, ORDER_GROUPS, QUOTE_SEALS];

const VERSION_1: &str = "
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
CREATE TABLE profile (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE design (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    changed_at TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE quote (
    id TEXT PRIMARY KEY,
    saved_at TEXT NOT NULL,
    assessment TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX quote_assessment ON quote (assessment);
CREATE TABLE session (
    service_id TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    service_id TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX history_session ON history (service_id);
CREATE TABLE ledger (
    id TEXT PRIMARY KEY,
    placed_at TEXT NOT NULL,
    state TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_open ON ledger (state) WHERE state = 'open';
CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX activity_at ON activity (at);
";

/// What the desktop was told.
const NOTICES: &str = "
CREATE TABLE notice (
    key TEXT PRIMARY KEY,
    told_at TEXT NOT NULL
) STRICT;
";

/// What the receiver of events accepts, by hash.
const RECEIVER: &str = "
CREATE TABLE sink_credential (
    hash TEXT PRIMARY KEY,
    profile TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;
";

/// Orders of several services.
const ORDER_GROUPS: &str = "
CREATE TABLE order_group (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;
";

/// The SHA-256 of a quote's body; null for those that were saved before.
const QUOTE_SEALS: &str = "
ALTER TABLE quote ADD COLUMN seal TEXT;
";

/// Brings the schema up to the newest version, one transaction for each step.
///
/// # Errors
/// [`StorageError::LaterVersion`] where the file is ahead of this app.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StorageError> {
    let version: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let version = usize::try_from(version).unwrap_or(usize::MAX);
    if version > STEPS.len() {
        return Err(StorageError::LaterVersion);
    }
    for (step, number) in STEPS.iter().zip(1_u32..).skip(version) {
        let transaction = connection.transaction()?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Removes the content of every table.
pub(crate) fn empty(tx: &Transaction<'_>) -> Result<(), StorageError> {
    for table in [
        "setting",
        "profile",
        "design",
        "quote",
        "session",
        "history",
        "ledger",
        "activity",
        "notice",
        "sink_credential",
        "order_group",
    ] {
        tx.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrating_twice_changes_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        migrate(&mut connection).unwrap();
        let version: u32 = connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(version as usize, STEPS.len());
    }

    #[test]
    fn a_file_of_a_later_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(
            migrate(&mut connection),
            Err(StorageError::LaterVersion)
        ));
    }

    #[test]
    fn forgetting_reaches_every_table() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        let tables: Vec<String> = connection
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        assert_eq!(
            tables.len(),
            11,
            "a table more needs a line in `empty`: {tables:?}"
        );
    }
}
