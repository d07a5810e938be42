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
