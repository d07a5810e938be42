//! What an offer comes to: per month, over its term, and for each Mbps, where that follows from it.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{Fee, FeePeriod, Money, Offer, Requirement, Term, TermUnit};

/// Why a figure does not follow from an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The operator named no fee.
    NoFee,
    /// The operator does not say what its fee covers.
    PeriodUnknown,
    /// No duration was asked for, so that the operator's own holds, and it is not said.
    TermUnknown,
    /// The duration is not one of whole months, which a monthly fee and one for the whole term
    /// cannot be brought together by.
    NotWholeMonths,
    /// The figure is beyond what can be written exactly.
    TooLarge,
}

impl Gap {
    /// The value of the automation attribute `data-gap`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoFee => "no-fee",
            Self::PeriodUnknown => "period-unknown",
            Self::TermUnknown => "term-unknown",
            Self::NotWholeMonths => "not-whole-months",
            Self::TooLarge => "too-large",
        }
    }
}

/// Decimals of a figure per month or term that is not the operator's own.
const CENTS: u32 = 2;
/// Decimals of a fee per Mbps and month, of which a cent is a large part.
const PER_MBPS: u32 = 4;

/// What an offer comes to, each as money or as the reason why it is missing. An amount of the
/// operator's own is kept as it is; one that is worked out is rounded half away from zero, as
/// spreadsheets do, to the hundredth (the ten-thousandth for each Mbps).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Per month; the average of it where the fee is for the whole term.
    pub monthly: Result<Money, Gap>,
    /// Over the duration asked for.
    pub total: Result<Money, Gap>,
    /// Per month and Mbps of guaranteed bandwidth, all connections together.
    pub per_mbps: Result<Money, Gap>,
}

impl Figures {
    /// What `offer` comes to when `requirement` is asked of so many `connections`.
    #[must_use]
    pub fn of(offer: &Offer, requirement: &Requirement, connections: usize) -> Self {
        let fee = offer.fee.as_ref();
        let months = whole_months(requirement.term);
        Self {
            monthly: monthly(fee, months).map(|exact| rounded(exact, fee, CENTS)),
            total: total(fee, months).map(|exact| rounded(exact, fee, CENTS)),
            per_mbps: monthly(fee, months).and_then(|exact| {
                let mbps = Decimal::from(requirement.bandwidth.get());
                let all = mbps.checked_mul(Decimal::from(connections));
                let each = all.and_then(|all| exact.amount.checked_div(all));
                let amount = each.ok_or(Gap::TooLarge)?;
                Ok(rounded(Money { amount, ..exact }, None, PER_MBPS))
            }),
        }
    }
}

/// The months of a term that is whole months or years.
///
/// # Errors
/// [`Gap::TermUnknown`] without a term, [`Gap::NotWholeMonths`] for any other.
pub fn whole_months(term: Option<Term>) -> Result<u32, Gap> {
    let term = term.ok_or(Gap::TermUnknown)?;
    match term.unit {
        TermUnit::Months => Ok(term.value.get()),
        TermUnit::Years => term.value.get().checked_mul(12).ok_or(Gap::TooLarge),
        TermUnit::Minutes | TermUnit::Hours | TermUnit::Days => Err(Gap::NotWholeMonths),
    }
}

/// The fee per month before rounding.
fn monthly(fee: Option<&Fee>, months: Result<u32, Gap>) -> Result<Money, Gap> {
    let fee = fee.ok_or(Gap::NoFee)?;
    match fee.period {
        FeePeriod::Month => Ok(fee.money),
        FeePeriod::Term => {
            let amount = fee.money.amount.checked_div(Decimal::from(months?));
            let amount = amount.ok_or(Gap::TooLarge)?;
            Ok(Money {
                amount,
                ..fee.money
            })
        }
        FeePeriod::Unknown => Err(Gap::PeriodUnknown),
    }
}

fn total(fee: Option<&Fee>, months: Result<u32, Gap>) -> Result<Money, Gap> {
    let fee = fee.ok_or(Gap::NoFee)?;
    match fee.period {
        FeePeriod::Term => Ok(fee.money),
        FeePeriod::Month => {
            let amount = fee.money.amount.checked_mul(Decimal::from(months?));
            let amount = amount.ok_or(Gap::TooLarge)?;
            Ok(Money {
                amount,
                ..fee.money
            })
        }
        FeePeriod::Unknown => Err(Gap::PeriodUnknown),
    }
}

