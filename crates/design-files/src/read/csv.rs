//! CSV, with whichever separator the file uses.

use csv::{ReaderBuilder, StringRecord};

use super::{MOST_COLUMNS, MOST_ROWS};
use crate::{FileError, Format, Row, Shape, Table, guard::unguarded, table::names_columns};

/// What may separate the cells of a line.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

pub(super) fn table(text: &str) -> Result<Table, FileError> {
    // A line that Excel writes for itself.
    let (text, named) = match text.strip_prefix("sep=") {
        Some(rest) => match (rest.as_bytes().first(), rest.split_once('\n')) {
            (Some(separator), Some((_, lines))) => (lines, Some(*separator)),
            _ => return Err(FileError::NoRows),
        },
        None => (text, None),
    };
    check_quotes(text)?;
    let separator = named.unwrap_or_else(|| separator(text));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let offset = usize::from(named.is_some());
    let mut rows: Vec<Row> = Vec::new();
    let mut record = StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| FileError::Damaged)?
    {
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() > MOST_COLUMNS {
            return Err(FileError::TooManyColumns(MOST_COLUMNS));
        }
        if rows.len() > MOST_ROWS {
            return Err(FileError::TooManyRows(MOST_ROWS));
        }
        let cells: Vec<String> = record.iter().map(unguarded).collect();
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row {
                number: usize::try_from(line).unwrap_or(0) + offset,
                cells,
                shape: Shape::None,
            });
        }
    }
    Ok(headed(Format::Csv, rows))
}

/// The rows under their names: those of the first row, or numbers where it names nothing.
pub(super) fn headed(format: Format, mut rows: Vec<Row>) -> Table {
    let has_names = rows
        .first()
        .is_some_and(|first| names_columns(&first.cells));
    let width = if has_names {
        rows.first().map_or(0, |first| first.cells.len())
    } else {
        rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    };
    let mut columns: Vec<String> = if has_names {
        rows.remove(0).cells
    } else {
        vec![String::new(); width]
    };
    for (at, name) in columns.iter_mut().enumerate() {
        *name = model::plain_text(name, 80);
        if name.is_empty() {
            *name = (at + 1).to_string();
        }
    }
    for row in &mut rows {
        // Blank cells after the last column are how spreadsheets fill lines up.
        while row.cells.len() > width && row.cells.last().is_some_and(|cell| cell.trim().is_empty())
        {
            row.cells.pop();
        }
        if row.cells.len() < width {
            row.cells.resize(width, String::new());
        }
    }
    Table {
        format,
        columns,
        rows,
    }
}

/// The separator that the first lines have most often outside quotes, alike in each where there are several.
fn separator(text: &str) -> u8 {
    let count = |line: &str, separator: u8| {
        let mut is_quoted = false;
        let mut count = 0_usize;
        for byte in line.bytes() {
            if byte == b'"' {
                is_quoted = !is_quoted;
            } else if byte == separator && !is_quoted {
                count += 1;
            }
        }
        count
    };
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(5)
        .collect();
    let score = |separator: u8| {
        let counts = lines.iter().map(|line| count(line, separator));
        let least = counts.clone().min().unwrap_or(0);
        (least, counts.sum::<usize>())
    };
    // The first of those that score alike.
    let best = SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| score(*separator));
    best.unwrap_or(b',')
}

/// A quote that begins a cell and has no end would swallow the rest of the file.
fn check_quotes(text: &str) -> Result<(), FileError> {
    let (mut line, mut begun) = (1, None);
    let mut begins_cell = true;
    for byte in text.bytes() {
        match (byte, begun) {
            (b'"', Some(_)) => begun = None,
            // The second of two within a quoted cell opens it again.
            (b'"', None) if begins_cell => begun = Some(line),
            _ => {}
        }
        begins_cell = byte == b'"' || SEPARATORS.contains(&byte) || matches!(byte, b'\n' | b'\r');
        line += usize::from(byte == b'\n');
    }
    begun.map_or(Ok(()), |line| Err(FileError::UnclosedQuote(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let table = table(text).unwrap();
        table.rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn the_separator_is_found() {
        for text in [
            "name,lat\nLyon,45.7",
            "name;lat\nLyon;45.7",
            "name\tlat\r\nLyon\t45.7\r\n",
            "sep=|\nname|lat\nLyon|45.7",
        ] {
            assert_eq!(cells(text), [["Lyon", "45.7"]], "{text}");
        }
        assert_eq!(
            cells("name;lat\nLyon, France;45,7"),
            [["Lyon, France", "45,7"]]
        );
    }

    #[test]
    fn quotes_keep_lines_and_separators() {
        let text = "name,ip\n\"Lyon \"\"North\"\",\nplant\",192.0.2.1\n19\" rack,192.0.2.2\n";
        assert_eq!(
            cells(text),
            [
                ["Lyon \"North\",\nplant", "192.0.2.1"],
                ["19\" rack", "192.0.2.2"]
            ]
        );
        assert_eq!(table(text).unwrap().rows[1].number, 4);
        assert_eq!(table("name\nok\n\"Lyon"), Err(FileError::UnclosedQuote(3)));
    }

    #[test]
    fn rows_without_names_have_numbered_columns() {
        let table = table("Lyon,45.7,4.8\nNice,43.7\n").unwrap();
        assert_eq!(table.columns, ["1", "2", "3"]);
        assert_eq!(table.rows[1].cells, ["Nice", "43.7", ""]);
    }
}
