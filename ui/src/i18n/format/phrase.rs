//! Whole phrases for the terms of the domain.

use chrono::{DateTime, Utc};
use model::{
    Expiry, Fee, FeeDifference, FeePeriod, Gap, GrantedTerm, Money, Routing, SessionState, Term,
    TermUnit, Wait,
};
use rust_decimal::Decimal;

use super::{date, decimal, money, number};
use crate::t;

/// `12 months`; nothing given is the operator's default.
#[must_use]
pub fn term(term: Option<Term>) -> String {
    term.map_or_else(
        || t!("term-default"),
        |term| granted_term(GrantedTerm::from(term)),
    )
}

/// `12 months`, or `1.5 days` where an operator grants fractions.
#[must_use]
pub fn granted_term(term: GrantedTerm) -> String {
    let number = decimal(term.value);
    // Only a plain 1 takes the singular.
    let count = i32::from(term.value != Decimal::ONE) + 1;
    match term.unit {
        TermUnit::Minutes => t!("term-minutes", count = count, number = number),
        TermUnit::Hours => t!("term-hours", count = count, number = number),
        TermUnit::Days => t!("term-days", count = count, number = number),
        TermUnit::Months => t!("term-months", count = count, number = number),
        TermUnit::Years => t!("term-years", count = count, number = number),
    }
}

/// The amount of a fee; a missing one is on request, never zero.
#[must_use]
pub fn fee_amount(fee: Option<&Fee>) -> String {
    fee.map_or_else(|| t!("fee-missing"), |fee| money(fee.money))
}

/// What a fee covers: `per month`, `for 12 months`, `period not stated`.
#[must_use]
pub fn fee_period(period: FeePeriod, covered: Option<Term>) -> String {
    match (period, covered) {
        (FeePeriod::Month, _) => t!("fee-per-month"),
        (FeePeriod::Term, Some(covered)) => t!("fee-for-term", term = term(Some(covered))),
        (FeePeriod::Term, None) => t!("fee-for-default-term"),
        (FeePeriod::Unknown, _) => t!("fee-period-unknown"),
    }
}

/// Why a figure is missing, in words short enough for its place.
#[must_use]
pub fn gap(gap: Gap) -> String {
    match gap {
        Gap::NoFee => t!("fee-missing"),
        Gap::PeriodUnknown => t!("gap-period"),
        Gap::TermUnknown => t!("gap-term"),
        Gap::NotWholeMonths => t!("gap-months"),
        Gap::TooLarge => t!("missing-value"),
    }
}

/// When something would be ready: `Ready in 2 days`, `Ready at once`.
#[must_use]
pub fn wait(wait: Wait) -> String {
    match wait {
        Wait::Days(0) => t!("wait-none"),
        Wait::Days(days) => t!("wait-days", count = days, number = number(days)),
        Wait::Unknown => t!("wait-unknown"),
    }
}

/// How one fee compares with another: `+€ 20.00 (+2.1 %)`.
#[must_use]
pub fn difference(difference: &FeeDifference) -> String {
    let FeeDifference::Known { change, percent } = difference else {
        return t!("difference-none");
    };
    if change.amount.is_zero() {
        return t!("difference-zero");
    }
    let amount = change_in_words(*change);
    match percent {
        Some(percent) => {
            t!(
                "difference-percent",
                amount = amount,
                percent = signed(*percent)
            )
        }
        None => amount,
    }
}

fn change_in_words(change: Money) -> String {
    format!(
        "{}{}",
        sign(change.amount),
        money(Money {
            amount: change.amount.abs(),
            ..change
        })
    )
}

fn signed(value: Decimal) -> String {
    format!("{}{}", sign(value), decimal(value.abs()))
}

const fn sign(value: Decimal) -> &'static str {
    if value.is_sign_negative() {
        "\u{2212}"
    } else {
        "+"
    }
}

/// The name of a state.
#[must_use]
pub fn state(state: SessionState) -> String {
    match state {
        SessionState::Requested => t!("state-requested"),
        SessionState::Available => t!("state-available"),
        SessionState::Changing => t!("state-changing"),
        SessionState::Deleting => t!("state-deleting"),
        SessionState::Expired => t!("state-expired"),
        SessionState::Failed => t!("state-failed"),
        SessionState::Unavailable => t!("state-unavailable"),
        SessionState::Gone => t!("state-gone"),
        SessionState::Unknown => t!("state-unknown"),
    }
}

