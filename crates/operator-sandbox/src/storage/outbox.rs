//! What clients are still to be told of their networks, from the moment that it is known on.

use chrono::{DateTime, Utc};
use rusqlite::{Result, Row, Transaction, params};

use super::{moment, networks, sinks};
use crate::{
    dialect::Dialect,
    networks::{Network, Phase},
    notifications::{Sink, Told, Undelivered, transitions},
    random::{digest, hex},
};

/// Something to tell whose moment has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) id: String,
    pub(crate) service_id: String,
    pub(crate) dialect: Dialect,
    pub(crate) status: String,
    pub(crate) status_info: Option<String>,
    pub(crate) happens_at: DateTime<Utc>,
    /// How often it was sent in vain.
    pub(crate) attempts: u32,
    /// From the first attempt on: what it says it comes from, and when that was.
    pub(crate) begun: Option<Begun>,
    pub(crate) sink: Sink,
    sink_id: i64,
}

/// What stays the same from the first attempt on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    pub(crate) source: String,
    pub(crate) at: DateTime<Utc>,
}

/// What there is to do.
#[derive(Debug)]
pub(crate) struct Agenda {
    /// At most one of each network: the one that comes first.
    pub(crate) due: Vec<Due>,
    /// Whether there are sinks whose token has expired.
    pub(crate) has_expired_sinks: bool,
    /// When there is more to do.
    pub(crate) next: Option<DateTime<Utc>>,
}

/// Plans what there is to tell of a network that was `before` until `now`, in place of what
/// was planned for later than `now`. Nothing is planned for who has no sink.
pub(crate) fn plan(
    database: &Transaction<'_>,
    client_id: &str,
    network: &Network,
    before: Option<Phase>,
    now: DateTime<Utc>,
) -> Result<()> {
    let Some(sink) = sinks::id_for(database, client_id, network)? else {
        return Ok(());
    };
    let service_id = &network.service_id;
    let sql = "DELETE FROM event WHERE service_id = ?1 AND happens_at > ?2";
    database
        .prepare_cached(sql)?
        .execute(params![service_id, moment::to(now)])?;
    let sql = "INSERT OR IGNORE INTO event
            (id, sink, service_id, dialect, status, status_info, happens_at, next_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)";
    let mut insert = database.prepare_cached(sql)?;
    for (happens_at, told) in transitions(&network.timeline, before, now) {
        let id = identifier(service_id, told, happens_at);
        let Told {
            status,
            status_info,
        } = told;
        let happens_at = moment::to(happens_at);
        let dialect = network.dialect.as_str();
        insert.execute(params![
            id,
            sink,
            service_id,
            dialect,
            status,
            status_info,
            happens_at
        ])?;
    }
    sinks::drop_idle(database, sink)
}

/// What there is to do at `now`; of what is due at most `limit`, the longest due first.
pub(crate) fn agenda(
    database: &Transaction<'_>,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Agenda> {
    let sql = "SELECT event.*, sink.url, sink.access_token, sink.token_expires_at
        FROM event JOIN sink ON sink.id = event.sink
        WHERE event.next_at <= ?1 AND NOT EXISTS (
            SELECT 1 FROM event AS earlier
            WHERE earlier.service_id = event.service_id
                AND (earlier.happens_at, earlier.seq) < (event.happens_at, event.seq))
        ORDER BY event.next_at, event.seq
        LIMIT ?2";
    let mut statement = database.prepare_cached(sql)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = statement.query_map(params![moment::to(now), limit], read)?;
    let due = rows.collect::<Result<Vec<_>>>()?;
    let sql = "SELECT min(next_at) FROM event WHERE next_at > ?1";
    let mut statement = database.prepare_cached(sql)?;
    let next_event: Option<i64> = statement.query_row([moment::to(now)], |row| row.get(0))?;
    let next_expiry = sinks::next_expiry(database)?;
    let moments = [next_event.map(moment::from), next_expiry];
    Ok(Agenda {
        due,
        has_expired_sinks: next_expiry.is_some_and(|expiry| expiry <= now),
        next: moments.into_iter().flatten().min(),
    })
}

