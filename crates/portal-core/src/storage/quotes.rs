//! Saved quotes, never changed once written.

use chrono::SecondsFormat;
use model::{AssessmentId, Quote, QuoteId};
use rusqlite::{Connection, OptionalExtension, Transaction};

use super::{StorageError, json};

/// Every quote, newest first.
pub(crate) fn list(db: &Connection) -> Result<Vec<Quote>, StorageError> {
    json::values(
        &mut db.prepare("SELECT body FROM quote ORDER BY saved_at DESC, rowid DESC")?,
        [],
    )
}

/// The quote of that identifier.
pub(crate) fn get(db: &Connection, id: &QuoteId) -> Result<Option<Quote>, StorageError> {
    one(db, "SELECT body FROM quote WHERE id = ?1", id.as_str())
}

/// A quote that froze that assessment.
pub(crate) fn of_assessment(
    db: &Connection,
    id: &AssessmentId,
) -> Result<Option<Quote>, StorageError> {
    one(
        db,
        "SELECT body FROM quote WHERE assessment = ?1 LIMIT 1",
        id.as_str(),
    )
}

/// Stores a new quote.
pub(crate) fn add(tx: &Transaction<'_>, quote: &Quote) -> Result<(), StorageError> {
    tx.execute(
        "INSERT INTO quote (id, saved_at, assessment, body) VALUES (?1, ?2, ?3, ?4)",
        [
            quote.id.as_str(),
            &quote.saved_at.to_rfc3339_opts(SecondsFormat::Millis, true),
            quote.assessment.id.as_str(),
            &json::text(quote)?,
        ],
    )?;
    Ok(())
}

fn one(db: &Connection, query: &str, key: &str) -> Result<Option<Quote>, StorageError> {
    db.query_row(query, [key], |row| row.get::<_, String>(0))
        .optional()?
        .map(|body| json::value(&body))
        .transpose()
}
