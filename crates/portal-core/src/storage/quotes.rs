//! Saved quotes, never changed once written.

use model::{AssessmentId, DesignId, Quote, QuoteId};
use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, params};

use super::StorageError;
use crate::{
    digest::sha256,
    quotes::{Index, QuoteRecord, SEALED_LATER, canonical, columns},
};

/// What [`record`] reads.
const COLUMNS: &str =
    "SELECT rowid, id, saved_at, assessment, body, seal, design, customer FROM quote";

/// Every quote, newest first.
pub(crate) fn list(db: &Connection) -> Result<Vec<QuoteRecord>, StorageError> {
    many(db, "ORDER BY saved_at DESC, rowid DESC", [])
}

/// The quotes of that design.
pub(crate) fn of_design(db: &Connection, id: &DesignId) -> Result<Vec<QuoteRecord>, StorageError> {
    many(db, "WHERE design = ?1", [id.as_str()])
}

/// The quote of that identifier.
pub(crate) fn get(db: &Connection, id: &QuoteId) -> Result<Option<QuoteRecord>, StorageError> {
    let found = one(db, "WHERE id = ?1", id.as_str())?;
    if found.is_some() {
        return Ok(found);
    }
    // It is listed under the identifier that it has itself where what it is found by was altered: then that is none.
    // A pattern reads as far as the first NUL only, and so does the length of a text, but not that of its bytes.
    let altered =
        "WHERE id GLOB '*[^0-9A-Za-z]*' OR id = '' OR length(id) <> length(CAST(id AS BLOB))";
    let altered = many(db, altered, [])?;
    Ok(altered.into_iter().find(|record| record.id == *id))
}

/// An unaltered quote that froze that assessment.
pub(crate) fn of_assessment(
    db: &Connection,
    id: &AssessmentId,
) -> Result<Option<Quote>, StorageError> {
    let found = one(db, "WHERE assessment = ?1 LIMIT 1", id.as_str())?;
    Ok(found.and_then(QuoteRecord::intact))
}

/// Stores a new quote, and gives the SHA-256 that it is sealed with.
pub(crate) fn add(tx: &Transaction<'_>, quote: &Quote) -> Result<String, StorageError> {
    let body = canonical(quote)?;
    let seal = sha256(body.as_bytes());
    let [id, saved_at, assessment, design, customer] = columns(quote);
    tx.execute(
        "INSERT INTO quote (id, saved_at, assessment, design, customer, body, seal)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        [
            &id,
            &saved_at,
            &assessment,
            &design,
            &customer,
            &body,
            &seal,
        ],
    )?;
    Ok(seal)
}

/// Removes the quotes in those rows.
pub(crate) fn remove(tx: &Transaction<'_>, quotes: &[(i64, QuoteId)]) -> Result<(), StorageError> {
    let mut statement = tx.prepare("DELETE FROM quote WHERE rowid = ?1")?;
    for (row, _) in quotes {
        statement.execute([row])?;
    }
    Ok(())
}

/// Seals the quotes that were saved before there were seals, and says of each that it was later.
pub(super) fn seal_later(tx: &Transaction<'_>) -> Result<(), StorageError> {
    let mut unsealed = tx.prepare("SELECT rowid, body FROM quote WHERE seal IS NULL")?;
    let mut rows = unsealed.query([])?;
    while let Some(row) = rows.next()? {
        let body = row.get_ref(1)?.as_bytes().map_err(rusqlite::Error::from)?;
        let seal = format!("{SEALED_LATER}{}", sha256(body));
        tx.execute(
            "UPDATE quote SET seal = ?2 WHERE rowid = ?1",
            params![row.get::<_, i64>(0)?, seal],
        )?;
    }
    Ok(())
}

fn many(db: &Connection, which: &str, keys: impl Params) -> Result<Vec<QuoteRecord>, StorageError> {
    let mut statement = db.prepare(&format!("{COLUMNS} {which}"))?;
    let records = statement.query_map(keys, record)?;
    Ok(records.collect::<Result<_, _>>()?)
}

fn one(db: &Connection, which: &str, key: &str) -> Result<Option<QuoteRecord>, StorageError> {
    let query = format!("{COLUMNS} {which}");
    Ok(db.query_row(&query, [key], record).optional()?)
}

/// Read as bytes, because an altered text need not be one any more.
fn record(row: &Row<'_>) -> rusqlite::Result<QuoteRecord> {
    let index = Index {
        id: row.get_ref(1)?.as_bytes()?,
        saved_at: row.get_ref(2)?.as_bytes()?,
        assessment: row.get_ref(3)?.as_bytes()?,
        design: row.get_ref(6)?.as_bytes_or_null()?,
        customer: row.get_ref(7)?.as_bytes_or_null()?,
    };
    let (body, seal) = (row.get_ref(4)?.as_bytes()?, row.get_ref(5)?);
    let seal = seal.as_bytes_or_null()?;
    Ok(QuoteRecord::read(row.get(0)?, &index, body, seal))
}

