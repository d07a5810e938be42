//! What the customer takes home: saved quotes as a PDF, as a workbook and as CSV.
//!
//! Nothing here does I/O, reads a clock or is random: the same input gives the same bytes.

mod brand;
mod csv;
mod document;
mod language;
mod locale;
mod logo;
mod network;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod workbook;

#[cfg(feature = "pdf")]
pub use self::pdf::{Manuscript, PdfError, answer, read_answer};
pub use self::{
    brand::{BrandColour, BrandColourError},
    csv::{CsvError, csv},
    document::{Letterhead, NotInQuote, Options, OptionsError, QuoteDocument, QuotedOption},
    language::Language,
    logo::{Logo, LogoError},
    workbook::{WorkbookError, workbook},
};
