//! The networks that were ordered.

use chrono::{DateTime, Utc};
use model::{Level, Mbps};
use rusqlite::{
    OptionalExtension as _, Result, Row, Transaction, named_params, params, types::Type,
};

use super::{moment, outbox};
use crate::{
    dialect::Dialect,
    networks::{Change, InForce, Network, Timeline},
};

/// Keeps a network, and what there is to tell of it. The sink that it names is kept before.
pub(crate) fn add(database: &Transaction<'_>, client_id: &str, network: &Network) -> Result<()> {
    let sql = "INSERT INTO network (
            service_id, client_id, resource_group_id, cloud_gateway_ip, ordered, bandwidth, sla,
            requested_at, available_at, expires_at, terminated_at, latency_us, noise,
            dialect, sink)
        VALUES (
            :service_id, :client_id, :resource_group_id, :cloud_gateway_ip, :ordered, :bandwidth,
            :sla, :requested_at, :available_at, :expires_at, :terminated_at, :latency_us, :noise,
            :dialect, :sink)";
    let ordered = ordered(network)?;
    database.prepare_cached(sql)?.execute(named_params! {
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
        ":terminated_at": network.timeline.terminated_at.map(moment::to),
        ":latency_us": network.latency_us,
        ":noise": network.noise.cast_signed(),
        ":dialect": network.dialect.as_str(),
        ":sink": network.sink,
    })?;
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

/// A network of any client.
pub(crate) fn find_any(database: &Transaction<'_>, service_id: &str) -> Result<Option<Network>> {
    let sql = "SELECT * FROM network WHERE service_id = ?1";
    let mut statement = database.prepare_cached(sql)?;
    statement.query_row([service_id], read).optional()
}

/// The networks of an older file, whose way is not known yet, in the order they were made.
pub(crate) fn without_a_way(database: &Transaction<'_>) -> Result<Vec<Network>> {
    let sql = "SELECT * FROM network WHERE latency_us IS NULL ORDER BY requested_at, service_id";
    let mut statement = database.prepare(sql)?;
    statement.query_map([], read)?.collect()
}

/// So many of a client's networks of an API from the one of number `first` (from 0) on, oldest first.
pub(crate) fn page(
    database: &Transaction<'_>,
    dialect: Dialect,
    client_id: &str,
    first: u64,
    count: u32,
) -> Result<Vec<Network>> {
    let sql = "SELECT * FROM network WHERE service_id IN (
                   SELECT service_id FROM network WHERE client_id = ?1 AND dialect = ?2
                   ORDER BY requested_at, service_id LIMIT ?3 OFFSET ?4)
               ORDER BY requested_at, service_id";
    let mut statement = database.prepare_cached(sql)?;
    let first = i64::try_from(first).unwrap_or(i64::MAX);
    statement
        .query_map(params![client_id, dialect.as_str(), count, first], read)?
        .collect()
}

/// How many networks of a client are stored that it ordered by an API; those that are gone count until
/// [`drop_gone`].
pub(crate) fn count(database: &Transaction<'_>, dialect: Dialect, client_id: &str) -> Result<u64> {
    let sql = "SELECT networks FROM network_count WHERE client_id = ?1 AND dialect = ?2";
    let mut statement = database.prepare_cached(sql)?;
    let count = statement.query_row([client_id, dialect.as_str()], |row| row.get::<_, i64>(0));
    Ok(u64::try_from(count.optional()?.unwrap_or(0)).unwrap_or(0))
}

/// Writes what was found of the way of a network of an older file.
pub(crate) fn set_way(database: &Transaction<'_>, network: &Network) -> Result<()> {
    let sql = "UPDATE network SET latency_us = ?2, noise = ?3 WHERE service_id = ?1";
    let noise = network.noise.cast_signed();
    database
        .prepare_cached(sql)?
        .execute(params![network.service_id, network.latency_us, noise])
        .map(|_| ())
}

