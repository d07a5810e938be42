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

/// Brings the schema up to date.
///
/// # Errors
/// [`StorageError::Newer`] for a file of a later version; nothing is changed in it.
pub(super) fn apply(connection: &mut Connection) -> Result<(), StorageError> {
    let known = SCRIPTS.len() as i64;
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let found: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if found > known {
        return Err(StorageError::Newer { found, known });
    }
    let missing = usize::try_from(found).unwrap_or(0);
    for script in &SCRIPTS[missing..] {
        transaction.execute_batch(script)?;
    }
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
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