/// `exact` to so many decimals, unless it is the operator's own amount.
fn rounded(exact: Money, fee: Option<&Fee>, decimals: u32) -> Money {
    if fee.is_some_and(|fee| fee.money == exact) {
        return exact;
    }
    let amount = exact
        .amount
        .round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    Money { amount, ..exact }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Currency, Feasibility, Level, Mbps, Origin, Protection, Routing, Wait};

    fn offer(cents: i64, period: FeePeriod) -> Offer {
        Offer {
            level: Some(Level::AA.into()),
            feasibility: Feasibility::Feasible,
            fee: Some(Fee {
                money: Money {
                    amount: Decimal::new(cents, 2),
                    currency: Currency::new("EUR").unwrap(),
                },
                period,
                origin: Origin::Live,
            }),
            wait: Wait::Days(3),
        }
    }

    fn asked(mbps: u32, term: Option<(u32, TermUnit)>) -> Requirement {
        Requirement {
            bandwidth: Mbps::new(mbps).unwrap(),
            term: term.map(|(value, unit)| Term::new(value, unit).unwrap()),
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
        }
    }

    fn amounts(figures: Figures) -> [Result<String, Gap>; 3] {
        [figures.monthly, figures.total, figures.per_mbps]
            .map(|figure| figure.map(|money| money.amount.to_string()))
    }

    #[test]
    fn a_fee_for_the_month_is_taken_as_often_as_there_are_months() {
        let monthly = offer(123_450, FeePeriod::Month);
        let of = Figures::of(&monthly, &asked(500, Some((2, TermUnit::Years))), 4);
        assert_eq!(
            amounts(of),
            [
                Ok("1234.50".to_owned()),
                Ok("29628.00".to_owned()),
                Ok("0.6173".to_owned()),
            ]
        );
    }

    #[test]
    fn a_fee_for_the_term_is_spread_over_its_months() {
        let whole = offer(100_000, FeePeriod::Term);
        let of = Figures::of(&whole, &asked(100, Some((6, TermUnit::Months))), 1);
        assert_eq!(
            amounts(of),
            [
                Ok("166.67".to_owned()),
                Ok("1000.00".to_owned()),
                Ok("1.6667".to_owned()),
            ]
        );
    }

    #[test]
    fn a_total_is_rounded_to_the_hundredth_and_what_the_operator_says_is_not() {
        let year = asked(100, Some((12, TermUnit::Months)));
        let mut fine = offer(0, FeePeriod::Month);
        let total = |fine: &Offer| amounts(Figures::of(fine, &year, 1))[1].clone().unwrap();
        for (ten_thousandths, expected) in [(10_004, "12.00"), (10_005, "12.01"), (12_345, "14.81")]
        {
            fine.fee.as_mut().unwrap().money.amount = Decimal::new(ten_thousandths, 4);
            assert_eq!(total(&fine), expected, "{ten_thousandths}");
        }
        fine.fee.as_mut().unwrap().period = FeePeriod::Term;
        assert_eq!(total(&fine), "1.2345");
    }

    #[test]
    fn what_does_not_follow_is_missing_and_says_why() {
        let mut none = offer(100, FeePeriod::Term);
        none.fee = None;
        let months = asked(100, Some((6, TermUnit::Months)));
        assert_eq!(Figures::of(&none, &months, 1).total, Err(Gap::NoFee));
        let unknown = offer(100, FeePeriod::Unknown);
        assert_eq!(
            amounts(Figures::of(&unknown, &months, 1)),
            [(); 3].map(|()| Err(Gap::PeriodUnknown))
        );
        let monthly = offer(100, FeePeriod::Month);
        let open = Figures::of(&monthly, &asked(100, None), 1);
        assert_eq!(open.total, Err(Gap::TermUnknown));
        assert!(open.monthly.is_ok() && open.per_mbps.is_ok());
        let days = asked(100, Some((90, TermUnit::Days)));
        assert_eq!(
            Figures::of(&monthly, &days, 1).total,
            Err(Gap::NotWholeMonths)
        );
        let whole = Figures::of(&offer(100, FeePeriod::Term), &days, 1);
        assert_eq!(whole.monthly, Err(Gap::NotWholeMonths));
        assert!(whole.total.is_ok());
        let nothing = Figures::of(&monthly, &months, 0);
        assert_eq!(nothing.per_mbps, Err(Gap::TooLarge));
    }

    proptest! {
        #[test]
        fn a_total_is_exact_to_the_cent(cents in 0_i64..100_000_000_000, months in 1_u32..1_000) {
            let term = asked(100, Some((months, TermUnit::Months)));
            let of = Figures::of(&offer(cents, FeePeriod::Month), &term, 1);
            prop_assert_eq!(of.total.unwrap().amount, Decimal::new(cents * i64::from(months), 2));
        }

        #[test]
        fn an_average_month_is_within_half_a_cent(cents in 0_i64..100_000_000_000, months in 1_u32..1_000) {
            let term = asked(100, Some((months, TermUnit::Months)));
            let of = Figures::of(&offer(cents, FeePeriod::Term), &term, 1);
            let off = of.monthly.unwrap().amount * Decimal::from(months) - Decimal::new(cents, 2);
            prop_assert!(off.abs() <= Decimal::new(5, 3) * Decimal::from(months));
        }
    }
}
