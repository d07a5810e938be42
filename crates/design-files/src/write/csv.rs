//! The design as CSV: RFC 4180 with a byte order mark, safe to open in a spreadsheet.

use model::Design;

use super::{
    WriteError, Written,
    record::{COLUMNS, records},
};
use crate::{Field, guard::guarded};

/// Spreadsheets outside English-speaking countries take a file without it for Latin-1.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// A line for each endpoint and connection.
///
/// # Errors
/// [`WriteError`] where a line cannot be written.
pub fn csv(design: &Design) -> Written {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(BYTE_ORDER_MARK.to_vec());
    let head = writer.write_record(COLUMNS.map(Field::as_str));
    head.map_err(WriteError::of)?;
    for record in records(design) {
        let cells = COLUMNS.map(|field| guarded(&record.text(field)));
        writer.write_record(cells).map_err(WriteError::of)?;
    }
    writer
        .into_inner()
        .map_err(|error| WriteError::of(error.error()))
}
