//! What the receiver accepts: the hash of each credential it gave out. The credential itself is in no file.

use chrono::{DateTime, Utc};
use model::ProfileId;
use rusqlite::{Connection, Transaction};

use super::StorageError;

/// A credential that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// SHA-256 of the token, in hexadecimal digits.
    pub(crate) hash: String,
    /// The operator it was given to.
    pub(crate) profile: ProfileId,
    /// Until when it is accepted.
    pub(crate) expires_at: DateTime<Utc>,
}

/// Every credential.
pub(crate) fn grants(db: &Connection) -> Result<Vec<Grant>, StorageError> {
    let mut rows = db.prepare("SELECT hash, profile, expires_at FROM sink_credential")?;
    let rows = rows.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get::<_, i64>(2)?,
        ))
    })?;
    let mut grants = Vec::new();
    for row in rows {
        let (hash, profile, expires_at) = row?;
        // One that cannot be read is one that is not accepted.
        let (Ok(profile), Some(expires_at)) = (
            ProfileId::new(profile),
            DateTime::from_timestamp(expires_at, 0),
        ) else {
            continue;
        };
        grants.push(Grant {
            hash,
            profile,
            expires_at,
        });
    }
    Ok(grants)
}

/// Stores a credential, and removes those that are over at `now`.
pub(crate) fn grant(
    tx: &Transaction<'_>,
    grant: &Grant,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.execute(
        "DELETE FROM sink_credential WHERE expires_at <= ?1",
        [now.timestamp()],
    )?;
    tx.execute(
        "INSERT OR REPLACE INTO sink_credential (hash, profile, expires_at) VALUES (?1, ?2, ?3)",
        (
            &grant.hash,
            grant.profile.as_str(),
            grant.expires_at.timestamp(),
        ),
    )?;
    Ok(())
}
