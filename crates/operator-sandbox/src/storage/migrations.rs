//! The schema and its versions.

use rusqlite::Connection;

use super::StorageError;

/// One script per version, first version first. A script that has been released is never changed.
const SCRIPTS: [&str; 5] = [
    FIRST,
    include_str!("schema/dialect.sql"),
    include_str!("schema/notifications.sql"),
    include_str!("schema/clients.sql"),
    include_str!("schema/capacity.sql"),
];

const FIRST: &str = "
    CREATE TABLE client (
        id TEXT PRIMARY KEY,
        -- SHA-256; absent until a secret is made.
        secret_hash BLOB
    ) STRICT;
    CREATE TABLE token (
        -- SHA-256: the token itself is not stored.
        hash BLOB PRIMARY KEY,
        client_id TEXT NOT NULL REFERENCES client (id),
        scope TEXT NOT NULL,
        expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX token_by_expiry ON token (expires_at);
    CREATE TABLE network (
        service_id TEXT PRIMARY KEY,
        client_id TEXT NOT NULL REFERENCES client (id),
        resource_group_id TEXT NOT NULL,
        cloud_gateway_ip TEXT NOT NULL,
        -- The order as JSON, without what can be changed.
        ordered TEXT NOT NULL,
        bandwidth INTEGER NOT NULL,
        sla TEXT NOT NULL,
        requested_at INTEGER NOT NULL,
        available_at INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        -- The last change: until when it is pending and what it changes.
        change_done_at INTEGER,
        changing_bandwidth INTEGER,
        changing_sla TEXT,
        -- When a deletion that was asked for is done.
        removed_at INTEGER
    ) STRICT;
    CREATE INDEX network_by_removal ON network (removed_at) WHERE removed_at IS NOT NULL;
    CREATE INDEX network_by_expiry ON network (expires_at);
    CREATE TABLE idempotency (
        client_id TEXT NOT NULL REFERENCES client (id),
        key TEXT NOT NULL,
        request_hash BLOB NOT NULL,
        -- The answer that was given, as JSON.
        answer TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        PRIMARY KEY (client_id, key)
    ) STRICT;
    CREATE INDEX idempotency_by_age ON idempotency (created_at);
    CREATE TABLE clock (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        shown_at INTEGER NOT NULL,
        system_at INTEGER NOT NULL,
        factor INTEGER NOT NULL
    ) STRICT;
";

/// What says in a SQLite file whose it is: "MPVP".
const APPLICATION: i64 = 0x4d50_5650;

/// Brings the schema up to date.
///
/// # Errors
/// [`StorageError::Foreign`] for a file of another program, and [`StorageError::Newer`] for one of
/// a later version; nothing is changed in either.
pub(super) fn apply(connection: &mut Connection) -> Result<(), StorageError> {
    let known = SCRIPTS.len() as i64;
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    if !is_own(&transaction)? {
        return Err(StorageError::Foreign);
    }
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    let missing = usize::try_from(found).unwrap_or(0);
    for script in &SCRIPTS[missing..] {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    Ok(())
}

/// Whether a file is of this program, or of nobody yet. The first versions did not say whose it is.
fn is_own(transaction: &rusqlite::Transaction<'_>) -> rusqlite::Result<bool> {
    let application: i64 = transaction.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let sql =
        "SELECT count(*), count(*) FILTER (WHERE name IN ('client', 'network', 'idempotency'))
               FROM sqlite_schema WHERE type = 'table'";
    let (tables, own): (i64, i64) =
        transaction.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(application == APPLICATION || (application == 0 && (tables == 0 || own == 3)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    #[test]
    fn a_newer_file_is_refused_and_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        let error = apply(&mut connection).unwrap_err();
        let newest = SCRIPTS.len() as i64;
        assert!(
            matches!(error, StorageError::Newer { found: 99, known } if known == newest),
            "{error}"
        );
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_file_of_another_program_is_refused_and_left_alone() {
        for (version, application) in [(0, 0), (1, 0), (5, 0), (5, 7)] {
            let mut connection = Connection::open_in_memory().unwrap();
            connection.execute_batch("CREATE TABLE t (a)").unwrap();
            for (name, value) in [("user_version", version), ("application_id", application)] {
                connection.pragma_update(None, name, value).unwrap();
            }
            let error = apply(&mut connection).unwrap_err();
            assert!(matches!(error, StorageError::Foreign), "{error}");
            let sql = "SELECT group_concat(name) FROM sqlite_schema";
            let names: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(names, "t");
        }
    }

    #[test]
    fn a_file_of_this_version_is_left_as_it_is() {
        let mut connection = Connection::open_in_memory().unwrap();
        apply(&mut connection).unwrap();
        connection
            .execute("INSERT INTO client (id) VALUES ('a')", [])
            .unwrap();
        apply(&mut connection).unwrap();
        let clients: i64 = connection
            .query_row("SELECT count(*) FROM client", [], |row| row.get(0))
            .unwrap();
        assert_eq!(clients, 1);
    }

    #[test]
    fn the_networks_of_the_first_files_are_of_multi_point_vpn() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(FIRST).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        connection
            .execute_batch(
                "INSERT INTO client (id) VALUES ('a');
                 INSERT INTO network VALUES (
                     's', 'a', 'r', 'g', '{}', 10, 'A', 0, 0, 0, NULL, NULL, NULL, NULL);",
            )
            .unwrap();
        apply(&mut connection).unwrap();
        let dialect: String = connection
            .query_row("SELECT dialect FROM network", [], |row| row.get(0))
            .unwrap();
        assert_eq!(dialect, Dialect::MultiPointVpn.as_str());
    }

    #[test]
    fn the_first_client_of_an_older_file_is_the_operators_own() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(SCRIPTS[0]).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        let sql = "INSERT INTO client (id) VALUES ('z'), ('a')";
        connection.execute(sql, []).unwrap();
        apply(&mut connection).unwrap();
        let sql = "SELECT id FROM client WHERE is_own AND method = 'client_secret'";
        let own: String = connection.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(own, "z");
    }
}
