//! Answers that were given to requests with an idempotency key.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::moment;

/// An answer and the request it was given to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptAnswer {
    pub(crate) request_hash: [u8; 32],
    /// The body, as JSON.
    pub(crate) answer: String,
}

/// The answer given to a client's key since `oldest`.
pub(crate) fn find(
    database: &Transaction<'_>,
    client_id: &str,
    key: &str,
    oldest: DateTime<Utc>,
) -> Result<Option<KeptAnswer>> {
    let sql = "SELECT request_hash, answer FROM idempotency
               WHERE client_id = ?1 AND key = ?2 AND created_at > ?3";
    database
        .query_row(sql, params![client_id, key, moment::to(oldest)], |row| {
            Ok(KeptAnswer {
                request_hash: row.get(0)?,
                answer: row.get(1)?,
            })
        })
        .optional()
}

/// Keeps an answer, and drops those from before `oldest`.
pub(crate) fn add(
    database: &Transaction<'_>,
    client_id: &str,
    key: &str,
    kept: &KeptAnswer,
    now: DateTime<Utc>,
    oldest: DateTime<Utc>,
) -> Result<()> {
    database.execute(
        "DELETE FROM idempotency WHERE created_at <= ?1",
        [moment::to(oldest)],
    )?;
    let sql = "INSERT INTO idempotency (client_id, key, request_hash, answer, created_at)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    let KeptAnswer {
        request_hash,
        answer,
    } = kept;
    database
        .execute(
            sql,
            params![client_id, key, request_hash, answer, moment::to(now)],
        )
        .map(|_| ())
}
