//! Where clients are told of their networks. A sink and its token stay no longer than there
//! is something to tell.

use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension as _, Result, Row, Transaction, params};

use super::{moment, networks, outbox};
use crate::{
    networks::Network,
    notifications::{AccessToken, Sink},
};

/// Keeps the sink that the order of a network named.
pub(crate) fn add_of_network(
    database: &Transaction<'_>,
    client_id: &str,
    service_id: &str,
    sink: &Sink,
) -> Result<()> {
    let sql = "INSERT INTO sink (client_id, service_id, url, access_token, token_expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let (token, expires_at) = columns(sink);
    database
        .execute(
            sql,
            params![client_id, service_id, sink.url, token, expires_at],
        )
        .map(|_| ())
}

/// Keeps the sink of a client in place of the one before, and plans what there is to tell of
/// its networks from `now` on. `false` where there is no such client.
pub(crate) fn register(
    database: &Transaction<'_>,
    client_id: &str,
    sink: &Sink,
    now: DateTime<Utc>,
) -> Result<bool> {
    let is_known: bool = database.query_row(
        "SELECT EXISTS (SELECT 1 FROM client WHERE id = ?1 AND method IS NOT NULL)",
        [client_id],
        |row| row.get(0),
    )?;
    if !is_known {
        return Ok(false);
    }
    let sql = "INSERT INTO sink (client_id, url, access_token, token_expires_at)
        VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (client_id) WHERE service_id IS NULL DO UPDATE SET
            url = excluded.url, access_token = excluded.access_token,
            token_expires_at = excluded.token_expires_at
        RETURNING id";
    let (token, expires_at) = columns(sink);
    let id: i64 = database.query_row(
        sql,
        params![client_id, sink.url, token, expires_at],
        |row| row.get(0),
    )?;
    outbox::start_again(database, id)?;
    for network in networks::all_of(database, client_id)? {
        let before = network.timeline.phase(now);
        outbox::plan(database, client_id, &network, Some(before), now)?;
    }
    Ok(true)
}

/// Drops the sink of a client with all that was to go there, and says whether there was one.
pub(crate) fn remove(database: &Transaction<'_>, client_id: &str) -> Result<bool> {
    let sql = "DELETE FROM sink WHERE client_id = ?1 AND service_id IS NULL";
    database.execute(sql, [client_id]).map(|count| count > 0)
}

/// Drops all sinks of a client, those that its orders named as well, with all that was to go
/// there.
pub(super) fn remove_all(database: &Transaction<'_>, client_id: &str) -> Result<()> {
    let sql = "DELETE FROM sink WHERE client_id = ?1";
    database.execute(sql, [client_id]).map(|_| ())
}

/// The URL of a client's sink.
pub(crate) fn url_of(database: &Transaction<'_>, client_id: &str) -> Result<Option<String>> {
    let sql = "SELECT url FROM sink WHERE client_id = ?1 AND service_id IS NULL";
    database
        .query_row(sql, [client_id], |row| row.get(0))
        .optional()
}

/// The sink of a network: the one its order named, and no other; else that of its client.
pub(super) fn id_for(
    database: &Transaction<'_>,
    client_id: &str,
    network: &Network,
) -> Result<Option<i64>> {
    let (sql, of) = match network.sink {
        Some(_) => (
            "SELECT id FROM sink WHERE service_id = ?1",
            &*network.service_id,
        ),
        None => (
            "SELECT id FROM sink WHERE client_id = ?1 AND service_id IS NULL",
            client_id,
        ),
    };
    let mut statement = database.prepare_cached(sql)?;
    statement.query_row([of], |row| row.get(0)).optional()
}

/// Drops the sink that an order named; that of a client stays.
pub(crate) fn drop_of_network(database: &Transaction<'_>, id: i64) -> Result<()> {
    let sql = "DELETE FROM sink WHERE id = ?1 AND service_id IS NOT NULL";
    database.execute(sql, [id]).map(|_| ())
}

/// Drops the sink that an order named once there is nothing more to tell of the network.
pub(super) fn drop_idle(database: &Transaction<'_>, id: i64) -> Result<()> {
    let sql = "DELETE FROM sink WHERE id = ?1 AND service_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM event WHERE event.sink = sink.id)";
    database.execute(sql, [id]).map(|_| ())
}

/// Drops the sinks whose tokens have expired, with all that was to go there, and says how
/// many there were.
pub(crate) fn drop_expired(database: &Transaction<'_>, now: DateTime<Utc>) -> Result<usize> {
    let sql = "DELETE FROM sink WHERE token_expires_at <= ?1";
    database.execute(sql, [moment::to(now)])
}

/// When the next token expires.
pub(super) fn next_expiry(database: &Transaction<'_>) -> Result<Option<DateTime<Utc>>> {
    let sql = "SELECT min(token_expires_at) FROM sink WHERE token_expires_at IS NOT NULL";
    let mut statement = database.prepare_cached(sql)?;
    let found: Option<i64> = statement.query_row([], |row| row.get(0))?;
    Ok(found.map(moment::from))
}

/// The sink in the columns of a row.
pub(super) fn read(row: &Row<'_>) -> Result<Sink> {
    let text: Option<String> = row.get("access_token")?;
    let expires_at: Option<i64> = row.get("token_expires_at")?;
    Ok(Sink {
        url: row.get("url")?,
        token: text.zip(expires_at).map(|(text, expires_at)| AccessToken {
            text,
            expires_at: moment::from(expires_at),
        }),
    })
}

fn columns(sink: &Sink) -> (Option<&str>, Option<i64>) {
    let token = sink.token.as_ref();
    (
        token.map(|token| token.text.as_str()),
        token.map(|token| moment::to(token.expires_at)),
    )
}
