//! Money with its currency, the period it covers and where the number comes from.

use std::{cmp::Ordering, fmt};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::Origin;

/// A currency code of three capital letters (ISO 4217 form; an unknown one is kept).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// A text that is not three capital letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a currency code is three capital letters")]
pub struct CurrencyError;

impl Currency {
    /// A currency by its code.
    ///
    /// # Errors
    /// [`CurrencyError`] unless `code` is three capital ASCII letters.
    pub fn new(code: &str) -> Result<Self, CurrencyError> {
        let bytes: [u8; 3] = code.as_bytes().try_into().map_err(|_| CurrencyError)?;
        if bytes.iter().all(u8::is_ascii_uppercase) {
            Ok(Self(bytes))
        } else {
            Err(CurrencyError)
        }
    }

    /// The code, `EUR` for instance.
    #[must_use]
    pub fn code(&self) -> &str {
        // Three ASCII letters by construction.
        str::from_utf8(&self.0).unwrap_or("")
    }
}

impl TryFrom<String> for Currency {
    type Error = CurrencyError;

    fn try_from(code: String) -> Result<Self, Self::Error> {
        Self::new(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An exact amount in one currency. There is no addition across currencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// The amount, exact.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// The sum, where both are in the same currency and it can be represented.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| self.amount.checked_add(other.amount))
            .flatten()
            .map(|amount| Self { amount, ..self })
    }
}

/// What a fee covers. The MultiPoint VPN API does not say; an operator's profile can.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeePeriod {
    /// One month.
    Month,
    /// The whole duration asked for.
    Term,
    /// The operator does not say.
    #[default]
    Unknown,
}

impl FeePeriod {
    /// The value of the automation attribute `data-period`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Term => "term",
            Self::Unknown => "unknown",
        }
    }
}

/// A fee: how much, for what period, and where the number comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fee {
    /// How much.
    pub money: Money,
    /// What it covers.
    pub period: FeePeriod,
    /// Where the number comes from.
    pub origin: Origin,
}

/// How one fee compares with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[serde(try_from = "written::FeeDifference")]
pub enum FeeDifference {
    /// One of the two is missing, or currency or period differ.
    NotComparable,
    /// Both are known and alike in currency and period.
    Known {
        /// New less old, in the common currency.
        change: Money,
        /// The change in percent of the old fee, to one decimal; absent where that is 0.
        percent: Option<Decimal>,
    },
}

impl FeeDifference {
    /// Compares `after` with `before`.
    #[must_use]
    pub fn between(before: Option<&Fee>, after: Option<&Fee>) -> Self {
        let (Some(before), Some(after)) = (before, after) else {
            return Self::NotComparable;
        };
        if before.money.currency != after.money.currency || before.period != after.period {
            return Self::NotComparable;
        }
        let Some(amount) = after.money.amount.checked_sub(before.money.amount) else {
            return Self::NotComparable;
        };
        let percent = amount
            .checked_mul(Decimal::ONE_HUNDRED)
            .and_then(|scaled| scaled.checked_div(before.money.amount))
            .map(|percent| percent.round_dp(1));
        Self::Known {
            change: Money {
                amount,
                currency: before.money.currency,
            },
            percent,
        }
    }

    /// Whether the new fee is lower, equal or higher, where that can be said.
    #[must_use]
    pub fn direction(&self) -> Option<Ordering> {
        match self {
            Self::NotComparable => None,
            Self::Known { change, .. } => Some(change.amount.cmp(&Decimal::ZERO)),
        }
    }
}

/// The enum as it is written: read as a plain struct, it costs the interface a fraction of what
/// serde's reader of tagged enums does.
mod written {
    use rust_decimal::Decimal;
    use serde::Deserialize;

    use super::Money;
    use crate::Missing;

    #[derive(Deserialize)]
    pub(super) struct FeeDifference {
        kind: Kind,
        change: Option<Money>,
        percent: Option<Decimal>,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Kind {
        NotComparable,
        Known,
    }

    impl TryFrom<FeeDifference> for super::FeeDifference {
        type Error = Missing;

        fn try_from(difference: FeeDifference) -> Result<Self, Missing> {
            Ok(match difference.kind {
                Kind::NotComparable => Self::NotComparable,
                Kind::Known => Self::Known {
                    change: difference.change.ok_or(Missing("change"))?,
                    percent: difference.percent,
                },
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fee(cents: i64, currency: &str, period: FeePeriod) -> Fee {
        Fee {
            money: Money {
                amount: Decimal::new(cents, 2),
                currency: Currency::new(currency).unwrap(),
            },
            period,
            origin: Origin::Live,
        }
    }

    #[test]
    fn currencies_and_periods_never_mix() {
        let euro = fee(100, "EUR", FeePeriod::Month);
        for other in [
            fee(100, "USD", FeePeriod::Month),
            fee(100, "EUR", FeePeriod::Term),
        ] {
            assert_eq!(
                FeeDifference::between(Some(&euro), Some(&other)),
                FeeDifference::NotComparable
            );
        }
        assert_eq!(
            euro.money
                .checked_add(fee(1, "USD", FeePeriod::Month).money),
            None
        );
    }

    #[test]
    fn a_change_has_a_percentage_unless_it_started_at_nothing() {
        let from_100 = FeeDifference::between(
            Some(&fee(10_000, "EUR", FeePeriod::Term)),
            Some(&fee(10_210, "EUR", FeePeriod::Term)),
        );
        let FeeDifference::Known { change, percent } = from_100 else {
            panic!("comparable");
        };
        assert_eq!(change.amount, Decimal::new(210, 2));
        assert_eq!(percent, Some(Decimal::new(21, 1)));
        let from_0 = FeeDifference::between(
            Some(&fee(0, "EUR", FeePeriod::Term)),
            Some(&fee(1, "EUR", FeePeriod::Term)),
        );
        assert!(matches!(from_0, FeeDifference::Known { percent: None, .. }));
    }

    #[test]
    fn only_three_capital_letters_are_a_currency() {
        assert!(Currency::new("EUR").is_ok());
        for wrong in ["eur", "EURO", "", "€"] {
            assert_eq!(Currency::new(wrong), Err(CurrencyError), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_sum_is_exact_to_the_cent(a in -1_000_000_000_i64..1_000_000_000, b in -1_000_000_000_i64..1_000_000_000) {
            let sum = fee(a, "EUR", FeePeriod::Term).money.checked_add(fee(b, "EUR", FeePeriod::Term).money);
            prop_assert_eq!(sum.unwrap().amount, Decimal::new(a + b, 2));
        }

        #[test]
        fn money_survives_json(cents in any::<i64>()) {
            let money = fee(cents, "JPY", FeePeriod::Month);
            let text = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(serde_json::from_str::<Fee>(&text).unwrap(), money);
        }
    }
}
