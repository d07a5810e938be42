//! Assertions that were used, so that none is used twice.

use chrono::{DateTime, Utc};
use rusqlite::{Result, Transaction, params};

use super::moment;
use crate::oauth::ClientId;

/// Keeps the `jti` of a client's assertion until it expires, and drops those that have.
/// `false` where it is kept already.
pub(crate) fn keep(
    database: &Transaction<'_>,
    client: &ClientId,
    jti: &[u8; 32],
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    database.execute(
        "DELETE FROM assertion WHERE expires_at <= ?1",
        [moment::to(now)],
    )?;
    let sql = "INSERT OR IGNORE INTO assertion (client_id, jti, expires_at) VALUES (?1, ?2, ?3)";
    let kept = database.execute(sql, params![client.as_str(), jti, moment::to(expires_at)])?;
    Ok(kept == 1)
}
