//! Stored designs with their revisions.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::{DesignSummaryView, DesignView};
use model::{Design, DesignId};
use rusqlite::{Connection, OptionalExtension, Transaction, params};

use super::{StorageError, json};

/// Every design, the one changed last first.
pub(crate) fn list(db: &Connection) -> Result<Vec<DesignSummaryView>, StorageError> {
    let mut statement =
        db.prepare_cached("SELECT body, changed_at FROM design ORDER BY changed_at DESC, id")?;
    let mut rows = statement.query([])?;
    let mut designs = Vec::new();
    while let Some(row) = rows.next()? {
        let design: Design = json::value(&row.get::<_, String>(0)?)?;
        let changed_at = row.get::<_, String>(1)?.parse().unwrap_or_default();
        designs.push(summary(design, changed_at));
    }
    Ok(designs)
}

/// A design in a list.
pub(crate) fn summary(design: Design, changed_at: DateTime<Utc>) -> DesignSummaryView {
    DesignSummaryView {
        endpoints: count(design.endpoints.len()),
        connections: count(design.connections.len()),
        changed_at,
        id: design.id,
        name: design.name,
        customer: design.customer,
    }
}

/// Every design itself.
pub(crate) fn all(db: &Connection) -> Result<Vec<Design>, StorageError> {
    json::values(&mut db.prepare("SELECT body FROM design")?, [])
}

/// The design of that identifier.
pub(crate) fn get(db: &Connection, id: &DesignId) -> Result<Option<DesignView>, StorageError> {
    let row: Option<(String, i64)> = db
        .prepare_cached("SELECT body, revision FROM design WHERE id = ?1")?
        .query_row([id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    row.map(|(body, revision)| {
        Ok(DesignView {
            design: json::value(&body)?,
            revision: revision.unsigned_abs(),
        })
    })
    .transpose()
}

/// Stores a design at that revision, new or in place of what it was.
pub(crate) fn put(
    tx: &Transaction<'_>,
    view: &DesignView,
    at: DateTime<Utc>,
) -> Result<(), StorageError> {
    tx.prepare_cached(
        "INSERT INTO design (id, revision, changed_at, body) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET
             revision = excluded.revision,
             changed_at = excluded.changed_at,
             body = excluded.body",
    )?
    .execute(params![
        view.design.id.as_str(),
        view.revision.cast_signed(),
        at.to_rfc3339_opts(SecondsFormat::Millis, true),
        json::text(&view.design)?
    ])?;
    Ok(())
}

/// Removes a design; whether it was there.
pub(crate) fn remove(tx: &Transaction<'_>, id: &DesignId) -> Result<bool, StorageError> {
    Ok(tx.execute("DELETE FROM design WHERE id = ?1", [id.as_str()])? > 0)
}

/// A length as the window gets it.
pub(crate) fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
