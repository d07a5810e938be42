//! The first sheet of a workbook that has something on it. Formulas are not worked out: what the file says is their
//! value is the text of the cell.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError, open_workbook_from_rs};

use super::{MOST_COLUMNS, MOST_ROWS, csv::headed};
use crate::{FileError, Format, Row, Shape, Table};

pub(super) fn table(bytes: &[u8]) -> Result<Table, FileError> {
    let damaged = |_: XlsxError| FileError::Damaged;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(damaged)?;
    for sheet in book.sheet_names() {
        let rows = rows(&mut book, &sheet)?;
        if !rows.is_empty() {
            return Ok(headed(Format::Xlsx, rows));
        }
    }
    Err(FileError::NoRows)
}

/// The rows of a sheet. Its cells are read one by one: a sheet with a cell in each of two corners is no larger than
/// those two cells.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Vec<Row>, FileError> {
    let damaged = |_: XlsxError| FileError::Damaged;
    let mut reader = match book.worksheet_cells_reader(sheet) {
        // A sheet that is a chart has no cells.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(Vec::new()),
        reader => reader.map_err(damaged)?,
    };
    let mut rows: Vec<Row> = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let text = text(cell.get_value());
        if text.trim().is_empty() {
            continue;
        }
        let (row, column) = cell.get_position();
        let (number, column) = (row as usize + 1, column as usize);
        if column >= MOST_COLUMNS {
            return Err(FileError::TooManyColumns(MOST_COLUMNS));
        }
        let is_new = rows.last().is_none_or(|last| last.number != number);
        if is_new {
            if rows.len() > MOST_ROWS {
                return Err(FileError::TooManyRows(MOST_ROWS));
            }
            rows.push(Row {
                number,
                cells: Vec::new(),
                shape: Shape::None,
            });
        }
        if let Some(last) = rows.last_mut() {
            if last.cells.len() <= column {
                last.cells.resize(column + 1, String::new());
            }
            last.cells[column] = text;
        }
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(moment) => moment.as_f64().to_string(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