/// The name of a kind of routing.
#[must_use]
pub fn routing(routing: Routing) -> String {
    match routing {
        Routing::Bgp => t!("routing-bgp"),
        Routing::Static => t!("routing-static"),
    }
}

/// A latency: `240 ms`.
#[must_use]
pub fn latency(milliseconds: u32) -> String {
    t!("latency", number = number(milliseconds))
}

/// How long until the end: `214 days`, `3 h 20 min`; past it, the day.
#[must_use]
pub fn time_left(expiry: Option<Expiry>, now: DateTime<Utc>) -> String {
    let Some(expiry) = expiry else {
        return t!("time-left-unknown");
    };
    let left = expiry.at - now;
    if left.num_seconds() <= 0 {
        return t!("time-left-over", date = date(expiry.at));
    }
    let (hours, minutes) = (left.num_hours(), left.num_minutes());
    if hours >= 48 {
        // To the nearest day: a year that has just begun has 365.
        let days = (hours + 12) / 24;
        t!(
            "time-left-days",
            count = days,
            number = number(days.unsigned_abs())
        )
    } else if hours >= 1 {
        t!(
            "time-left-hours",
            hours = hours,
            minutes = minutes - hours * 60
        )
    } else {
        t!("time-left-minutes", count = minutes.max(1))
    }
}

/// How long ago something was: `3 s ago`.
#[must_use]
pub fn how_long_ago(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let gone = (now - at).max(chrono::TimeDelta::zero());
    if gone.num_seconds() < 60 {
        t!("ago-seconds", count = gone.num_seconds())
    } else if gone.num_minutes() < 60 {
        t!("ago-minutes", count = gone.num_minutes())
    } else {
        t!("ago-at", time = super::short_date_time(at))
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use model::{Currency, ExpirySource, Origin};

    use super::*;

    fn fee(amount: &str, period: FeePeriod) -> Fee {
        Fee {
            money: Money {
                amount: amount.parse().unwrap(),
                currency: Currency::new("EUR").unwrap(),
            },
            period,
            origin: Origin::Live,
        }
    }

    #[test]
    fn a_missing_fee_is_on_request() {
        assert_eq!(fee_amount(None), "Price on request");
        assert_eq!(
            fee_amount(Some(&fee("6120.00", FeePeriod::Term))),
            "€\u{a0}6,120.00"
        );
    }

    #[test]
    fn a_fee_says_what_it_covers() {
        let year = Term::new(12, TermUnit::Months).ok();
        assert_eq!(fee_period(FeePeriod::Term, year), "for 12 months");
        assert_eq!(fee_period(FeePeriod::Month, year), "per month");
        assert_eq!(fee_period(FeePeriod::Unknown, year), "period not stated");
    }

    #[test]
    fn the_time_left_grows_finer_towards_the_end() {
        let now: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let left = |delta| {
            time_left(
                Some(Expiry {
                    at: now + delta,
                    source: ExpirySource::Operator,
                }),
                now,
            )
        };
        assert_eq!(left(TimeDelta::days(214)), "214 days");
        assert_eq!(left(TimeDelta::seconds(365 * 86_400 - 5)), "365 days");
        assert_eq!(left(TimeDelta::days(2)), "2 days");
        assert_eq!(left(TimeDelta::seconds(2 * 86_400 - 60)), "47 h 59 min");
        assert_eq!(left(TimeDelta::minutes(200)), "3 h 20 min");
        assert_eq!(left(TimeDelta::seconds(5)), "1 min");
        assert!(left(TimeDelta::days(-1)).contains("1 November 2026"));
    }

    #[test]
    fn a_difference_has_a_sign_and_a_share() {
        let cheaper = FeeDifference::between(
            Some(&fee("100.00", FeePeriod::Month)),
            Some(&fee("90.00", FeePeriod::Month)),
        );
        assert_eq!(difference(&cheaper), "\u{2212}€\u{a0}10.00 (\u{2212}10 %)");
        let periods_differ = FeeDifference::between(
            Some(&fee("100.00", FeePeriod::Month)),
            Some(&fee("90.00", FeePeriod::Term)),
        );
        assert_eq!(difference(&periods_differ), "Not comparable");
    }

    #[test]
    fn only_one_takes_the_singular() {
        let one = GrantedTerm {
            value: Decimal::ONE,
            unit: TermUnit::Days,
        };
        let half = GrantedTerm {
            value: "1.5".parse().unwrap(),
            unit: TermUnit::Days,
        };
        assert_eq!(granted_term(one), "1 day");
        assert_eq!(granted_term(half), "1.5 days");
    }
}
