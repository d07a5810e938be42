//! What other programs read: tables, maps and a picture.

mod csv;
mod geojson;
mod kml;
mod record;
mod svg;
mod xlsx;

pub use self::{csv::csv, geojson::geojson, kml::kml, svg::svg, xlsx::xlsx};

/// The bytes of a file, or why they could not be made.
pub type Written = Result<Vec<u8>, WriteError>;

/// A file that could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the file could not be made: {0}")]
pub struct WriteError(String);

impl WriteError {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}
