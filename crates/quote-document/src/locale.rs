//! Numbers, money, dates and durations as a language writes them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use iso_currency::Currency as KnownCurrency;
use model::{Money, Term, TermUnit};
use rust_decimal::Decimal;

use crate::Language;

/// Keeps a number and its unit on one line.
const NO_BREAK: char = '\u{a0}';
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const GERMAN_MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// The decimals to show of an amount: as many as it has, and at least those of its currency
/// (ISO 4217).
pub(crate) fn decimals(money: Money) -> u32 {
    let known = KnownCurrency::from_code(money.currency.code());
    let least = known.and_then(|known| known.exponent());
    money.amount.scale().max(least.map_or(0, u32::from))
}

#[cfg_attr(
    not(any(feature = "pdf", test)),
    expect(dead_code, reason = "only the PDF writes sentences")
)]
impl Language {
    /// A number with its digits in groups of three, and not a digit less than it has.
    #[must_use]
    pub fn number(self, number: Decimal) -> String {
        let (group, point) = match self {
            Self::English => (',', '.'),
            Self::German => ('.', ','),
        };
        let plain = number.abs().to_string();
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut text = String::new();
        if number.is_sign_negative() && !number.is_zero() {
            text.push('\u{2212}');
        }
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                text.push(group);
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(point);
            text.push_str(decimals);
        }
        text
    }

    /// A count.
    pub(crate) fn count(self, count: usize) -> String {
        self.number(Decimal::from(count))
    }

    /// A measured number with so many decimals; none where it is not a number.
    pub(crate) fn measure(self, value: f64, decimals: usize) -> Option<String> {
        let value: Decimal = format!("{value:.decimals$}").parse().ok()?;
        Some(self.number(value))
    }

    /// Money with the code of its currency, and at least as many decimals as the currency has.
    #[must_use]
    pub fn money(self, money: Money) -> String {
        let code = money.currency.code();
        let mut amount = money.amount;
        amount.rescale(decimals(money));
        let number = self.number(amount);
        match self {
            Self::English => format!("{code}{NO_BREAK}{number}"),
            Self::German => format!("{number}{NO_BREAK}{code}"),
        }
    }

    /// A day: `22 November 2026`.
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        let month = date.month0() as usize;
        let (day, year) = (date.day(), date.year());
        match self {
            Self::English => format!("{day}{NO_BREAK}{} {year}", ENGLISH_MONTHS[month]),
            Self::German => format!("{day}.{NO_BREAK}{} {year}", GERMAN_MONTHS[month]),
        }
    }

    /// A moment in UTC: `22 November 2026, 05:14 UTC`.
    #[must_use]
    pub fn moment(self, at: DateTime<Utc>) -> String {
        let time = at.format("%H:%M");
        format!("{}, {time}{NO_BREAK}UTC", self.date(at.date_naive()))
    }

    /// A duration: `12 months`.
    #[must_use]
    pub fn term(self, term: Term) -> String {
        let number = self.number(Decimal::from(term.value.get()));
        let (one, many) = match (self, term.unit) {
            (Self::English, TermUnit::Minutes) => ("minute", "minutes"),
            (Self::English, TermUnit::Hours) => ("hour", "hours"),
            (Self::English, TermUnit::Days) => ("day", "days"),
            (Self::English, TermUnit::Months) => ("month", "months"),
            (Self::English, TermUnit::Years) => ("year", "years"),
            (Self::German, TermUnit::Minutes) => ("Minute", "Minuten"),
            (Self::German, TermUnit::Hours) => ("Stunde", "Stunden"),
            (Self::German, TermUnit::Days) => ("Tag", "Tage"),
            (Self::German, TermUnit::Months) => ("Monat", "Monate"),
            (Self::German, TermUnit::Years) => ("Jahr", "Jahre"),
        };
        let unit = if term.value.get() == 1 { one } else { many };
        format!("{number}{NO_BREAK}{unit}")
    }

    /// What a number of months is called.
    pub(crate) const fn months(self) -> &'static str {
        match self {
            Self::English => "months",
            Self::German => "Monate",
        }
    }

    /// So many days: `5 days`.
    pub(crate) fn days(self, days: u32) -> String {
        let number = self.number(Decimal::from(days));
        let unit = match (self, days) {
            (Self::English, 1) => "day",
            (Self::English, _) => "days",
            (Self::German, 1) => "Tag",
            (Self::German, _) => "Tage",
        };
        format!("{number}{NO_BREAK}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use model::Currency;
    use proptest::prelude::*;

    use super::*;

    fn money(amount: &str, currency: &str) -> Money {
        Money {
            amount: amount.parse().unwrap(),
            currency: Currency::new(currency).unwrap(),
        }
    }

    #[test]
    fn money_is_written_as_the_language_writes_it() {
        for (amount, currency, english, german) in [
            ("1234567.5", "EUR", "EUR 1,234,567.50", "1.234.567,50 EUR"),
            ("0.6173", "EUR", "EUR 0.6173", "0,6173 EUR"),
            ("1000", "JPY", "JPY 1,000", "1.000 JPY"),
            ("-12.3", "KWD", "KWD \u{2212}12.300", "\u{2212}12,300 KWD"),
            ("5", "XYZ", "XYZ 5", "5 XYZ"),
        ] {
            let money = money(amount, currency);
            let written = [Language::English, Language::German]
                .map(|language| language.money(money).replace(NO_BREAK, " "));
            assert_eq!(written, [english, german]);
        }
    }

    #[test]
    fn dates_and_durations_are_in_the_language() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let year = Term::new(1, TermUnit::Years).unwrap();
        let plain = |text: String| text.replace(NO_BREAK, " ");
        assert_eq!(plain(Language::English.date(day)), "1 March 2026");
        assert_eq!(plain(Language::German.date(day)), "1. März 2026");
        assert_eq!(plain(Language::English.term(year)), "1 year");
        assert_eq!(plain(Language::German.days(1_000)), "1.000 Tage");
    }

    proptest! {
        #[test]
        fn no_digit_is_lost(units in any::<i64>(), scale in 0_u32..10) {
            let number = Decimal::new(units, scale);
            let written = Language::German.number(number);
            let read = written.replace('.', "").replace(',', ".").replace('\u{2212}', "-");
            prop_assert_eq!(read.parse::<Decimal>().unwrap(), number);
        }
    }
}
