//! The sheet that says who made the document for whom, and under what terms.

use rust_xlsxwriter::XlsxError;

use super::cells::{Cell, Sheet};
use crate::{QuoteDocument, text, words::Words};

pub(super) fn fill(sheet: &mut Sheet<'_>, document: &QuoteDocument) -> Result<(), XlsxError> {
    let words = Words::of(document.language);
    let letterhead = &document.letterhead;
    let fact = |name: &str, value: &str| {
        let value = if value.trim().is_empty() {
            words.not_stated
        } else {
            value
        };
        vec![Cell::Text(name.to_owned()), Cell::Text(value.to_owned())]
    };
    sheet.row(fact(words.company, &letterhead.company))?;
    sheet.row(fact(words.account_manager, &letterhead.account_manager))?;
    sheet.row(fact(words.customer, &document.customer))?;
    sheet.row(vec![
        Cell::Text(format!("{} (UTC)", words.made)),
        Cell::Moment(document.made_at),
    ])?;
    sheet.row(vec![
        Cell::Text(words.valid_until.to_owned()),
        match document.valid_until {
            Some(day) => Cell::Day(day),
            None => Cell::Missing(words.not_stated.to_owned()),
        },
        Cell::Text(words.validity_note.to_owned()),
    ])?;
    if document.is_simulated() {
        sheet.row(vec![
            Cell::Text(words.origin.to_owned()),
            Cell::Text(words.simulated_note.to_owned()),
        ])?;
    }
    let made_on = document.language.date(document.day());
    sheet.row(fact(words.ready, &(words.wait_note)(&made_on)))?;
    for section in document.notes().into_iter().chain(document.sections()) {
        sheet.gap();
        for (number, line) in section.lines.iter().enumerate() {
            let title = if number == 0 { section.title } else { "" };
            sheet.row(vec![Cell::Text(title.to_owned()), Cell::Text(line.clone())])?;
        }
    }
    if !letterhead.footer.is_empty() {
        sheet.gap();
        let footer = text::line(&letterhead.footer);
        sheet.row(vec![Cell::Empty, Cell::Text(footer)])?;
    }
    Ok(())
}
