//! Options and connections as an Office Open XML workbook: real numbers and dates, and formulas
//! for what is worked out.

mod about;
mod cells;
mod connections;
mod options;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::cells::Sheet;
use crate::{QuoteDocument, text, words::Words};

/// The file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the workbook could not be made")]
pub struct WorkbookError(#[source] XlsxError);

/// The document as the bytes of an XLSX file.
///
/// # Errors
/// [`WorkbookError`] where it is more than the format can hold.
pub fn workbook(document: &QuoteDocument) -> Result<Vec<u8>, WorkbookError> {
    written(document).map_err(WorkbookError)
}

fn written(document: &QuoteDocument) -> Result<Vec<u8>, XlsxError> {
    let words = Words::of(document.language);
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_timestamp(document.made_at.timestamp())?;
    let properties = DocProperties::new()
        .set_title(document.title())
        .set_author(text::line(&document.letterhead.account_manager))
        .set_company(text::line(&document.letterhead.company))
        .set_creation_datetime(&made);
    workbook.set_properties(&properties);
    for (name, fill) in [
        (words.options, options::fill as Fill),
        (words.connections, connections::fill),
        (words.about, about::fill),
    ] {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?;
        let mut sheet = Sheet::new(sheet, document)?;
        fill(&mut sheet, document)?;
        sheet.finish()?;
    }
    workbook.save_to_buffer()
}

type Fill = fn(&mut Sheet<'_>, &QuoteDocument) -> Result<(), XlsxError>;
