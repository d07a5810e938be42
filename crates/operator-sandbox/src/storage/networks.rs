//! The networks that were ordered.

use chrono::{DateTime, Utc};
use model::{Level, Mbps};
use rusqlite::{
    OptionalExtension as _, Result, Row, Transaction, named_params, params, types::Type,
};

use super::{moment, outbox};
use crate::{
    dialect::Dialect,
    networks::{Change, Network, Timeline},
};

/// Keeps a network, and what there is to tell of it. The sink that it names is kept before.
pub(crate) fn add(database: &Transaction<'_>, client_id: &str, network: &Network) -> Result<()> {
    let sql = "INSERT INTO network (
            service_id, client_id, resource_group_id, cloud_gateway_ip, ordered, bandwidth, sla,
            requested_at, available_at, expires_at, dialect, sink)
        VALUES (
            :service_id, :client_id, :resource_group_id, :cloud_gateway_ip, :ordered, :bandwidth,
            :sla, :requested_at, :available_at, :expires_at, :dialect,
            :sink)";
    let ordered = serde_json::to_string(&network.ordered)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
    database.execute(
        sql,
        named_params! {
            ":service_id": network.service_id,
            ":client_id": client_id,
            ":resource_group_id": network.resource_group_id,
            ":cloud_gateway_ip": network.cloud_gateway_ip,
            ":ordered": ordered,
            ":bandwidth": network.bandwidth.get(),
            ":sla": network.sla.as_str(),
            ":requested_at": moment::to(network.timeline.requested_at),
            ":available_at": moment::to(network.timeline.available_at),
            ":expires_at": moment::to(network.timeline.expires_at),
            ":dialect": network.dialect.as_str(),
            ":sink": network.sink,
        },
    )?;
    outbox::plan(
        database,
        client_id,
        network,
        None,
        network.timeline.requested_at,
    )
}

/// A client's network of MultiPoint VPN, see [`find_in`].
pub(crate) fn find(
    database: &Transaction<'_>,
    client_id: &str,
    service_id: &str,
) -> Result<Option<Network>> {
    find_in(database, Dialect::MultiPointVpn, client_id, service_id)
}

/// A client's network of an API, whatever its state; those of other clients and of the other
/// API do not exist for it.
pub(crate) fn find_in(
    database: &Transaction<'_>,
    dialect: Dialect,
    client_id: &str,
    service_id: &str,
) -> Result<Option<Network>> {
    let sql = "SELECT * FROM network WHERE service_id = ?1 AND client_id = ?2 AND dialect = ?3";
    let mut statement = database.prepare_cached(sql)?;
    statement
        .query_row([service_id, client_id, dialect.as_str()], read)
        .optional()
}

/// All networks of a client that are kept, whatever their state.
pub(crate) fn all_of(database: &Transaction<'_>, client_id: &str) -> Result<Vec<Network>> {
    let mut statement = database.prepare("SELECT * FROM network WHERE client_id = ?1")?;
    let networks = statement.query_map([client_id], read)?;
    networks.collect()
}

/// Writes what can change: bandwidth, level, and when what happens; and what there is to
/// tell of that from `now` on.
pub(crate) fn update(
    database: &Transaction<'_>,
    network: &Network,
    now: DateTime<Utc>,
) -> Result<()> {
    let (client_id, before) = database
        .prepare_cached("SELECT * FROM network WHERE service_id = ?1")?
        .query_row([&network.service_id], |row| {
            Ok((row.get::<_, String>("client_id")?, read(row)?))
        })?;
    let before = before.timeline.phase(now);
    let sql = "UPDATE network SET
            bandwidth = ?2, sla = ?3, change_done_at = ?4, changing_bandwidth = ?5,
            changing_sla = ?6, removed_at = ?7
        WHERE service_id = ?1";
    let change = network.timeline.change.as_ref();
    database.execute(
        sql,
        params![
            network.service_id,
            network.bandwidth.get(),
            network.sla.as_str(),
            change.map(|change| moment::to(change.done_at)),
            change.and_then(|change| change.bandwidth).map(Mbps::get),
            change.and_then(|change| change.sla).map(Level::as_str),
            network.timeline.removed_at.map(moment::to),
        ],
    )?;
    outbox::plan(database, &client_id, network, Some(before), now)
}