/// Notes the first attempt.
pub(crate) fn begin(database: &Transaction<'_>, id: &str, begun: &Begun) -> Result<()> {
    let sql = "UPDATE event SET source = ?2, first_sent_at = ?3 WHERE id = ?1";
    let Begun { source, at } = begun;
    database
        .execute(sql, params![id, source, moment::to(*at)])
        .map(|_| ())
}

/// Notes an attempt that failed, and when the next one is.
pub(crate) fn put_off(database: &Transaction<'_>, id: &str, until: DateTime<Utc>) -> Result<()> {
    let sql = "UPDATE event SET attempts = attempts + 1, next_at = ?2 WHERE id = ?1";
    database
        .execute(sql, params![id, moment::to(until)])
        .map(|_| ())
}

/// Drops what is told, or given up; with the last of a network its own sink.
pub(crate) fn finish(database: &Transaction<'_>, due: &Due) -> Result<()> {
    database.execute("DELETE FROM event WHERE id = ?1", [&due.id])?;
    sinks::drop_idle(database, due.sink_id)
}

/// Drops what is told in vain because its sink is gone; the sink too, where the order of the
/// network named it.
pub(crate) fn finish_with_sink(database: &Transaction<'_>, due: &Due) -> Result<()> {
    database.execute("DELETE FROM event WHERE id = ?1", [&due.id])?;
    sinks::drop_of_network(database, due.sink_id)
}

/// Has everything for a sink sent as if it had never been tried.
pub(super) fn start_again(database: &Transaction<'_>, sink: i64) -> Result<()> {
    let sql = "UPDATE event SET next_at = happens_at, attempts = 0, first_sent_at = NULL
        WHERE sink = ?1";
    database.execute(sql, [sink]).map(|_| ())
}

/// What a client's sinks do not have although it has happened, oldest first.
pub(crate) fn undelivered(
    database: &Transaction<'_>,
    client_id: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Undelivered>> {
    let sql = "SELECT event.* FROM event JOIN sink ON sink.id = event.sink
        WHERE sink.client_id = ?1 AND event.happens_at <= ?2
        ORDER BY event.happens_at, event.seq";
    let mut statement = database.prepare_cached(sql)?;
    let rows = statement.query_map(params![client_id, moment::to(now)], |row| {
        Ok(Undelivered {
            id: row.get("id")?,
            service_id: row.get("service_id")?,
            status: row.get("status")?,
            status_info: row.get("status_info")?,
            happened_at: moment::from(row.get("happens_at")?),
            attempts: row.get("attempts")?,
            next_attempt_at: moment::from(row.get("next_at")?),
        })
    })?;
    rows.collect()
}

fn read(row: &Row<'_>) -> Result<Due> {
    let source: Option<String> = row.get("source")?;
    let first_sent_at: Option<i64> = row.get("first_sent_at")?;
    Ok(Due {
        id: row.get("id")?,
        service_id: row.get("service_id")?,
        dialect: networks::dialect(&row.get::<_, String>("dialect")?)?,
        status: row.get("status")?,
        status_info: row.get("status_info")?,
        happens_at: moment::from(row.get("happens_at")?),
        attempts: row.get("attempts")?,
        begun: source.zip(first_sent_at).map(|(source, at)| Begun {
            source,
            at: moment::from(at),
        }),
        sink: sinks::read(row)?,
        sink_id: row.get("sink")?,
    })
}

/// The same for the same transition, however often it is planned.
fn identifier(service_id: &str, told: Told, happens_at: DateTime<Utc>) -> String {
    let Told {
        status,
        status_info,
    } = told;
    let info = status_info.unwrap_or_default();
    let moment = moment::to(happens_at);
    let hash = digest(format!("{service_id} {status} {info} {moment}").as_bytes());
    hex(&hash[..16])
}
