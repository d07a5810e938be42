//! Stored operator profiles, without any secret.

use model::ProfileId;
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::{StorageError, json};
use crate::profiles::Profile;

/// Every profile, oldest first.
pub(crate) fn list(db: &Connection) -> Result<Vec<Profile>, StorageError> {
    json::values(
        &mut db.prepare("SELECT body FROM profile ORDER BY rowid")?,
        [],
    )
}

/// Stores a profile, new or in place of what it was.
pub(crate) fn put(tx: &Transaction<'_>, profile: &Profile) -> Result<(), StorageError> {
    tx.execute(
        "INSERT INTO profile (id, body) VALUES (?1, ?2)
         ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        [profile.id.as_str(), &json::text(profile)?],
    )?;
    Ok(())
}

/// Changes a stored profile; nothing where it is not there any more.
pub(crate) fn amend(
    tx: &Transaction<'_>,
    id: &ProfileId,
    change: impl FnOnce(&mut Profile),
) -> Result<(), StorageError> {
    let body = tx
        .query_row(
            "SELECT body FROM profile WHERE id = ?1",
            [id.as_str()],
            |row| row.get::<_, String>(0),
        )
        .optional()?;
    let Some(body) = body else {
        return Ok(());
    };
    let mut profile: Profile = json::value(&body)?;
    change(&mut profile);
    put(tx, &profile)
}

/// Removes a profile.
pub(crate) fn remove(tx: &Transaction<'_>, id: &ProfileId) -> Result<(), StorageError> {
    tx.execute("DELETE FROM profile WHERE id = ?1", [id.as_str()])?;
    Ok(())
}
