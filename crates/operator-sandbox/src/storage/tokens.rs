//! Access tokens, known by their hash alone.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::moment;

/// A token that is still valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredToken {
    pub(crate) client_id: String,
    /// Space-separated, as in the answer of the token endpoint.
    pub(crate) scope: String,
}

/// Keeps a token, and drops those that have expired.
pub(crate) fn add(
    database: &Transaction<'_>,
    hash: &[u8; 32],
    token: &StoredToken,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    database.execute(
        "DELETE FROM token WHERE expires_at <= ?1",
        [moment::to(now)],
    )?;
    let sql = "INSERT INTO token (hash, client_id, scope, expires_at) VALUES (?1, ?2, ?3, ?4)";
    let StoredToken { client_id, scope } = token;
    database
        .execute(sql, params![hash, client_id, scope, moment::to(expires_at)])
        .map(|_| ())
}

/// The token of a hash, unless it has expired.
pub(crate) fn find(
    database: &Transaction<'_>,
    hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<StoredToken>> {
    let sql = "SELECT client_id, scope FROM token WHERE hash = ?1 AND expires_at > ?2";
    let mut statement = database.prepare_cached(sql)?;
    statement
        .query_row(params![hash, moment::to(now)], |row| {
            Ok(StoredToken {
                client_id: row.get(0)?,
                scope: row.get(1)?,
            })
        })
        .optional()
}

/// Revokes all tokens of a client and says how many there were.
pub(crate) fn revoke_all(database: &Transaction<'_>, client_id: &str) -> Result<usize> {
    database.execute("DELETE FROM token WHERE client_id = ?1", [client_id])
}

/// Drops every token and says how many there were.
pub(crate) fn drop_all(database: &Transaction<'_>) -> Result<usize> {
    database.execute("DELETE FROM token", [])
}
