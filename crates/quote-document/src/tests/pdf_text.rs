//! The text of a PDF, as somebody copies it.

use lopdf::Document;

use crate::{Language, pdf, samples};

/// All text without white space, which line breaks put anywhere.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    squeezed(&document.extract_text(&pages).unwrap())
}

/// A text as [`text_of`] gives it.
pub(super) fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{ad}'))
        .collect()
}

#[test]
fn what_it_says_can_be_copied() {
    for (language, said) in [
        (
            Language::English,
            [
                "Northwind Logistics",
                "EUR 4,800.37",
                "31 December 2026",
                "Simulated, not an offer",
            ],
        ),
        (
            Language::German,
            [
                "Northwind Logistics",
                "4.800,37 EUR",
                "31. Dezember 2026",
                "Simuliert, kein Angebot",
            ],
        ),
    ] {
        let document = samples::document(samples::options(3, 1, 2), language);
        let text = text_of(&pdf(&document).unwrap());
        for said in said {
            assert!(text.contains(&squeezed(said)), "{said} is not in {text}");
        }
    }
}

#[test]
fn every_page_says_that_numbers_are_simulated() {
    let document = samples::document(samples::options(5, 2, 60), Language::English);
    let bytes = pdf(&document).unwrap();
    let read = Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = read.get_pages().into_keys().collect();
    assert!(pages.len() > 6, "{}", pages.len());
    for page in pages {
        let text = squeezed(&read.extract_text(&[page]).unwrap());
        assert!(text.contains("Simulated,notanoffer"), "page {page}: {text}");
    }
}
