//! How numbers, money, dates and durations are written.

mod intl;
mod phrase;

use chrono::{DateTime, Utc};
use model::{Mbps, Money};
use rust_decimal::Decimal;

use crate::model::fixed::fixed;

pub use phrase::{
    difference, fee_amount, fee_period, gap, granted_term, how_long_ago, latency, routing, state,
    term, time_left, wait,
};

/// A whole number with the locale's grouping: `1,000`.
#[must_use]
pub fn number(value: impl Into<u64>) -> String {
    intl::decimal(&value.into().to_string())
}

/// A decimal with the locale's marks, at the precision it has.
#[must_use]
pub fn decimal(value: Decimal) -> String {
    intl::decimal(&value.normalize().to_string())
}

/// A number of `places` digits after the decimal mark.
#[must_use]
pub fn measure(value: f64, places: u32) -> String {
    intl::decimal(&fixed(value, places))
}

/// What an operator wrote, with the locale's decimal mark and each of its digits where it is a number.
#[must_use]
pub fn as_written(text: &str) -> String {
    if text.parse::<Decimal>().is_err() {
        return text.to_owned();
    }
    let half = measure(0.5, 1);
    text.replace('.', half.trim_matches(|mark: char| mark.is_ascii_digit()))
}

/// Money with its symbol: `€ 6,120.00`.
#[must_use]
pub fn money(value: Money) -> String {
    intl::money(&value.amount.to_string(), value.currency.code(), None)
}

/// Money for each Mbps, to a hundredth of a cent: `€ 0.6173`.
#[must_use]
pub fn rate(value: Money) -> String {
    intl::money(&value.amount.to_string(), value.currency.code(), Some(4))
}

/// A bandwidth with its unit: `1,000 Mbps`.
#[must_use]
pub fn bandwidth(value: Mbps) -> String {
    crate::t!("bandwidth", number = number(value.get()))
}

/// A day with month and year: `7 January 2027`.
#[must_use]
pub fn date(at: DateTime<Utc>) -> String {
    intl::time(at, intl::Shape::Date)
}

/// A day and a time of it: `21 Nov 2026, 09:12`.
#[must_use]
pub fn date_time(at: DateTime<Utc>) -> String {
    intl::time(at, intl::Shape::DateTime)
}

/// A short day and time, without a year: `21 Nov, 09:12`.
#[must_use]
pub fn short_date_time(at: DateTime<Utc>) -> String {
    intl::time(at, intl::Shape::ShortDateTime)
}

/// A short day: `21 Nov`.
#[must_use]
pub fn short_date(at: DateTime<Utc>) -> String {
    intl::time(at, intl::Shape::ShortDate)
}

/// A time of the day with seconds: `14:02:11`.
#[must_use]
pub fn clock(at: DateTime<Utc>) -> String {
    intl::time(at, intl::Shape::Clock)
}