#[cfg(test)]
mod tests {
    use model::Seal;

    use super::*;
    use crate::{storage::schema, testing};

    /// The columns that a record is made of; every other one is the body, which most of it is.
    const PARTS: [&str; 12] = [
        "body",
        "id",
        "body",
        "saved_at",
        "body",
        "assessment",
        "body",
        "seal",
        "body",
        "design",
        "body",
        "customer",
    ];
    const ALTERED: usize = 500;

    fn database(quotes: usize) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        schema::migrate(&mut db).unwrap();
        let tx = db.transaction().unwrap();
        for number in 0..quotes {
            add(&tx, &random_quote(number)).unwrap();
        }
        tx.commit().unwrap();
        db
    }

    fn random_quote(number: usize) -> Quote {
        let mut quote = testing::quote();
        quote.design.customer = format!("Customer {number}");
        // So far apart that no changed byte makes one of them another.
        quote.id = QuoteId::from_random(fastrand::u128(..));
        quote.assessment.id = AssessmentId::from_random(fastrand::u128(..));
        quote.design.name = format!(
            "Design {number} \u{201c}Zürich\u{201d} {}",
            "x".repeat(number % 40)
        );
        quote.assessment.request = format!("{{\"n\":{number},\"at\":[{}]}}", fastrand::f64());
        quote.assessment.response = fastrand::u64(..).to_string();
        quote
    }

    #[test]
    fn each_of_500_records_is_altered_by_one_byte_changed_anywhere() {
        // Whoever sees it fail can have the same changes again.
        let seed =
            std::env::var("SEED").map_or_else(|_| fastrand::u64(..), |seed| seed.parse().unwrap());
        fastrand::seed(seed);
        let db = database(ALTERED);
        let before = list(&db).unwrap();
        assert_eq!(before.len(), ALTERED);
        assert!(before.iter().all(|record| record.seal == Seal::Unchanged));
        for (row, part) in (1_i64..).zip(PARTS.iter().cycle()).take(ALTERED) {
            let query = format!("SELECT {part} FROM quote WHERE rowid = ?1");
            let mut text: Vec<u8> = db
                .query_row(&query, [row], |row| {
                    Ok(row.get_ref(0)?.as_bytes()?.to_vec())
                })
                .unwrap();
            let at = fastrand::usize(..text.len());
            text[at] ^= fastrand::u8(1..=255);
            // A cast keeps the type that the table asks for, whatever the bytes are.
            let update = format!("UPDATE quote SET {part} = CAST(?1 AS TEXT) WHERE rowid = ?2");
            db.execute(&update, params![text, row]).unwrap();
        }
        let after = list(&db).unwrap();
        assert_eq!(after.len(), ALTERED, "none is lost");
        let unseen = after.iter().filter(|record| record.seal != Seal::Altered);
        assert_eq!(unseen.count(), 0, "SEED={seed}");
        for record in after {
            let opened = get(&db, &record.id).unwrap().unwrap();
            assert_eq!(opened.seal, Seal::Altered);
        }
    }

    #[test]
    fn a_quote_that_was_saved_before_there_were_seals_says_so() {
        let db = database(1);
        db.execute("UPDATE quote SET seal = NULL", []).unwrap();
        // Nothing but the migration may seal it anew.
        assert_eq!(list(&db).unwrap()[0].seal, Seal::Altered);
        let mut db = db;
        let tx = db.transaction().unwrap();
        seal_later(&tx).unwrap();
        tx.commit().unwrap();
        assert_eq!(list(&db).unwrap()[0].seal, Seal::None);
        let change = "UPDATE quote SET body = replace(body, '100.00', '900.00')";
        db.execute(change, []).unwrap();
        assert_eq!(list(&db).unwrap()[0].seal, Seal::Altered);
    }

    #[test]
    fn an_altered_quote_stands_for_no_assessment() {
        let db = database(1);
        let saved = list(&db).unwrap().remove(0).quote.unwrap();
        let assessment = saved.assessment.id;
        assert!(of_assessment(&db, &assessment).unwrap().is_some());
        db.execute(
            "UPDATE quote SET body = replace(body, '100.00', '900.00')",
            [],
        )
        .unwrap();
        assert_eq!(of_assessment(&db, &assessment).unwrap(), None);
    }
}
