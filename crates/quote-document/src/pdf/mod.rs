//! The document as a PDF: tagged, PDF/UA-1, its fonts embedded.

mod comparison;
mod face;
mod land;
mod manuscript;
mod map;
mod paper;
mod text_on_map;
mod view;
mod world;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub use self::manuscript::{Manuscript, answer, read_answer};
use self::world::World;

/// What made the file, as its properties say.
const CREATOR: &str = "MultiPoint VPN Portal";

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PdfError {
    /// The logo cannot be drawn.
    #[error("the logo cannot be drawn")]
    Logo,
    /// The template does not hold what the document says; what the compiler says to it.
    #[error("the PDF could not be made: {0}")]
    Template(String),
}

fn made_from(world: &World, made_at: Option<DateTime<Utc>>) -> Result<Vec<u8>, PdfError> {
    let paged = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|errors| said(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| PdfError::Template(error.message().to_string()))?;
    let options = PdfOptions {
        // What is the same for the same document, and tells two documents apart.
        ident: Smart::Custom(world.identity()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp: made_at.and_then(timestamp),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|errors| said(&errors))
}

/// The document's pages before they are written.
#[cfg(test)]
pub(crate) fn laid_out(document: &crate::QuoteDocument) -> PagedDocument {
    let files = view::View::of(document).into_files();
    let world = World::with(world::Template::Quote, files);
    let paged = typst::compile::<PagedDocument>(&world).output;
    paged.unwrap_or_else(|errors| panic!("{:?}", said(&errors)))
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    use chrono::{Datelike, Timelike};
    let at = Datetime::from_ymd_hms(
        at.year(),
        at.month() as u8,
        at.day() as u8,
        at.hour() as u8,
        at.minute() as u8,
        at.second() as u8,
    )?;
    Some(Timestamp::new_utc(at))
}

fn said(errors: &[typst::diag::SourceDiagnostic]) -> PdfError {
    let messages = errors.iter().map(|error| {
        let hints = error.hints.iter().map(|hint| format!(" ({})", hint.v));
        format!("{}{}", error.message, hints.collect::<String>())
    });
    PdfError::Template(messages.collect::<Vec<_>>().join("; "))
}

/// Bytes that are part of the program.
fn built_in(bytes: &'static [u8]) -> Bytes {
    Bytes::new(bytes)
}
