//! How long a session still has, in the units an operator is asked in.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Expiry, Term, TermUnit};

/// The time from `now` to the end, rounded up: whole days, or whole hours where it is
/// under two days; at least one. `None` where the end is not known.
pub(super) fn remaining(expiry: Option<Expiry>, now: DateTime<Utc>) -> Option<Term> {
    let left = expiry?.at - now;
    let (unit, length) = if left < TimeDelta::days(2) {
        (TermUnit::Hours, TimeDelta::hours(1))
    } else {
        (TermUnit::Days, TimeDelta::days(1))
    };
    let units = left.num_milliseconds().max(1) as u64;
    let units = units.div_ceil(length.num_milliseconds().unsigned_abs());
    let units = u32::try_from(units).unwrap_or(u32::MAX);
    Term::new(units.min(Term::MAX_VALUE), unit).ok()
}

#[cfg(test)]
mod tests {
    use model::ExpirySource;
    use proptest::prelude::*;

    use super::*;

    fn left(seconds: i64) -> Option<Term> {
        let now = crate::testing::start();
        let expiry = Expiry {
            at: now + TimeDelta::seconds(seconds),
            source: ExpirySource::Operator,
        };
        remaining(Some(expiry), now)
    }

    #[test]
    fn days_while_there_are_two_and_hours_below() {
        assert_eq!(left(365 * 86_400), Term::new(365, TermUnit::Days).ok());
        assert_eq!(left(2 * 86_400 + 1), Term::new(3, TermUnit::Days).ok());
        assert_eq!(left(86_400), Term::new(24, TermUnit::Hours).ok());
        assert_eq!(left(-5), Term::new(1, TermUnit::Hours).ok());
        assert_eq!(remaining(None, crate::testing::start()), None);
    }

    proptest! {
        #[test]
        fn never_shorter_than_what_is_left(seconds in 1_i64..3_000_000_000) {
            let term = left(seconds).unwrap();
            let end = term.end(crate::testing::start()).unwrap();
            prop_assert!(end >= crate::testing::start() + TimeDelta::seconds(seconds));
        }
    }
}
