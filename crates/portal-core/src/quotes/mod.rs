//! Quotes: assessments that were frozen, asked about again, exported and printed.

mod commands;
mod csv;
mod html;
mod print;
mod record;
mod summary;

pub(crate) use record::{Index, QuoteRecord, SEALED_LATER, canonical, canonical_json, columns};
