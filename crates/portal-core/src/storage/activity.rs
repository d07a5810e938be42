//! The stored record of calls, bounded in number and age.

use chrono::{DateTime, Utc};
use contract::{ActivityPageView, ActivityRequest, ActivityRow};
use model::{DesignId, OrderId};
use rusqlite::{Connection, Transaction, params};

use super::{StorageError, json};
use crate::activity::About;

/// Most rows that are kept.
pub(crate) const MAX_ROWS: u64 = 100_000;

/// Adds a row about that, and gives it its identifier.
pub(crate) fn add(
    tx: &Transaction<'_>,
    row: &mut ActivityRow,
    about: &About,
) -> Result<(), StorageError> {
    let drawn = about.drawn.as_ref();
    tx.prepare_cached(
        "INSERT INTO activity (at, body, design, customer, ordering) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        row.at.timestamp_millis(),
        json::text(row)?,
        drawn.map(|drawn| drawn.design.as_str()),
        drawn.map(|drawn| &drawn.customer),
        about.order.as_ref().map(OrderId::as_str),
    ])?;
    row.id = tx.last_insert_rowid().unsigned_abs();
    Ok(())
}

/// Puts a run of polls' new count in place of the old one.
pub(crate) fn replace(tx: &Transaction<'_>, row: &ActivityRow) -> Result<(), StorageError> {
    tx.prepare_cached("UPDATE activity SET at = ?2, body = ?3 WHERE id = ?1")?
        .execute(params![
            row.id.cast_signed(),
            row.at.timestamp_millis(),
            json::text(row)?
        ])?;
    Ok(())
}

/// Removes what is older than `oldest` and what exceeds `most` rows.
pub(crate) fn prune(
    tx: &Transaction<'_>,
    oldest: DateTime<Utc>,
    most: u64,
) -> Result<(), StorageError> {
    tx.execute(
        "DELETE FROM activity WHERE at < ?1",
        [oldest.timestamp_millis()],
    )?;
    tx.execute(
        "DELETE FROM activity WHERE id <=
            (SELECT id FROM activity ORDER BY id DESC LIMIT 1 OFFSET ?1)",
        [most.cast_signed()],
    )?;
    Ok(())
}

/// Removes the rows about designs of that customer, about these designs where they were nobody's, and those that were
/// made for these orders. Gives their identifiers.
pub(crate) fn remove_of(
    tx: &Transaction<'_>,
    customer: &str,
    designs: &[DesignId],
    orders: &[OrderId],
) -> Result<Vec<String>, StorageError> {
    let mut removed = Vec::new();
    let mut remove = |which: &str, what: &mut dyn Iterator<Item = &str>| {
        let query = format!("DELETE FROM activity WHERE {which} RETURNING id");
        let mut statement = tx.prepare(&query)?;
        for one in what {
            for id in statement.query_map([one], |row| row.get::<_, i64>(0))? {
                removed.push(id?.to_string());
            }
        }
        Ok::<_, StorageError>(())
    };
    remove("customer = ?1", &mut std::iter::once(customer))?;
    let mut designs = designs.iter().map(DesignId::as_str);
    remove("customer = '' AND design = ?1", &mut designs)?;
    let mut orders = orders.iter().map(OrderId::as_str);
    remove("ordering = ?1", &mut orders)?;
    Ok(removed)
}

/// A page of the record, newest first.
pub(crate) fn page(
    db: &Connection,
    request: &ActivityRequest,
) -> Result<ActivityPageView, StorageError> {
    let limit = request.limit.clamp(1, 500);
    let before = request
        .before
        .map_or(i64::MAX, |id| i64::try_from(id).unwrap_or(i64::MAX));
    let mut statement =
        db.prepare_cached("SELECT id, body FROM activity WHERE id < ?1 ORDER BY id DESC LIMIT ?2")?;
    let mut found = statement.query(params![before, limit + 1])?;
    let mut rows = Vec::new();
    let mut has_more = false;
    while let Some(row) = found.next()? {
        if rows.len() >= limit as usize {
            has_more = true;
            break;
        }
        let id: i64 = row.get(0)?;
        let mut activity: ActivityRow = json::value(&row.get::<_, String>(1)?)?;
        activity.id = id.unsigned_abs();
        rows.push(activity);
    }
    let total: i64 = db.query_row("SELECT count(*) FROM activity", [], |row| row.get(0))?;
    Ok(ActivityPageView {
        rows,
        has_more,
        total: total.unsigned_abs(),
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use contract::ActivityOperation;

    use super::*;
    use crate::{
        storage::{Storage, StorageError},
        testing::start,
    };

    fn row(days_ago: i64) -> ActivityRow {
        ActivityRow {
            id: 0,
            at: start() - TimeDelta::days(days_ago),
            operator: "Operator".to_owned(),
            operation: ActivityOperation::Assess,
            status: Some(200),
            problem: None,
            correlator: "corr".to_owned(),
            latency_ms: 5,
            count: 1,
            subject: None,
        }
    }

    async fn ids(storage: &Storage, before: Option<u64>, limit: u32) -> (Vec<u64>, bool, u64) {
        let request = ActivityRequest { before, limit };
        let page = storage.read(move |db| page(db, &request)).await.unwrap();
        let ids = page.rows.iter().map(|row| row.id).collect();
        (ids, page.has_more, page.total)
    }

    #[tokio::test]
    async fn pages_go_back_in_time_and_the_record_is_bounded_in_number_and_age() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        storage
            .write(|tx| {
                for days_ago in [100, 95, 80, 3, 2, 1, 0] {
                    add(tx, &mut row(days_ago), &About::default())?;
                }
                Ok::<_, StorageError>(())
            })
            .await
            .unwrap();
        assert_eq!(ids(&storage, None, 3).await, (vec![7, 6, 5], true, 7));
        assert_eq!(
            ids(&storage, Some(5), 10).await,
            (vec![4, 3, 2, 1], false, 7)
        );

        let oldest = start() - TimeDelta::days(90);
        storage
            .write(move |tx| prune(tx, oldest, MAX_ROWS))
            .await
            .unwrap();
        assert_eq!(ids(&storage, None, 10).await.0, [7, 6, 5, 4, 3]);
        storage.write(move |tx| prune(tx, oldest, 2)).await.unwrap();
        assert_eq!(ids(&storage, None, 10).await.0, [7, 6]);
    }
}