/// Writes what can change: bandwidth, level, its way, and when what happens; and what there
/// is to tell of that from `now` on.
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
            ordered = :ordered, bandwidth = :bandwidth, sla = :sla, expires_at = :expires_at,
            change_done_at = :change_done_at, changing_bandwidth = :changing_bandwidth,
            changing_sla = :changing_sla, bandwidth_before = :bandwidth_before,
            sla_before = :sla_before, removed_at = :removed_at, terminated_at = :terminated_at,
            latency_us = :latency_us, noise = :noise
        WHERE service_id = :service_id";
    let Timeline {
        change,
        expires_at,
        removed_at,
        terminated_at,
        ..
    } = &network.timeline;
    let change = change.as_ref();
    database.prepare_cached(sql)?.execute(named_params! {
        ":service_id": network.service_id,
        ":ordered": ordered(network)?,
        ":bandwidth": network.bandwidth.get(),
        ":sla": network.sla.as_str(),
        ":expires_at": moment::to(*expires_at),
        ":change_done_at": change.map(|change| moment::to(change.done_at)),
        ":changing_bandwidth": change.and_then(|change| change.bandwidth).map(Mbps::get),
        ":changing_sla": change.and_then(|change| change.sla).map(Level::as_str),
        ":bandwidth_before": change.map(|change| change.before.bandwidth.get()),
        ":sla_before": change.map(|change| change.before.sla.as_str()),
        ":removed_at": removed_at.map(moment::to),
        ":terminated_at": terminated_at.map(moment::to),
        ":latency_us": network.latency_us,
        ":noise": network.noise.cast_signed(),
    })?;
    outbox::plan(database, &client_id, network, Some(before), now)
}

/// Drops the networks whose deletion is done at `now`, and those that ran out or were cut off
/// before `ran_out`.
pub(crate) fn drop_gone(
    database: &Transaction<'_>,
    now: DateTime<Utc>,
    ran_out: DateTime<Utc>,
) -> Result<()> {
    for (sql, moment) in [
        ("DELETE FROM network WHERE removed_at <= ?1", now),
        ("DELETE FROM network WHERE expires_at <= ?1", ran_out),
        ("DELETE FROM network WHERE terminated_at <= ?1", ran_out),
    ] {
        database
            .prepare_cached(sql)?
            .execute([moment::to(moment)])?;
    }
    Ok(())
}

/// How many networks of a client have not come to their end at `now`.
pub(crate) fn count_standing(
    database: &Transaction<'_>,
    client_id: &str,
    now: DateTime<Utc>,
) -> Result<u32> {
    let sql = "SELECT count(*) FROM network
        WHERE client_id = ?1 AND expires_at > ?2 AND (removed_at IS NULL OR removed_at > ?2)
            AND (terminated_at IS NULL OR terminated_at > ?2)";
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
        WHERE expires_at > ?2 AND (removed_at IS NULL OR removed_at > ?1)
            AND (terminated_at IS NULL OR terminated_at > ?2)";
    let moments = params![moment::to(now), moment::to(ran_out)];
    database.query_row(sql, moments, |row| row.get(0))
}

/// Whether [`drop_gone`] would drop something.
pub(crate) fn any_gone(
    database: &Transaction<'_>,
    now: DateTime<Utc>,
    ran_out: DateTime<Utc>,
) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM network WHERE removed_at <= ?1)
                   OR EXISTS (SELECT 1 FROM network WHERE expires_at <= ?2)
                   OR EXISTS (SELECT 1 FROM network WHERE terminated_at <= ?2)";
    let moments = [moment::to(now), moment::to(ran_out)];
    database
        .prepare_cached(sql)?
        .query_row(moments, |row| row.get(0))
}

fn ordered(network: &Network) -> Result<String> {
    serde_json::to_string(&network.ordered)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn read(row: &Row<'_>) -> Result<Network> {
    let change_done_at: Option<i64> = row.get("change_done_at")?;
    let in_force = InForce {
        bandwidth: bandwidth(row.get("bandwidth")?)?,
        sla: sla(&row.get::<_, String>("sla")?)?,
    };
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
            before: InForce {
                bandwidth: row
                    .get::<_, Option<u32>>("bandwidth_before")?
                    .map_or(Ok(in_force.bandwidth), bandwidth)?,
                sla: row
                    .get::<_, Option<String>>("sla_before")?
                    .map_or(Ok(in_force.sla), |text| sla(&text))?,
            },
        }),
    };
    let ordered: String = row.get("ordered")?;
    Ok(Network {
        dialect: dialect(&row.get::<_, String>("dialect")?)?,
        service_id: row.get("service_id")?,
        resource_group_id: row.get("resource_group_id")?,
        cloud_gateway_ip: row.get("cloud_gateway_ip")?,
        ordered: serde_json::from_str(&ordered).map_err(unreadable)?,
        bandwidth: in_force.bandwidth,
        sla: in_force.sla,
        latency_us: row.get::<_, Option<u32>>("latency_us")?.unwrap_or(0),
        noise: row.get::<_, i64>("noise")?.cast_unsigned(),
        timeline: Timeline {
            requested_at: moment::from(row.get("requested_at")?),
            available_at: moment::from(row.get("available_at")?),
            expires_at: moment::from(row.get("expires_at")?),
            change,
            removed_at: row.get::<_, Option<i64>>("removed_at")?.map(moment::from),
            terminated_at: row
                .get::<_, Option<i64>>("terminated_at")?
                .map(moment::from),
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
