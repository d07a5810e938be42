//! What a connection costs, exact in decimal.

use model::{GrantedTerm, Level, TermUnit};
use rust_decimal::{Decimal, RoundingStrategy};

use super::{
    book::{AccessClass, BandwidthTier, PriceBook},
    offer::RentPeriod,
};

/// Hours of a billing month: a year of 365 days has twelve.
const HOURS_PER_MONTH: i64 = 730;

/// Months that decide the discount where the customer left the duration open.
const MONTHS_LEFT_OPEN: u32 = 6;

/// How far apart the metros of a connection are, as far as the price goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// Both ends have the same metro.
    Metro,
    /// Two metros of one zone.
    Zone,
    /// Two zones.
    Interzone,
}

/// A demand's rent but for its level.
pub(super) struct Bill<'a> {
    book: &'a PriceBook,
    /// Of all connections together, per month.
    fees: Decimal,
    protection: Decimal,
    /// What the discount leaves of the rent, as a fraction.
    kept: Decimal,
    months: Decimal,
    period: RentPeriod,
}

/// What a level costs, in cents.
pub(super) struct Rent {
    pub(super) rent: Decimal,
    /// What [`Self::rent`] covers.
    pub(super) period: RentPeriod,
    pub(super) monthly: Decimal,
}

impl PriceBook {
    /// The monthly fee of one connection before what depends on level, protection and term.
    pub(super) fn connection_fee(
        &self,
        mbps: u32,
        distance: Distance,
        access: [&AccessClass; 2],
    ) -> Decimal {
        let port = self.by_bandwidth(mbps, |tier| tier.port);
        let transport = self.by_bandwidth(mbps, |tier| match distance {
            Distance::Metro => tier.metro,
            Distance::Zone => tier.zone,
            Distance::Interzone => tier.interzone,
        });
        port * Decimal::TWO + transport + access[0].monthly_fee + access[1].monthly_fee
    }

    /// What the levels of one demand have in common.
    pub(super) fn bill(
        &self,
        fees: impl IntoIterator<Item = Decimal>,
        is_protected: bool,
        term: Option<GrantedTerm>,
    ) -> Bill<'_> {
        let (months, period) = match term {
            Some(term) => (billing_months(term), RentPeriod::Term),
            None => (Decimal::from(MONTHS_LEFT_OPEN), RentPeriod::Month),
        };
        let protection = if is_protected {
            self.protection_factor
        } else {
            Decimal::ONE
        };
        Bill {
            book: self,
            fees: fees.into_iter().sum(),
            protection,
            kept: Decimal::ONE - self.discount(months),
            months,
            period,
        }
    }

    /// The sum over the bandwidth tiers: each further Mbps costs its tier's fee.
    fn by_bandwidth(&self, mbps: u32, fee: impl Fn(&BandwidthTier) -> Decimal) -> Decimal {
        let mut from = 0;
        let mut sum = Decimal::ZERO;
        for tier in &self.bandwidth_tiers {
            let within = mbps.min(tier.up_to_mbps).saturating_sub(from);
            sum += fee(tier) * Decimal::from(within);
            from = tier.up_to_mbps;
        }
        sum
    }

    fn discount(&self, months: Decimal) -> Decimal {
        let reached = self
            .term_discounts
            .iter()
            .rfind(|step| Decimal::from(step.from_months) <= months);
        reached.map_or(Decimal::ZERO, |step| step.discount)
    }
}

impl Bill<'_> {
    /// The rent at a level, in cents.
    pub(super) fn rent(&self, level: Level) -> Rent {
        let level = self.book.level(level).price_factor;
        let monthly = self.fees * level * self.protection * self.kept;
        let rent = match self.period {
            RentPeriod::Month => monthly,
            RentPeriod::Term => monthly * self.months,
        };
        Rent {
            rent: in_cents(rent),
            period: self.period,
            monthly: in_cents(monthly),
        }
    }
}

/// A term in months for billing, one day at least. Months and years count as whole ones,
/// shorter units at 730 hours to the month.
fn billing_months(term: GrantedTerm) -> Decimal {
    let months = match term.unit {
        TermUnit::Minutes => term.value / Decimal::from(HOURS_PER_MONTH * 60),
        TermUnit::Hours => term.value / Decimal::from(HOURS_PER_MONTH),
        TermUnit::Days => term.value * Decimal::from(24) / Decimal::from(HOURS_PER_MONTH),
        TermUnit::Months => term.value,
        TermUnit::Years => term.value * Decimal::from(12),
    };
    months.max(Decimal::from(24) / Decimal::from(HOURS_PER_MONTH))
}

/// An amount in cents, half to even.
fn in_cents(amount: Decimal) -> Decimal {
    let mut amount = amount.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    amount.rescale(2);
    amount
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn months(value: i64, unit: TermUnit) -> Decimal {
        billing_months(GrantedTerm {
            value: value.into(),
            unit,
        })
    }

    #[test]
    fn a_year_is_twelve_months_in_every_unit() {
        for (value, unit) in [
            (525_600, TermUnit::Minutes),
            (8_760, TermUnit::Hours),
            (365, TermUnit::Days),
            (12, TermUnit::Months),
            (1, TermUnit::Years),
        ] {
            assert_eq!(months(value, unit), Decimal::from(12), "{unit}");
        }
        assert_eq!(months(1, TermUnit::Minutes), months(1, TermUnit::Days));
    }

    #[test]
    fn each_further_mbps_costs_its_tiers_fee() {
        let book = PriceBook::load().unwrap();
        let metro = |mbps| book.by_bandwidth(mbps, |tier| tier.port);
        assert_eq!(metro(100), Decimal::new(42, 0));
        assert_eq!(metro(101), Decimal::new(4_222, 2));
        assert_eq!(metro(1_000), Decimal::from(42 + 198));
    }

    #[test]
    fn cents_are_rounded_half_to_even() {
        assert_eq!(in_cents("0.125".parse().unwrap()).to_string(), "0.12");
        assert_eq!(in_cents("0.135".parse().unwrap()).to_string(), "0.14");
        assert_eq!(in_cents(Decimal::from(3)).to_string(), "3.00");
    }

    proptest! {
        #[test]
        fn more_bandwidth_or_distance_never_costs_less(
            mbps in 1_u32..1_000_000, further in 0_u32..1_000, near in 0_u32..600_000, further_m in 0_u32..100_000,
        ) {
            let book = PriceBook::load().unwrap();
            let far = (near + further_m).min(book.reach_m());
            let (near, far) = (book.access(near).unwrap(), book.access(far).unwrap());
            let classes = [Distance::Metro, Distance::Zone, Distance::Interzone];
            let fees = classes.map(|class| book.connection_fee(mbps, class, [near, near]));
            prop_assert!(fees.is_sorted());
            for (class, fee) in classes.into_iter().zip(fees) {
                prop_assert!(book.connection_fee(mbps + further, class, [near, near]) >= fee);
                prop_assert!(book.connection_fee(mbps, class, [near, far]) >= fee);
            }
        }
    }
}
