//! Search in the embedded gazetteer: an index in SQLite, read where it lies in the program.

use std::sync::{Mutex, PoisonError};

use contract::PlaceView;
use model::Coordinates;
use rusqlite::{Connection, ErrorCode, MAIN_DB, Row, params};

use crate::storage::StorageError;

const INDEX: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.sqlite"));

/// Tiers from exact name to words anywhere; `assets/README.md` has the reasons.
const SEARCH: &str = "
WITH hit (tier, id) AS (
    SELECT * FROM (SELECT 0, rowid FROM place_fts WHERE place_fts MATCH ?1 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 1, rowid FROM place_fts WHERE place_fts MATCH ?2 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 2, rowid FROM place_fts WHERE place_fts MATCH ?3 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 3, rowid FROM place_fts WHERE place_fts MATCH ?4 ORDER BY rowid LIMIT ?6)
    UNION ALL
    SELECT * FROM (SELECT 4, rowid FROM place_fts WHERE place_fts MATCH ?5 ORDER BY rowid LIMIT ?6)
)
SELECT place.geoname_id, place.name, country.name, place.admin1, place.lat, place.lon
FROM hit JOIN place USING (id) JOIN country ON country.code = place.country
GROUP BY place.id
ORDER BY min(hit.tier), place.id
LIMIT ?6";

/// The first two tiers alone: names as they are, none that only begins so.
const NAMED: &str = "
WITH hit (tier, id) AS (
    SELECT * FROM (SELECT 0, rowid FROM place_fts WHERE place_fts MATCH ?1 ORDER BY rowid LIMIT 40)
    UNION ALL
    SELECT * FROM (SELECT 1, rowid FROM place_fts WHERE place_fts MATCH ?2 ORDER BY rowid LIMIT 40)
)
SELECT place.geoname_id, place.name, country.name, place.admin1, place.lat, place.lon, country.code
FROM hit JOIN place USING (id) JOIN country ON country.code = place.country
GROUP BY place.id
ORDER BY min(hit.tier), place.id";

/// Alternate names this short are mostly airport codes, and matched as names only.
const LONGEST_CODE: usize = 3;

/// Cities above 15,000 people. Its calls block.
#[derive(Debug, Default)]
pub(crate) struct Gazetteer {
    opened: Mutex<Option<Connection>>,
}

impl Gazetteer {
    /// The places that fit `query` best, at most `hits`, the best first.
    ///
    /// # Errors
    /// [`StorageError`] where the embedded data cannot be read.
    pub(crate) fn search(&self, query: &str, hits: u32) -> Result<Vec<PlaceView>, StorageError> {
        let Some(terms) = Terms::of(query) else {
            return Ok(Vec::new());
        };
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let db = match opened.take() {
            Some(db) => db,
            None => open()?,
        };
        let db = opened.insert(db);
        match terms.places(db, hits) {
            // The index cannot look for a word that its own rules take apart, as they do
            // with the vowel signs of some scripts; no name in it has one in one piece.
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::Unknown => {
                Ok(Vec::new())
            }
            places => Ok(places?),
        }
    }
}

impl Gazetteer {
    /// The largest place of exactly that name in any spelling, in that country or state where one is named: by its
    /// English name or its code.
    ///
    /// # Errors
    /// [`StorageError`] where the embedded data cannot be read.
    pub(crate) fn named(
        &self,
        name: &str,
        within: &str,
    ) -> Result<Option<PlaceView>, StorageError> {
        let Some(terms) = Terms::of(name) else {
            return Ok(None);
        };
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        let db = match opened.take() {
            Some(db) => db,
            None => open()?,
        };
        let db = opened.insert(db);
        match terms.named(db, within) {
            Err(rusqlite::Error::SqliteFailure(error, _)) if error.code == ErrorCode::Unknown => {
                Ok(None)
            }
            place => Ok(place?),
        }
    }
}

fn open() -> Result<Connection, StorageError> {
    let mut db = Connection::open_in_memory()?;
    db.deserialize_bytes(MAIN_DB, INDEX)?;
    Ok(db)
}

