//! One sheet: its head, its cells, and the notice that a number is simulated.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use model::{Gap, Money};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError,
};

use crate::{QuoteDocument, locale::decimals, text, words::Words};

/// Most characters of a cell: 32,767 in UTF-16 (ECMA-376), of which one character takes up to two.
const LONGEST: usize = 16_000;
const WIDEST: u32 = 320;
const NOTICE: u32 = 0x8A_4B_00;
const NOTICE_GROUND: u32 = 0xFF_F1_DC;

/// A cell of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Text, whatever it begins with.
    Text(String),
    /// A number, with so many decimals shown.
    Number(Decimal, u32),
    /// What was measured or worked out on a globe, rounded to so many decimals.
    Measure(f64, u32),
    /// A day.
    Day(NaiveDate),
    /// A moment, in UTC.
    Moment(DateTime<Utc>),
    /// A formula of this program, with the number it comes to and the decimals shown.
    Formula(String, Decimal, u32),
    /// Why there is no number.
    Missing(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// An amount as it is.
    pub(super) fn amount(money: Money) -> Self {
        Self::Number(money.amount, decimals(money))
    }

    /// A figure by its formula; where it is missing, the reason.
    pub(super) fn figure(
        figure: Result<Money, Gap>,
        formula: Option<String>,
        words: &Words,
    ) -> Self {
        match (figure, formula) {
            (Ok(money), Some(formula)) => Self::Formula(formula, money.amount, decimals(money)),
            (Ok(money), None) => Self::amount(money),
            (Err(gap), _) => Self::Missing(format!("{}: {}", words.missing, words.gap(gap))),
        }
    }
}

/// A sheet being filled from top to bottom.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl<'a> Sheet<'a> {
    /// An empty sheet; where a number of the document is simulated, under a line that says so.
    pub(super) fn new(
        sheet: &'a mut Worksheet,
        document: &QuoteDocument,
    ) -> Result<Self, XlsxError> {
        sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0);
        sheet.set_screen_gridlines(false);
        let mut row = 0;
        if document.is_simulated() {
            let notice = Words::of(document.language).simulated;
            let format = Format::new()
                .set_bold()
                .set_font_color(Color::RGB(NOTICE))
                .set_background_color(Color::RGB(NOTICE_GROUND));
            sheet.set_row_format(0, &format)?;
            sheet.write_string_with_format(0, 0, notice, &format)?;
            // On paper, too.
            sheet.set_header(format!("&C&B{notice}"));
            row = 2;
        }
        Ok(Self { sheet, row })
    }

    /// The next row's number as formulas write it, from 1.
    pub(super) const fn next_row(&self) -> u32 {
        self.row + 1
    }

    /// The line above a table, which stays in view.
    pub(super) fn head(&mut self, cells: &[&str]) -> Result<(), XlsxError> {
        let format = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::Top)
            .set_border_bottom(FormatBorder::Thin);
        for (column, cell) in (0..).zip(cells) {
            self.sheet
                .write_string_with_format(self.row, column, *cell, &format)?;
        }
        self.row += 1;
        self.sheet.set_freeze_panes(self.row, 0)?;
        Ok(())
    }

    /// The next row.
    pub(super) fn row(&mut self, cells: Vec<Cell>) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            self.write(column, cell)?;
        }
        self.row += 1;
        Ok(())
    }

    /// Leaves a row out.
    pub(super) const fn gap(&mut self) {
        self.row += 1;
    }

    /// Gives each column the width of what is in it.
    pub(super) fn finish(self) -> Result<(), XlsxError> {
        self.sheet.set_autofit_max_width(WIDEST);
        self.sheet.autofit();
        Ok(())
    }

    fn write(&mut self, column: u16, cell: Cell) -> Result<(), XlsxError> {
        let top = Format::new().set_align(FormatAlign::Top);
        let (sheet, row) = (&mut *self.sheet, self.row);
        match cell {
            Cell::Text(text) => {
                let text = text::shortened(&text, LONGEST);
                // A cell of a string is never a formula; the quote keeps it from becoming one
                // when somebody edits it.
                let format = if text::begins_a_formula(&text) {
                    top.set_quote_prefix()
                } else {
                    top
                };
                sheet.write_string_with_format(row, column, text, &format.set_text_wrap())?;
            }
            Cell::Number(number, decimals) => {
                let format = top.set_num_format(number_format(decimals));
                sheet.write_number_with_format(row, column, plain(number), &format)?;
            }
            Cell::Measure(value, decimals) => {
                let format = top.set_num_format(number_format(decimals));
                let to = 10_f64.powi(decimals as i32);
                let value = (value * to).round() / to;
                sheet.write_number_with_format(row, column, value, &format)?;
            }
            // A date that spreadsheets do not count (before 1900, after 9999) is written as a text.
            Cell::Day(day) => match date(day) {
                Ok(date) => {
                    let format = top.set_num_format("yyyy-mm-dd");
                    sheet.write_datetime_with_format(row, column, date, &format)?;
                }
                Err(_) => {
                    sheet.write_string_with_format(row, column, day.to_string(), &top)?;
                }
            },
            Cell::Moment(at) => match moment(at) {
                Ok(time) => {
                    let format = top.set_num_format("yyyy-mm-dd hh:mm");
                    sheet.write_datetime_with_format(row, column, time, &format)?;
                }
                Err(_) => {
                    let text = at.format("%Y-%m-%d %H:%M").to_string();
                    sheet.write_string_with_format(row, column, text, &top)?;
                }
            },
            Cell::Formula(formula, result, decimals) => {
                let format = top.set_num_format(number_format(decimals));
                let formula = Formula::new(formula).set_result(plain(result).to_string());
                sheet.write_formula_with_format(row, column, formula, &format)?;
            }
            Cell::Missing(reason) => {
                let format = top
                    .set_italic()
                    .set_text_wrap()
                    .set_font_color(Color::RGB(0x5B_65_75));
                sheet.write_string_with_format(row, column, reason, &format)?;
            }
            Cell::Empty => {}
        }
        Ok(())
    }
}

fn date(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

fn moment(at: DateTime<Utc>) -> Result<ExcelDateTime, XlsxError> {
    let seconds = f64::from(at.second());
    date(at.date_naive())?.and_hms(at.hour() as u16, at.minute() as u8, seconds)
}

/// `#,##0.00`; the program that opens the file shows the separators of its own language.
fn number_format(decimals: u32) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        _ => format!("#,##0.{}", "0".repeat(decimals as usize)),
    }
}

/// The nearest number that the format can hold.
fn plain(number: Decimal) -> f64 {
    number.to_f64().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use model::Currency;

    use super::*;

    #[test]
    fn an_amount_has_the_decimals_of_its_currency() {
        for (currency, least) in [("JPY", 0), ("EUR", 2), ("KWD", 3)] {
            let amount = Decimal::from(1_200);
            let money = Money {
                amount,
                currency: Currency::new(currency).unwrap(),
            };
            assert_eq!(Cell::amount(money), Cell::Number(amount, least));
        }
    }
}
