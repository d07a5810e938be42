//! The database's tables, version by version (`PRAGMA user_version`).

use rusqlite::{Connection, Transaction};

use super::{StorageError, quotes};

/// One step for each version; a step that was released is never edited.
const STEPS: &[Step] = &[
    |tx| sql(tx, VERSION_1),
    |tx| sql(tx, NOTICES),
    |tx| sql(tx, RECEIVER),
    |tx| sql(tx, ORDER_GROUPS),
    |tx| sql(tx, QUOTE_SEALS),
    |tx| {
        sql(tx, CUSTOMERS)?;
        quotes::seal_later(tx)
    },
    |tx| sql(tx, TAPES),
];

type Step = fn(&Transaction<'_>) -> Result<(), StorageError>;

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

/// Whose quotes and calls are. A quote that cannot be read any more stays nobody's.
const CUSTOMERS: &str = "
ALTER TABLE quote ADD COLUMN design TEXT;
ALTER TABLE quote ADD COLUMN customer TEXT;
UPDATE quote SET
    design = CASE WHEN json_valid(body) THEN body ->> '$.design.id' END,
    customer = CASE WHEN json_valid(body) THEN coalesce(body ->> '$.design.customer', '') END;
CREATE INDEX quote_design ON quote (design);
ALTER TABLE activity ADD COLUMN design TEXT;
ALTER TABLE activity ADD COLUMN customer TEXT;
ALTER TABLE activity ADD COLUMN ordering TEXT;
CREATE INDEX activity_customer ON activity (customer, design) WHERE customer IS NOT NULL;
CREATE INDEX activity_ordering ON activity (ordering) WHERE ordering IS NOT NULL;
";

/// The answers of recorded tapes, by the digest of their question.
const TAPES: &str = "
CREATE TABLE take (
    profile TEXT NOT NULL,
    question TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (profile, question)
) STRICT;
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
        step(&transaction)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}

fn sql(tx: &Transaction<'_>, batch: &str) -> Result<(), StorageError> {
    Ok(tx.execute_batch(batch)?)
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
        "take",
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
    fn quotes_from_before_their_customers_and_seals_were_kept_have_both() {
        let mut connection = Connection::open_in_memory().unwrap();
        let tx = connection.transaction().unwrap();
        for step in &STEPS[..5] {
            step(&tx).unwrap();
        }
        tx.pragma_update(None, "user_version", 5).unwrap();
        let mut quote = crate::testing::quote();
        quote.design.customer = "An \"old\" one".to_owned();
        let [id, saved_at, assessment, ..] = crate::quotes::columns(&quote);
        let body = serde_json::to_string(&quote).unwrap();
        let bodies = [(id.as_str(), body.as_str()), ("broken", "{\"design\":")];
        for (id, body) in bodies {
            tx.execute(
                "INSERT INTO quote (id, saved_at, assessment, body) VALUES (?1, ?2, ?3, ?4)",
                [id, &saved_at, &assessment, body],
            )
            .unwrap();
        }
        tx.commit().unwrap();
        migrate(&mut connection).unwrap();
        let records = quotes::list(&connection).unwrap();
        let [broken, read] = records.as_slice() else {
            panic!("{records:?}");
        };
        assert_eq!(read.seal, model::Seal::None);
        assert_eq!(read.drawn.len(), 2, "found by it, and says so");
        assert!(
            read.drawn
                .iter()
                .all(|drawn| drawn.customer == quote.design.customer)
        );
        assert_eq!((broken.seal, broken.drawn.len()), (model::Seal::Altered, 0));
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
            12,
            "a table more needs a line in `empty`: {tables:?}"
        );
    }
}
