//! The document as a PDF: tagged, PDF/UA-1, its fonts embedded.

mod comparison;
mod face;
mod land;
mod map;
mod paper;
mod text_on_map;
mod view;
mod world;

use typst::foundations::{Bytes, Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::{view::View, world::World};
use crate::{Logo, QuoteDocument};

/// What made the file, as its properties say.
const CREATOR: &str = "MultiPoint VPN Portal";

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The logo cannot be drawn.
    #[error("the logo cannot be drawn")]
    Logo,
    /// The template does not hold what the document says; what the compiler says to it.
    #[error("the PDF could not be made: {0}")]
    Template(String),
}

/// The document as the bytes of a PDF file, checked against PDF/UA-1 as it is written.
///
/// Takes a second or two of computing for a large document. What was worked out is forgotten
/// afterwards; the typesetter keeps some empty tables, the larger the document, the more.
///
/// # Errors
/// [`PdfError::Logo`] where the logo is no picture, [`PdfError::Template`] where this crate is
/// at fault.
pub fn pdf(document: &QuoteDocument) -> Result<Vec<u8>, PdfError> {
    let logo = document.letterhead.logo.as_ref();
    let world = World::of(View::of(document), logo);
    let made = made_from(&world, timestamp(document));
    drop(world);
    forget();
    made.map_err(|error| match logo {
        Some(logo) if !can_draw(logo) => PdfError::Logo,
        Some(_) | None => error,
    })
}

/// Whether a logo can be drawn: tried down to the file, because a picture may be broken in many
/// ways.
#[must_use]
pub fn can_draw(logo: &Logo) -> bool {
    let trial = made_from(&World::of_logo(logo), None);
    forget();
    trial.is_ok()
}

fn made_from(world: &World, timestamp: Option<Timestamp>) -> Result<Vec<u8>, PdfError> {
    let paged = typst::compile::<PagedDocument>(world)
        .output
        .map_err(|errors| said(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| PdfError::Template(error.message().to_string()))?;
    let options = PdfOptions {
        // What is the same for the same document, and tells two documents apart.
        ident: Smart::Custom(world.identity()),
        creator: Smart::Custom(Some(CREATOR.to_owned())),
        timestamp,
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(|errors| said(&errors))
}

/// The document's pages before they are written.
#[cfg(test)]
pub(crate) fn laid_out(document: &QuoteDocument) -> PagedDocument {
    let world = World::of(View::of(document), None);
    let paged = typst::compile::<PagedDocument>(&world).output;
    paged.unwrap_or_else(|errors| panic!("{:?}", said(&errors)))
}

fn timestamp(document: &QuoteDocument) -> Option<Timestamp> {
    use chrono::{Datelike, Timelike};
    let at = document.made_at;
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

/// The compiler keeps what it worked out for the next time; a document is made now and then, and
/// memory is dearer.
fn forget() {
    comemo::evict(0);
    give_back();
}

/// Gives freed memory back to the system, which the C library would keep for this program.
#[cfg(all(unix, target_env = "gnu"))]
#[expect(unsafe_code, reason = "it is a function of the C library")]
fn give_back() {
    unsafe extern "C" {
        fn malloc_trim(pad: usize) -> std::ffi::c_int;
    }
    // SAFETY: glibc's `malloc_trim` takes any number, may be called at any time from any thread,
    // and touches freed memory alone. Whether there was any is of no interest.
    let _ = unsafe { malloc_trim(0) };
}

#[cfg(not(all(unix, target_env = "gnu")))]
const fn give_back() {}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, samples};

    fn svg(inside: &str) -> Logo {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 10\">{inside}</svg>"
        );
        Logo::parse(svg.into_bytes()).unwrap()
    }

    #[test]
    fn a_logo_that_cannot_be_drawn_is_named_as_the_cause() {
        let mut header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR".to_vec();
        header.extend([0, 0, 0, 9, 0, 0, 0, 9, 8, 2, 0, 0, 0]);
        for broken in [Logo::parse(header).unwrap(), svg("<rect")] {
            assert!(!can_draw(&broken));
            let mut document = samples::document(samples::options(1, 1, 1), Language::English);
            document.letterhead.logo = Some(broken);
            assert_eq!(pdf(&document), Err(PdfError::Logo));
        }
    }

    #[test]
    fn two_documents_are_told_apart_by_their_pictures_alone() {
        let mut document = samples::document(samples::options(1, 1, 1), Language::English);
        let identity = |document: &QuoteDocument| {
            World::of(View::of(document), document.letterhead.logo.as_ref()).identity()
        };
        let mut seen = vec![identity(&document)];
        for inside in ["<circle r=\"4\"/>", "<circle r=\"5\"/>"] {
            document.letterhead.logo = Some(svg(inside));
            assert!(can_draw(&svg(inside)));
            seen.push(identity(&document));
        }
        assert_eq!(identity(&document), seen[2]);
        assert!(seen[0] != seen[1] && seen[1] != seen[2]);
    }
}
