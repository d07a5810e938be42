//! How long a network is asked for, and when that ends.

use camara::request::Duration;
use chrono::{DateTime, Months, Utc};
use model::GrantedTerm;

use crate::http::Failure;

/// The longest duration taken, in calendar months.
const LONGEST: Months = Months::new(1_200);

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
    /// [`Failure::OutOfRange`] where it is not above 0 or longer than 100 years.
    pub(crate) fn read(duration: Option<&Duration>, now: DateTime<Utc>) -> Result<Self, Failure> {
        let stated = match duration {
            None => None,
            Some(duration) => Some(duration.granted().ok_or_else(out_of_range)?),
        };
        let term = Self { stated };
        let longest = now
            .checked_add_months(LONGEST)
            .unwrap_or(DateTime::<Utc>::MAX_UTC);
        match term.granted().end(now) {
            Some(end) if end <= longest => Ok(term),
            Some(_) | None => Err(out_of_range()),
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
    Failure::OutOfRange("duration/value is not above 0, or is more than 100 years.".to_owned())
}
