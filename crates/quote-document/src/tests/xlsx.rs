//! What a workbook says, read back.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use crate::{Language, samples, workbook};

/// A workbook as a spreadsheet program reads it.
pub(super) struct Book(Xlsx<Cursor<Vec<u8>>>);

impl Book {
    pub(super) fn read(bytes: Vec<u8>) -> Self {
        Self(Xlsx::new(Cursor::new(bytes)).unwrap())
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.0.sheet_names()
    }

    /// The rows of the sheet at that place under the head that begins with `first`.
    pub(super) fn rows(&mut self, sheet: usize, first: &str) -> Vec<Vec<Data>> {
        let range = self.0.worksheet_range_at(sheet).unwrap().unwrap();
        let rows = range.rows().map(<[Data]>::to_vec);
        rows.skip_while(|row| {
            row.first()
                .is_none_or(|cell| *cell != Data::String(first.to_owned()))
        })
        .skip(1)
        .collect()
    }

    /// Every cell of a sheet as text.
    pub(super) fn texts(&mut self, sheet: usize) -> Vec<String> {
        let range = self.0.worksheet_range_at(sheet).unwrap().unwrap();
        range.cells().map(|(_, _, cell)| cell.to_string()).collect()
    }

    /// Every formula of a sheet with its column, from 0.
    pub(super) fn formulas(&mut self, sheet: &str) -> Vec<(usize, String)> {
        let range = self.0.worksheet_formula(sheet).unwrap();
        let (_, first) = range.start().unwrap_or_default();
        let cells = range.cells().filter(|(_, _, formula)| !formula.is_empty());
        cells
            .map(|(_, column, formula)| (first as usize + column, formula.clone()))
            .collect()
    }
}

#[test]
fn every_sheet_says_that_numbers_are_simulated() {
    for (language, notice) in [
        (Language::English, "Simulated, not an offer"),
        (Language::German, "Simuliert, kein Angebot"),
    ] {
        let document = samples::document(samples::options(3, 2, 4), language);
        let mut book = Book::read(workbook(&document).unwrap());
        assert_eq!(book.sheets().len(), 3);
        for sheet in 0..3 {
            assert_eq!(book.texts(sheet)[0], notice);
        }
    }
}

#[test]
fn nothing_says_so_where_nothing_is() {
    let mut options = samples::options(1, 1, 1);
    let assessment = &mut options[0].quote.assessment;
    assessment.origin = model::Origin::Quote;
    for offer in &mut assessment.offers {
        if let Some(fee) = &mut offer.fee {
            fee.origin = model::Origin::Quote;
        }
    }
    let document = samples::document(options, Language::English);
    let mut book = Book::read(workbook(&document).unwrap());
    for sheet in 0..3 {
        assert!(
            book.texts(sheet)
                .iter()
                .all(|text| !text.contains("Simulated"))
        );
    }
}

#[test]
fn dates_and_numbers_are_what_they_are_and_not_text() {
    let document = samples::document(samples::options(1, 1, 2), Language::English);
    let mut book = Book::read(workbook(&document).unwrap());
    let row = book.rows(0, "Option").remove(0);
    assert!(matches!(row[3], Data::Float(100.0)), "{row:?}");
    assert!(matches!(row[10], Data::Float(99.5)), "{row:?}");
    assert!(matches!(row[19], Data::DateTime(_)), "{row:?}");
    let connections = book.rows(1, "Network");
    assert_eq!(connections.len(), 2);
    assert!(
        matches!(connections[0][7], Data::Float(_)),
        "{connections:?}"
    );
}

#[test]
fn no_word_of_a_long_paragraph_is_lost() {
    let mut document = samples::document(samples::options(1, 1, 1), Language::English);
    let word = |number: usize| format!("word-{number}");
    let paragraph = (0..600).map(word).collect::<Vec<_>>().join(" ");
    assert!(paragraph.len() > 5_000);
    document.terms.clone_from(&paragraph);
    let mut book = Book::read(workbook(&document).unwrap());
    assert!(book.texts(2).contains(&paragraph));
    #[cfg(feature = "pdf")]
    {
        let text = super::pdf_text::text_of(&super::pdf(&document).unwrap());
        // Lines may end after a hyphen, and pages between words.
        for number in 0..600 {
            let word = word(number);
            assert!(text.contains(&word), "{word} is not in {text}");
        }
    }
}

#[test]
fn an_availability_in_words_is_shown_as_it_is() {
    let mut options = samples::options(2, 1, 1);
    options[0].availability = Some("99.9 (target)".to_owned());
    options[1].availability = None;
    let document = samples::document(options, Language::English);
    let rows = Book::read(workbook(&document).unwrap()).rows(0, "Option");
    assert_eq!(rows[0][10], Data::String("99.9 (target)".to_owned()));
    assert_eq!(rows[1][10], Data::String("not published".to_owned()));
}

#[test]
fn what_cannot_be_had_is_not_waited_for() {
    let mut options = samples::options(1, 1, 1);
    options[0].quote.assessment.offers[0].feasibility =
        model::Feasibility::Infeasible { reason: None };
    let document = samples::document(options, Language::English);
    let row = Book::read(workbook(&document).unwrap())
        .rows(0, "Option")
        .remove(0);
    assert_eq!(row[18], Data::String("Not available".to_owned()));
    assert_eq!(row[19], Data::Empty);
}

#[test]
fn a_date_that_spreadsheets_do_not_count_is_a_text() {
    let mut options = samples::options(1, 1, 1);
    options[0].quote.assessment.offers[0].wait = model::Wait::Days(4_000_000);
    let mut document = samples::document(options, Language::English);
    document.valid_until = chrono::NaiveDate::from_ymd_opt(1026, 12, 31);
    let mut book = Book::read(workbook(&document).unwrap());
    assert!(book.texts(2).contains(&"1026-12-31".to_owned()));
    let row = book.rows(0, "Option").remove(0);
    assert!(matches!(row[18], Data::Float(4_000_000.0)), "{row:?}");
    let Data::String(ready) = &row[19] else {
        panic!("{row:?}");
    };
    assert!(ready.starts_with("+1"), "{ready}");
}
