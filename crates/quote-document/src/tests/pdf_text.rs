//! The text of a PDF, as somebody copies it.

use lopdf::Document;

use super::pdf;
use crate::{Language, samples};

/// All text without white space, which line breaks put anywhere.
pub(super) fn text_of(bytes: &[u8]) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    squeezed(&document.extract_text(&pages).unwrap())
}

/// A text as [`text_of`] gives it.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
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

#[test]
fn what_is_copied_is_what_was_typed() {
    let mut options = samples::options(3, 1, 2);
    options[0].quote.design.endpoints[0].label = "Rechenzentrumsverwaltungsgebäude".to_owned();
    let correlators: Vec<_> = options
        .iter()
        .map(|option| option.quote.assessment.correlator.clone())
        .collect();
    let mut document = samples::document(options, Language::German);
    document.notes = format!("https://example.com/{}", "long-path/".repeat(20));
    let text = text_of(&pdf(&document).unwrap());
    let typed = ["Rechenzentrumsverwaltungsgebäude", &document.notes];
    for typed in typed
        .into_iter()
        .chain(correlators.iter().map(String::as_str))
    {
        assert!(text.contains(typed), "{typed} is not in {text}");
    }
    let unseen = text.chars().find(|c| model::is_unseen(*c));
    assert_eq!(unseen, None);
}

#[test]
fn a_cover_names_the_customer_or_else_the_network() {
    let mut document = samples::document(samples::options(1, 1, 1), Language::English);
    let cover = |document: &crate::QuoteDocument| {
        let read = Document::load_mem(&pdf(document).unwrap()).unwrap();
        squeezed(&read.extract_text(&[1]).unwrap())
    };
    assert!(cover(&document).contains("QuoteforNorthwindLogistics"));
    document.customer = "W".repeat(10_000);
    let long = cover(&document);
    let named = long.chars().filter(|c| *c == 'W').count();
    assert_eq!(named, 199, "{long}");
    document.customer = String::new();
    let without = cover(&document);
    assert!(without.contains("QuoteNetwork1"), "{without}");
    assert!(!without.contains("Quotefor"), "{without}");
}

#[test]
fn the_properties_keep_what_the_typeface_has_not() {
    let mut document = samples::document(samples::options(1, 1, 1), Language::English);
    document.customer = "東京商事".to_owned();
    let bytes = pdf(&document).unwrap();
    let read = Document::load_mem(&bytes).unwrap();
    let metadata = read.catalog().unwrap().get(b"Metadata").unwrap();
    let (_, metadata) = read.dereference(metadata).unwrap();
    let metadata = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let metadata = String::from_utf8(metadata).unwrap();
    assert!(metadata.contains("Quote for 東京商事"), "{metadata}");
    assert!(text_of(&bytes).contains("□standsfor"));
}

#[test]
fn a_name_on_the_map_alone_is_explained_where_it_cannot_be_shown() {
    let mut options = samples::options(1, 1, 1);
    let design = &mut options[0].quote.design;
    let mut lonely = design.endpoints[0].clone();
    lonely.id = model::EndpointId::new("lonely").unwrap();
    lonely.label = "東京".to_owned();
    lonely.coordinates = model::Coordinates::new(35.7, 139.7).unwrap();
    design.endpoints.push(lonely);
    let document = samples::document(options, Language::English);
    let text = text_of(&pdf(&document).unwrap());
    assert!(text.contains("□□") && text.contains("□standsfor"), "{text}");
}

#[test]
fn a_row_at_a_glance_says_that_it_is_simulated() {
    let mut options = samples::options(2, 1, 1);
    let assessment = &mut options[0].quote.assessment;
    assessment.origin = model::Origin::Quote;
    for fee in assessment.offers.iter_mut().filter_map(|o| o.fee.as_mut()) {
        fee.origin = model::Origin::Quote;
    }
    let document = samples::document(options, Language::English);
    let bytes = pdf(&document).unwrap();
    let read = Document::load_mem(&bytes).unwrap();
    let text = squeezed(&read.extract_text(&[2]).unwrap());
    assert!(text.contains("Servicelevel:A100"), "{text}");
    assert!(text.contains("Servicelevel:AASimulated200"), "{text}");
}