fn place(row: &Row<'_>) -> rusqlite::Result<Option<PlaceView>> {
    let (country, state): (String, String) = (row.get(2)?, row.get(3)?);
    let Ok(coordinates) = Coordinates::new(row.get(4)?, row.get(5)?) else {
        return Ok(None);
    };
    Ok(Some(PlaceView {
        id: row.get::<_, i64>(0)?.to_string(),
        name: row.get(1)?,
        country: if state.is_empty() {
            country
        } else {
            format!("{state}, {country}")
        },
        coordinates,
    }))
}

/// A query in the index's language.
struct Terms {
    name: String,
    alternate: String,
    name_begins: String,
    alternate_begins: String,
    words: String,
}

impl Terms {
    fn of(query: &str) -> Option<Self> {
        // Alphanumeric words only, so nothing typed can end a quoted term.
        let words: Vec<&str> = query
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        let (last, others) = words.split_last()?;
        let key = format!("\"={}\"", words.concat());
        let name = format!("name : {key}");
        let is_code =
            key.is_ascii() && words.iter().map(|word| word.len()).sum::<usize>() <= LONGEST_CODE;
        let mut all: Vec<String> = others
            .iter()
            .map(|word| format!("(\"{word}\" OR \"={word}\")"))
            .collect();
        all.push(format!("(\"{last}\" * OR \"={last}\" *)"));
        Some(Self {
            alternate: if is_code {
                name.clone()
            } else {
                format!("alternates : {key}")
            },
            name_begins: format!("{name} *"),
            alternate_begins: format!("alternates : {key} *"),
            words: all.join(" AND "),
            name,
        })
    }

    fn named(&self, db: &Connection, within: &str) -> rusqlite::Result<Option<PlaceView>> {
        let mut query = db.prepare_cached(NAMED)?;
        let mut rows = query.query(params![self.name, self.alternate])?;
        while let Some(row) = rows.next()? {
            let names: [String; 3] = [row.get(2)?, row.get(3)?, row.get(6)?];
            let within = within.to_lowercase();
            if within.is_empty() || names.iter().any(|name| name.to_lowercase() == within) {
                return place(row);
            }
        }
        Ok(None)
    }

    fn places(&self, db: &Connection, hits: u32) -> rusqlite::Result<Vec<PlaceView>> {
        db.prepare_cached(SEARCH)?
            .query_map(
                params![
                    self.name,
                    self.alternate,
                    self.name_begins,
                    self.alternate_begins,
                    self.words,
                    hits
                ],
                place,
            )?
            .filter_map(Result::transpose)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static GAZETTEER: std::sync::LazyLock<Gazetteer> = std::sync::LazyLock::new(Gazetteer::default);

    #[test]
    fn a_city_is_found_in_any_spelling() {
        for (query, city, country) in [
            ("munchen", "Munich", "Germany"),
            ("MÜNCHEN", "Munich", "Germany"),
            ("cologne", "Köln", "Germany"),
            ("new yo", "New York City", "New York, United States"),
            ("東京", "Tokyo", "Japan"),
        ] {
            let found = GAZETTEER.search(query, 8).unwrap();
            let first = found.first().map(|place| place.name.as_str());
            assert!(
                found
                    .first()
                    .is_some_and(|place| place.name == city || place.name.contains(city)),
                "{query}: {first:?}"
            );
            assert!(
                found[0]
                    .country
                    .contains(country.rsplit(", ").next().unwrap()),
                "{query}: {}",
                found[0].country
            );
        }
    }

    #[test]
    fn a_name_is_the_whole_name() {
        let named = |name: &str, within: &str| {
            let found = GAZETTEER.named(name, within).unwrap();
            found.map(|place| (place.name, place.country))
        };
        assert_eq!(named("lyo", ""), None);
        assert_eq!(named("Lyon", "France").unwrap().0, "Lyon");
        assert_eq!(named("Lyon", "Atlantis"), None);
        assert!(named("Paris", "US").unwrap().1.ends_with("United States"));
        assert!(named("Paris", "").unwrap().1.ends_with("France"));
    }

    #[test]
    fn what_holds_no_word_of_the_index_finds_nothing() {
        for query in ["", " - ", "\u{9be}A"] {
            assert!(GAZETTEER.search(query, 8).unwrap().is_empty(), "{query}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_query_breaks_the_search(query in ".{0,40}", hits in 1_u32..20) {
            let found = GAZETTEER.search(&query, hits).unwrap();
            prop_assert!(found.len() <= hits as usize);
        }
    }
}
