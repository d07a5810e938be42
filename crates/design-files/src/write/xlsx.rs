//! The design as an Office Open XML workbook of one sheet. Every text is a text, whatever it begins with.

use model::Design;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{
    WriteError, Written,
    record::{COLUMNS, records},
};
use crate::Field;

/// A row for each endpoint and connection, under names that stay in sight.
///
/// # Errors
/// [`WriteError`] where it is more than the format can hold.
pub fn xlsx(design: &Design) -> Written {
    written(design).map_err(WriteError::of)
}

fn written(design: &Design) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The moment of making would make every file another one.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(model::plain_text(&design.name, Design::MAX_NAME))
        .set_creation_datetime(&epoch);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name("Network")?;
    let bold = Format::new().set_bold();
    for (column, field) in (0_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(0, column, field.as_str(), &bold)?;
        let width = match field {
            Field::Name | Field::From | Field::To => 28.0,
            Field::Id => 36.0,
            Field::PrimaryIp | Field::SecondaryIp | Field::Place | Field::Region => 18.0,
            Field::Type
            | Field::Latitude
            | Field::Longitude
            | Field::Coordinates
            | Field::Country
            | Field::Latency => 12.0,
        };
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, record) in (1_u32..).zip(records(design)) {
        for (column, field) in (0_u16..).zip(COLUMNS) {
            let text = record.text(field);
            let is_number = matches!(field, Field::Latitude | Field::Longitude | Field::Latency);
            match text.parse::<f64>() {
                _ if text.is_empty() => {}
                Ok(number) if is_number => {
                    sheet.write_number(row, column, number)?;
                }
                Ok(_) | Err(_) => {
                    sheet.write_string(row, column, text)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}
