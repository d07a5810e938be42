//! How long a network is asked for, and when that ends.

use camara::request::Duration;
use chrono::{DateTime, Utc};
use model::{GrantedTerm, TermUnit};
use rust_decimal::Decimal;

use crate::http::Failure;

/// The shortest duration taken, in its own unit: a thousandth.
pub(crate) const SHORTEST: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// The longest duration taken, in its own unit: a hundred years, of 365 days where the unit
/// is not of the calendar.
pub(crate) const fn longest(unit: TermUnit) -> u32 {
    match unit {
        TermUnit::Minutes => 52_560_000,
        TermUnit::Hours => 876_000,
        TermUnit::Days => 36_500,
        TermUnit::Months => 1_200,
        TermUnit::Years => 100,
    }
}

/// A duration as asked for or left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AskedTerm {
    /// What the customer said; `None` for nothing.
    pub(crate) stated: Option<GrantedTerm>,
}

impl AskedTerm {
    /// Reads a duration.
    ///
    /// # Errors
    /// [`Failure::OutOfRange`] where it is shorter than [`SHORTEST`] or longer than [`longest`].
    pub(crate) fn read(duration: Option<&Duration>, now: DateTime<Utc>) -> Result<Self, Failure> {
        let stated = match duration {
            None => None,
            Some(duration) => Some(duration.granted().ok_or_else(out_of_range)?),
        };
        let term = Self { stated };
        let granted = term.granted();
        let is_in_range = (SHORTEST..=longest(granted.unit).into()).contains(&granted.value);
        if is_in_range && granted.end(now).is_some() {
            Ok(term)
        } else {
            Err(out_of_range())
        }
    }

    /// What the customer gets: six calendar months where nothing was said.
    pub(crate) fn granted(self) -> GrantedTerm {
        self.stated.unwrap_or_else(GrantedTerm::six_months)
    }

    /// When it ends if it begins at `start`.
    pub(crate) fn end(self, start: DateTime<Utc>) -> DateTime<Utc> {
        self.granted()
            .end(start)
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

fn out_of_range() -> Failure {
    Failure::OutOfRange(
        "duration/value is not a thousandth of its unit, or is more than 100 years.".to_owned(),
    )
}
