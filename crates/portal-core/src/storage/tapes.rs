//! The answers of recorded tapes, each found by its question.

use model::{Design, ProfileId};
use rusqlite::{Connection, OptionalExtension as _, Transaction};

use super::{StorageError, json};
use crate::tape::Take;

/// The answer to the question of that digest on the tape of that profile.
pub(crate) fn find(
    db: &Connection,
    profile: &ProfileId,
    question: &str,
) -> Result<Option<Take>, StorageError> {
    let body: Option<String> = db
        .prepare_cached("SELECT body FROM take WHERE profile = ?1 AND question = ?2")?
        .query_row([profile.as_str(), question], |row| row.get(0))
        .optional()?;
    body.as_deref().map(json::value).transpose()
}

/// Everything on the tape of that profile.
pub(crate) fn list(db: &Connection, profile: &ProfileId) -> Result<Vec<Take>, StorageError> {
    json::values(
        &mut db.prepare("SELECT body FROM take WHERE profile = ?1 ORDER BY rowid")?,
        [profile.as_str()],
    )
}

/// Stores an answer, in place of what was answered to that question.
pub(crate) fn put(
    tx: &Transaction<'_>,
    profile: &ProfileId,
    question: &str,
    take: &Take,
) -> Result<(), StorageError> {
    tx.prepare_cached(
        "INSERT INTO take (profile, question, body) VALUES (?1, ?2, ?3)
         ON CONFLICT (profile, question) DO UPDATE SET body = excluded.body",
    )?
    .execute([profile.as_str(), question, &json::text(take)?])?;
    Ok(())
}

/// Removes the tape of that profile.
pub(crate) fn remove(tx: &Transaction<'_>, profile: &ProfileId) -> Result<(), StorageError> {
    tx.execute("DELETE FROM take WHERE profile = ?1", [profile.as_str()])?;
    Ok(())
}

/// Removes from every tape the answers about designs of which `is_removed` says so.
pub(crate) fn remove_takes(
    tx: &Transaction<'_>,
    is_removed: impl Fn(&Design) -> bool,
) -> Result<(), StorageError> {
    let mut statement = tx.prepare("SELECT rowid, body FROM take")?;
    let mut rows = statement.query([])?;
    let mut removed = Vec::new();
    while let Some(row) = rows.next()? {
        let take: Take = json::value(&row.get::<_, String>(1)?)?;
        if is_removed(&take.design) {
            removed.push(row.get::<_, i64>(0)?);
        }
    }
    for row in removed {
        tx.execute("DELETE FROM take WHERE rowid = ?1", [row])?;
    }
    Ok(())
}
