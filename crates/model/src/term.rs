//! How long a network is wanted, in the units of the API.

use std::{fmt, num::NonZeroU32, str::FromStr};

use chrono::{DateTime, Months, TimeDelta, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A unit of duration (MultiPoint VPN, `Duration.unit`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermUnit {
    /// 60 seconds.
    Minutes,
    /// 60 minutes.
    Hours,
    /// 24 hours.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

impl TermUnit {
    /// Every unit, shortest first.
    pub const ALL: [Self; 5] = [
        Self::Minutes,
        Self::Hours,
        Self::Days,
        Self::Months,
        Self::Years,
    ];

    /// The wire spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Hours => "hours",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

impl fmt::Display for TermUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for TermUnit {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.as_str() == text)
            .ok_or(TermError::Unit)
    }
}

/// Why a text is not a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// Not a whole number above 0.
    #[error("a duration is a whole number above 0")]
    Value,
    /// Over [`Term::MAX_VALUE`].
    #[error("the duration is too long")]
    TooLong,
    /// Not one of the five units.
    #[error("not a unit of duration")]
    Unit,
}

/// A duration as the app asks for it: a whole number above 0 with an explicit unit.
/// No term at all means the operator's default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// How many units.
    pub value: NonZeroU32,
    /// Of what.
    pub unit: TermUnit,
}

impl Term {
    /// The most units the form takes.
    pub const MAX_VALUE: u32 = 100_000;

    /// A term of `value` units.
    ///
    /// # Errors
    /// [`TermError::Value`] for 0, [`TermError::TooLong`] above [`Term::MAX_VALUE`].
    pub fn new(value: u32, unit: TermUnit) -> Result<Self, TermError> {
        let value = NonZeroU32::new(value).ok_or(TermError::Value)?;
        if value.get() > Self::MAX_VALUE {
            return Err(TermError::TooLong);
        }
        Ok(Self { value, unit })
    }

    /// Reads what a person types; an empty text is no term: the operator's default.
    ///
    /// # Errors
    /// [`TermError`] where it is neither empty nor a whole number in range.
    pub fn parse(value: &str, unit: TermUnit) -> Result<Option<Self>, TermError> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(None);
        }
        if !value.bytes().all(|b| b.is_ascii_digit()) {
            return Err(TermError::Value);
        }
        let value: u32 = value.parse().map_err(|_| TermError::TooLong)?;
        Self::new(value, unit).map(Some)
    }

    /// The moment the term ends when it starts at `start`; months and years are
    /// calendar ones (31 August and 6 months is 28 or 29 February). `None` past the
    /// end of the calendar.
    #[must_use]
    pub fn end(self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        GrantedTerm::from(self).end(start)
    }
}

/// A duration as an operator reports it: any decimal above or below 0, unit included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantedTerm {
    /// How many units, fractions included.
    pub value: Decimal,
    /// Of what.
    pub unit: TermUnit,
}

impl GrantedTerm {
    /// What the API's text calls the default duration: six calendar months.
    #[must_use]
    pub fn six_months() -> Self {
        Self {
            value: Decimal::from(6),
            unit: TermUnit::Months,
        }
    }

    /// The moment the term ends when it starts at `start`. Fractions of months and
    /// years count 30 and 365 days. `None` where it is not above 0 or leaves the calendar.
    #[must_use]
    pub fn end(self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.value <= Decimal::ZERO {
            return None;
        }
        let (months_per_unit, seconds_per_unit) = match self.unit {
            TermUnit::Minutes => (0_u32, 60_i64),
            TermUnit::Hours => (0, 3_600),
            TermUnit::Days => (0, 86_400),
            TermUnit::Months => (1, 30 * 86_400),
            TermUnit::Years => (12, 365 * 86_400),
        };
        let (whole, rest) = if months_per_unit > 0 {
            (self.value.trunc(), self.value.fract())
        } else {
            (Decimal::ZERO, self.value)
        };
        let months = u32::try_from(whole).ok()?.checked_mul(months_per_unit)?;
        let millis = rest
            .checked_mul(Decimal::from(seconds_per_unit * 1000))?
            .round();
        start
            .checked_add_months(Months::new(months))?
            .checked_add_signed(TimeDelta::try_milliseconds(i64::try_from(millis).ok()?)?)
    }
}

