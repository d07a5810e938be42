//! What has to hold of all formats together.

mod hostile;
mod libreoffice;
#[cfg(feature = "pdf")]
mod pdf_layout;
#[cfg(feature = "pdf")]
mod pdf_structure;
#[cfg(feature = "pdf")]
mod pdf_text;
mod random;
mod same_bytes;
mod totals;
mod xlsx;

/// A document set in this process. What the compiler worked out is forgotten, as many of them are
/// made in one test.
#[cfg(feature = "pdf")]
pub(crate) fn pdf(document: &crate::QuoteDocument) -> Result<Vec<u8>, crate::PdfError> {
    let made = crate::Manuscript::of(document).set();
    typst::comemo::evict(0);
    made
}
