//! What stored networks hold of trunks and access lines.

use chrono::{DateTime, Utc};
use rusqlite::{Result, Transaction, params};

use super::moment;

/// A network's share of one resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) service_id: String,
    pub(crate) resource: String,
    pub(crate) mbps: u64,
    /// From then on it holds nothing.
    pub(crate) until: DateTime<Utc>,
}

/// Writes what a network holds, in place of what it held.
pub(crate) fn replace(
    database: &Transaction<'_>,
    service_id: &str,
    held: impl IntoIterator<Item = (String, u64)>,
) -> Result<()> {
    database
        .prepare_cached("DELETE FROM holding WHERE service_id = ?1")?
        .execute([service_id])?;
    let sql = "INSERT INTO holding (service_id, resource, mbps) VALUES (?1, ?2, ?3)";
    let mut statement = database.prepare_cached(sql)?;
    for (resource, mbps) in held {
        let mbps = i64::try_from(mbps).unwrap_or(i64::MAX);
        statement.execute(params![service_id, resource, mbps])?;
    }
    Ok(())
}

/// What all networks hold, network by network. Goes through the whole table: for the start.
pub(crate) fn all(database: &Transaction<'_>) -> Result<Vec<Held>> {
    let sql = "SELECT service_id, resource, mbps,
                   min(coalesce(removed_at, expires_at), coalesce(terminated_at, removed_at, expires_at))
               FROM holding JOIN network USING (service_id) ORDER BY service_id";
    let mut statement = database.prepare(sql)?;
    let held = statement.query_map([], |row| {
        Ok(Held {
            service_id: row.get(0)?,
            resource: row.get(1)?,
            mbps: u64::try_from(row.get::<_, i64>(2)?).unwrap_or(0),
            until: moment::from(row.get(3)?),
        })
    })?;
    held.collect()
}
