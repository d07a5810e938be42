//! The same input gives the same bytes, and another one others.

use crate::{Language, QuoteDocument, csv, samples, workbook};

fn formats(document: &QuoteDocument) -> Vec<Vec<u8>> {
    let quotes: Vec<_> = document
        .options
        .all()
        .iter()
        .map(|o| o.quote.clone())
        .collect();
    vec![
        csv(&quotes).unwrap(),
        workbook(document).unwrap(),
        #[cfg(feature = "pdf")]
        crate::pdf(document).unwrap(),
    ]
}

#[test]
fn the_same_document_is_the_same_file_in_every_format() {
    let document = samples::document(samples::options(3, 2, 3), Language::German);
    let first = formats(&document);
    assert!(first == formats(&document));
    let mut later = document;
    later.made_at += chrono::TimeDelta::days(1);
    let second = formats(&later);
    assert!(first.iter().zip(&second).skip(1).all(|(a, b)| a != b));
}
