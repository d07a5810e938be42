//! Text of people and operators stays text, whatever it is.

use proptest::prelude::*;

use super::xlsx::Book;
use crate::{Language, QuoteDocument, samples, workbook};

/// A document in which everything that anybody types is `text`.
pub(super) fn document_of(text: &str) -> QuoteDocument {
    let mut options = samples::options(2, 1, 2);
    for option in &mut options {
        let quote = &mut option.quote;
        text.clone_into(&mut quote.design.name);
        for endpoint in &mut quote.design.endpoints {
            text.clone_into(&mut endpoint.label);
        }
        text.clone_into(&mut quote.assessment.operator);
        text.clone_into(&mut quote.assessment.correlator);
        let reason = Some(text.to_owned());
        quote.assessment.offers[1].feasibility = model::Feasibility::Infeasible { reason };
        option.availability = Some(text.to_owned());
    }
    options[1].quote.assessment.offers[0].level =
        Some(model::ReportedLevel::Other(text.to_owned()));
    options[1].level = Some(model::ReportedLevel::Other(text.to_owned()));
    let mut document = samples::document(options, Language::English);
    for typed in [
        &mut document.customer,
        &mut document.notes,
        &mut document.terms,
        &mut document.not_included,
        &mut document.letterhead.company,
        &mut document.letterhead.account_manager,
        &mut document.letterhead.footer,
    ] {
        text.clone_into(typed);
    }
    document
}

/// What a typesetter or a spreadsheet would act upon.
const MARKUP: [&str; 12] = [
    "#panic(\"x\")",
    "#import \"@preview/x:1.0.0\"",
    "$x^2$ *bold* _it_ `raw` = heading @ref <label> \\ //",
    "]] #] [",
    "\"}],\"x\":[{\"",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "<svg onload=x>&amp;]]>",
    "\u{0}\u{7}\u{1b}[31m\u{feff}\u{202e}abc",
    "{{x}} ${x} %s %n",
];

#[test]
fn nothing_typed_becomes_a_formula() {
    for text in MARKUP {
        let mut book = Book::read(workbook(&document_of(text)).unwrap());
        for sheet in book.sheets() {
            for (column, formula) in book.formulas(&sheet) {
                let is_ours = sheet == "Options" && (14..17).contains(&column);
                assert!(is_ours, "{formula} in column {column} of {sheet}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_makes_a_workbook(text in "\\PC{0,90}") {
        prop_assert!(workbook(&document_of(&text)).is_ok());
    }
}

#[cfg(feature = "pdf")]
mod in_pdf {
    use super::{
        super::{pdf, pdf_text},
        *,
    };

    #[test]
    fn nothing_typed_becomes_markup() {
        for text in MARKUP {
            let bytes = pdf(&document_of(text)).unwrap();
            let shown = pdf_text::text_of(&bytes);
            let typed = pdf_text::squeezed(&crate::text::line(text));
            assert!(shown.contains(&typed), "{typed} is not in {shown}");
        }
    }

    #[test]
    fn long_and_foreign_names_are_shown_somehow() {
        for text in [
            "W".repeat(80),
            "東京都千代田区丸の内一丁目".repeat(6),
            "👩\u{200d}🚀🏳️\u{200d}🌈".repeat(13),
            "שלום עולם ".repeat(8),
            "مرحبا بالعالم ".repeat(5),
            "Ζ̆ά̧λγ̨o̷̢".repeat(8),
            "नमस्ते दुनिया ".repeat(5),
        ] {
            let bytes = pdf(&document_of(&text)).unwrap();
            let shown = pdf_text::text_of(&bytes);
            let is_latin = text.starts_with('W');
            assert_eq!(!shown.contains('□'), is_latin, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]
        #[test]
        fn any_text_makes_a_pdf(text in "\\PC{0,90}") {
            let made = pdf(&document_of(&text));
            prop_assert!(made.is_ok(), "{:?}", made.err());
        }
    }
}