/// Drops the networks whose deletion is done at `now`, and those that ran out before
/// `ran_out`.
pub(crate) fn drop_gone(
    database: &Transaction<'_>,
    now: DateTime<Utc>,
    ran_out: DateTime<Utc>,
) -> Result<()> {
    database.execute(
        "DELETE FROM network WHERE removed_at <= ?1",
        [moment::to(now)],
    )?;
    database.execute(
        "DELETE FROM network WHERE expires_at <= ?1",
        [moment::to(ran_out)],
    )?;
    Ok(())
}

/// How many networks of a client have not come to their end at `now`.
pub(crate) fn count_standing(
    database: &Transaction<'_>,
    client_id: &str,
    now: DateTime<Utc>,
) -> Result<u32> {
    let sql = "SELECT count(*) FROM network
        WHERE client_id = ?1 AND expires_at > ?2 AND (removed_at IS NULL OR removed_at > ?2)";
    let mut statement = database.prepare_cached(sql)?;
    statement.query_row(params![client_id, moment::to(now)], |row| row.get(0))
}

/// How many networks of all clients can be read at `now`.
pub(crate) fn count_readable(
    database: &Transaction<'_>,
    now: DateTime<Utc>,
    ran_out: DateTime<Utc>,
) -> Result<i64> {
    let sql = "SELECT count(*) FROM network
        WHERE expires_at > ?2 AND (removed_at IS NULL OR removed_at > ?1)";
    let moments = params![moment::to(now), moment::to(ran_out)];
    database.query_row(sql, moments, |row| row.get(0))
}

fn read(row: &Row<'_>) -> Result<Network> {
    let change_done_at: Option<i64> = row.get("change_done_at")?;
    let change = match change_done_at {
        None => None,
        Some(done_at) => Some(Change {
            done_at: moment::from(done_at),
            bandwidth: row
                .get::<_, Option<u32>>("changing_bandwidth")?
                .map(bandwidth)
                .transpose()?,
            sla: row
                .get::<_, Option<String>>("changing_sla")?
                .map(|text| sla(&text))
                .transpose()?,
        }),
    };
    let ordered: String = row.get("ordered")?;
    Ok(Network {
        dialect: dialect(&row.get::<_, String>("dialect")?)?,
        service_id: row.get("service_id")?,
        resource_group_id: row.get("resource_group_id")?,
        cloud_gateway_ip: row.get("cloud_gateway_ip")?,
        ordered: serde_json::from_str(&ordered).map_err(unreadable)?,
        bandwidth: bandwidth(row.get("bandwidth")?)?,
        sla: sla(&row.get::<_, String>("sla")?)?,
        timeline: Timeline {
            requested_at: moment::from(row.get("requested_at")?),
            available_at: moment::from(row.get("available_at")?),
            expires_at: moment::from(row.get("expires_at")?),
            change,
            removed_at: row.get::<_, Option<i64>>("removed_at")?.map(moment::from),
        },
        sink: row.get("sink")?,
    })
}

fn bandwidth(value: u32) -> Result<Mbps> {
    Mbps::new(value).map_err(unreadable)
}

fn sla(text: &str) -> Result<Level> {
    text.parse().map_err(unreadable)
}

/// The API of a stored name.
pub(super) fn dialect(name: &str) -> Result<Dialect> {
    let unknown = || unreadable(std::io::Error::other("it is of an API that is not known"));
    Dialect::named(name).ok_or_else(unknown)
}

fn unreadable(error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, Box::new(error))
}
