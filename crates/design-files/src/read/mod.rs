//! Reading foreign files: what a file is, is seen from its content.

mod archive;
mod csv;
mod geojson;
mod kml;
mod text;
mod xlsx;

use crate::{FileError, Row, Table, document};

/// The longest file that is read, in bytes.
pub const LONGEST_FILE: usize = 32 * 1024 * 1024;
/// The most rows that are read of a file.
pub(crate) const MOST_ROWS: usize = 50_000;
/// The most columns that are read of a file.
pub(crate) const MOST_COLUMNS: usize = 200;
/// The longest cell, in characters.
pub(crate) const LONGEST_CELL: usize = 10_000;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A whole design, as text for [`crate::read_design`].
    Design(String),
    /// Rows that can become a part of one.
    Table(Table),
}

/// Reads a file of any of the formats.
///
/// # Errors
/// [`FileError`] says why nothing of it is read.
pub fn read(bytes: &[u8]) -> Result<Content, FileError> {
    if bytes.len() > LONGEST_FILE {
        return Err(FileError::TooLarge);
    }
    if bytes.starts_with(b"PK") {
        return archived(bytes);
    }
    // The container of old workbooks, and of those with a password.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(FileError::OldWorkbook);
    }
    let text = text::of(bytes)?;
    let table = match text.trim_start().bytes().next() {
        None => return Err(FileError::Empty),
        Some(b'{') if document::is_design(&text)? => return Ok(Content::Design(text.into_owned())),
        Some(b'{' | b'[') => geojson::table(&text)?,
        Some(b'<') => kml::table(&text)?,
        Some(_) => csv::table(&text)?,
    };
    checked(table).map(Content::Table)
}

fn archived(bytes: &[u8]) -> Result<Content, FileError> {
    let table = match archive::kind(bytes)? {
        archive::Kind::Workbook => xlsx::table(bytes)?,
        archive::Kind::Kmz(document) => kml::table(&text::of(&document)?)?,
    };
    checked(table).map(Content::Table)
}

/// The table, where it is one that a person can look at.
fn checked(table: Table) -> Result<Table, FileError> {
    if table.columns.len() > MOST_COLUMNS {
        return Err(FileError::TooManyColumns(MOST_COLUMNS));
    }
    if table.rows.len() > MOST_ROWS {
        return Err(FileError::TooManyRows(MOST_ROWS));
    }
    if table.rows.is_empty() {
        return Err(FileError::NoRows);
    }
    let is_long = |row: &&Row| {
        row.cells
            .iter()
            .any(|cell| cell.chars().count() > LONGEST_CELL)
    };
    match table.rows.iter().find(is_long) {
        Some(row) => Err(FileError::LongCell(row.number)),
        None => Ok(table),
    }
}
