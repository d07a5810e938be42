//! The same figures to the cent in every format.

use std::str::FromStr;

use calamine::Data;
use model::{Gap, Money, Quote};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{random, xlsx::Book};
use crate::{QuoteDocument, QuotedOption, words::Words, workbook};

/// The columns of the three figures, in the workbook and in the CSV.
const IN_WORKBOOK: usize = 14;
const IN_CSV: usize = 19;

fn figures(document: &QuoteDocument) -> Vec<[Result<Money, Gap>; 3]> {
    let options = document.options.all().iter();
    let of = options.map(QuotedOption::figures);
    of.map(|f| [f.monthly, f.total, f.per_mbps]).collect()
}

fn in_workbook(document: &QuoteDocument) -> Vec<Vec<Data>> {
    let words = Words::of(document.language);
    let mut book = Book::read(workbook(document).unwrap());
    let rows = book.rows(0, words.option).into_iter();
    rows.map(|row| row[IN_WORKBOOK..IN_WORKBOOK + 3].to_vec())
        .collect()
}

fn in_csv(document: &QuoteDocument) -> Vec<Vec<String>> {
    let quotes: Vec<Quote> = document
        .options
        .all()
        .iter()
        .map(|o| o.quote.clone())
        .collect();
    let bytes = crate::csv(&quotes).unwrap();
    let records = csv::Reader::from_reader(bytes.as_slice()).into_records();
    let cells = records.map(|record| {
        let record = record.unwrap();
        (IN_CSV..IN_CSV + 3)
            .map(|at| record[at].to_owned())
            .collect()
    });
    cells.collect()
}

fn holds(document: &QuoteDocument) -> Result<(), TestCaseError> {
    let figures = figures(document);
    let (workbook, csv) = (in_workbook(document), in_csv(document));
    prop_assert_eq!(workbook.len(), figures.len());
    for ((figures, cells), texts) in figures.iter().zip(workbook).zip(csv) {
        for ((figure, cell), text) in figures.iter().zip(cells).zip(texts) {
            match figure {
                Ok(money) => {
                    prop_assert_eq!(Decimal::from_str(&text).unwrap(), money.amount);
                    let Data::Float(number) = cell else {
                        return Err(TestCaseError::fail(format!("{cell:?} is no number")));
                    };
                    // To the last decimal that the figure has, which is the cent or finer.
                    let scale = money.amount.scale() as usize;
                    prop_assert_eq!(format!("{number:.scale$}"), money.amount.to_string());
                }
                Err(gap) => {
                    prop_assert_eq!(text, "");
                    let reason = Words::of(document.language).gap(*gap);
                    prop_assert!(cell.to_string().contains(reason), "{cell:?}");
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn workbook_and_csv_say_what_the_window_says(document in random::document()) {
        holds(&document)?;
    }
}

#[cfg(feature = "pdf")]
proptest! {
    // A PDF takes a fifth of a second here.
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn the_pdf_says_what_the_window_says(document in random::document()) {
        holds(&document)?;
        let text = super::pdf_text::text_of(&super::pdf(&document).unwrap());
        let words = Words::of(document.language);
        let said = |figure: &Result<Money, Gap>| super::pdf_text::squeezed(&match figure {
            Ok(money) => document.language.money(*money),
            Err(gap) => format!("{}{}", words.missing, words.gap(*gap)),
        });
        let figures = figures(&document);
        // At a glance: a row for each option, its month and its total beside one another.
        let mut rest = text.as_str();
        for [monthly, total, _] in &figures {
            let row = said(monthly) + &said(total);
            let at = rest.find(&row);
            prop_assert!(at.is_some(), "{row} is not in {rest}");
            rest = &rest[at.unwrap_or_default() + row.len()..];
        }
        // Compared: a row for each figure, the options beside one another.
        for which in 0..3 {
            let row: String = figures.iter().map(|option| said(&option[which])).collect();
            let at = rest.find(&row);
            prop_assert!(at.is_some(), "{row} is not in {rest}");
            rest = &rest[at.unwrap_or_default() + row.len()..];
        }
    }
}
