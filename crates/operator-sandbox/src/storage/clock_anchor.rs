//! Where a clock that is not the system's has been set, so that a restart does not turn it back.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Result, Transaction, params};

use super::moment;
use crate::clock::FastClock;

/// What a clock of this factor shows from `system` on: the system's time, or what the clock
/// set before shows at that moment, if that is later.
pub(crate) fn set(
    database: &Transaction<'_>,
    system: DateTime<Utc>,
    factor: u32,
) -> Result<DateTime<Utc>> {
    let sql = "SELECT shown_at, system_at, factor FROM clock";
    let before = database.query_row(sql, [], |row| {
        let (shown, system) = (moment::from(row.get(0)?), moment::from(row.get(1)?));
        Ok(FastClock::starting(shown, system, row.get(2)?))
    });
    let shown = before
        .optional()?
        .map_or(system, |clock| clock.showing_at(system).max(system));
    put(database, shown, system, factor)?;
    Ok(shown)
}

/// Keeps that a clock of this factor shows `shown` when the system shows `system`.
pub(crate) fn put(
    database: &Transaction<'_>,
    shown: DateTime<Utc>,
    system: DateTime<Utc>,
    factor: u32,
) -> Result<()> {
    let sql =
        "INSERT OR REPLACE INTO clock (id, shown_at, system_at, factor) VALUES (1, ?1, ?2, ?3)";
    let values = params![moment::to(shown), moment::to(system), factor];
    database.execute(sql, values).map(|_| ())
}

/// Forgets it: the system's time holds.
pub(crate) fn clear(database: &Transaction<'_>) -> Result<()> {
    database.execute("DELETE FROM clock", []).map(|_| ())
}