impl GrantedTerm {
    /// Whether both are the same time from `start` on: 12 months may be told as 8,760 hours. A
    /// time told in whole hours counts a begun one.
    #[must_use]
    pub fn is_as_long_as(self, told: Self, start: DateTime<Utc>) -> bool {
        if self == told {
            return true;
        }
        let (Some(end), Some(told_end)) = (self.end(start), told.end(start)) else {
            return false;
        };
        let is_in_hours = told.unit == TermUnit::Hours && told.value.fract().is_zero();
        let more = told_end - end;
        more.is_zero() || is_in_hours && TimeDelta::zero() < more && more < TimeDelta::hours(1)
    }
}

impl From<Term> for GrantedTerm {
    fn from(term: Term) -> Self {
        Self {
            value: Decimal::from(term.value.get()),
            unit: term.unit,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> DateTime<Utc> {
        format!("{text}T12:00:00Z").parse().unwrap()
    }

    #[test]
    fn months_are_calendar_months() {
        let six = GrantedTerm::six_months();
        assert_eq!(six.end(day("2026-08-31")), Some(day("2027-02-28")));
        assert_eq!(six.end(day("2027-08-31")), Some(day("2028-02-29")));
        let year = Term::new(1, TermUnit::Years).unwrap();
        assert_eq!(year.end(day("2028-02-29")), Some(day("2029-02-28")));
    }

    #[test]
    fn nothing_typed_is_the_operators_default() {
        assert_eq!(Term::parse("  ", TermUnit::Months), Ok(None));
        assert_eq!(Term::parse("0", TermUnit::Months), Err(TermError::Value));
        assert_eq!(Term::parse("-1", TermUnit::Months), Err(TermError::Value));
        assert_eq!(Term::parse("1.5", TermUnit::Months), Err(TermError::Value));
        assert_eq!(
            Term::parse("99999999999", TermUnit::Days),
            Err(TermError::TooLong)
        );
    }

    #[test]
    fn the_same_time_may_be_told_in_hours() {
        let term = |value, unit| GrantedTerm::from(Term::new(value, unit).unwrap());
        let start = day("2026-11-21");
        let year = term(12, TermUnit::Months);
        assert!(year.is_as_long_as(term(8_760, TermUnit::Hours), start));
        assert!(!year.is_as_long_as(term(8_760, TermUnit::Hours), day("2027-11-21")));
        assert!(!year.is_as_long_as(term(8_759, TermUnit::Hours), start));
        let begun = term(61, TermUnit::Minutes);
        assert!(begun.is_as_long_as(term(2, TermUnit::Hours), start));
        assert!(!begun.is_as_long_as(term(3, TermUnit::Hours), start));
        assert!(!begun.is_as_long_as(term(1, TermUnit::Hours), start));
        assert!(!begun.is_as_long_as(term(62, TermUnit::Minutes), start));
    }

    #[test]
    fn a_granted_fraction_of_a_month_counts_30_days() {
        let term = GrantedTerm {
            value: Decimal::new(15, 1),
            unit: TermUnit::Months,
        };
        assert_eq!(term.end(day("2026-01-01")), Some(day("2026-02-16")));
    }

    proptest! {
        #[test]
        fn a_longer_term_never_ends_sooner(value in 1_u32..500, unit in 0_usize..5) {
            let unit = TermUnit::ALL[unit];
            let start = day("2026-08-31");
            let shorter = Term::new(value, unit).unwrap().end(start);
            let longer = Term::new(value + 1, unit).unwrap().end(start);
            prop_assert!(longer >= shorter && shorter > Some(start));
        }

        #[test]
        fn no_granted_term_makes_it_panic(value in any::<i64>(), scale in 0_u32..28, unit in 0_usize..5) {
            let term = GrantedTerm { value: Decimal::new(value, scale), unit: TermUnit::ALL[unit] };
            let _ = term.end(day("2026-08-31"));
        }
    }
}
