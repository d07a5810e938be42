//! The price book: fees by bandwidth, level, term and kind of access line.

use model::{Currency, Level};
use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::Deserialize;

use super::DataError;

/// The built-in price book; `assets/README.md` describes its fields.
const PRICES: &str = include_str!("../../../../assets/operator/prices.json");

/// What the operator charges. All fees are per month, in one currency.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct PriceBook {
    schema_version: u32,
    pub(super) currency: Currency,
    rent_period: String,
    pub(super) bandwidth_tiers: Vec<BandwidthTier>,
    /// In the order A, AA, AAA.
    levels: [LevelPrice; 3],
    pub(super) protection_factor: Decimal,
    pub(super) term_discounts: Vec<TermDiscount>,
    access: Vec<AccessClass>,
    pub(super) scarcity: Scarcity,
}

/// When trunks have to be built out before an order can be met.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Scarcity {
    /// A trunk is scarce once an order would leave less of it free than this fraction.
    pub(super) free_share: Decimal,
    /// Days to wait for an order over a scarce trunk.
    pub(super) wait_days: u32,
}

/// The fee of each further Mbps up to a bandwidth.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct BandwidthTier {
    pub(super) up_to_mbps: u32,
    pub(super) port: Decimal,
    pub(super) metro: Decimal,
    pub(super) zone: Decimal,
    pub(super) interzone: Decimal,
}

/// What a level costs and needs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct LevelPrice {
    pub(super) sla: LevelName,
    pub(super) price_factor: Decimal,
    /// What the level promises; published, and in no answer of the API.
    #[expect(dead_code, reason = "read so that the file stays checked")]
    availability_percent: Decimal,
    #[expect(dead_code, reason = "read so that the file stays checked")]
    repair_hours: u32,
    pub(super) needs_protection: bool,
    /// Paths without a common trunk or transit metro that it takes.
    pub(super) disjoint_paths: u32,
}

/// A level by its name on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct LevelName(pub(super) Level);

impl TryFrom<String> for LevelName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Level::ALL
            .into_iter()
            .find(|level| level.as_str() == text)
            .map(Self)
            .ok_or_else(|| format!("{text} is not a level"))
    }
}

/// The discount of terms from a length on.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct TermDiscount {
    pub(super) from_months: u32,
    /// A fraction: 0.04 is 4 % off.
    pub(super) discount: Decimal,
}

/// The access line between an endpoint and its nearest metro.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct AccessClass {
    #[expect(dead_code, reason = "read so that the file stays checked")]
    class: String,
    /// Longest distance from the metro.
    pub(super) up_to_km: Decimal,
    pub(super) monthly_fee: Decimal,
    pub(super) max_mbps: u32,
    wait_days: WaitDays,
}

/// Days until an access line is ready, by level.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "UPPERCASE", deny_unknown_fields)]
struct WaitDays {
    a: u32,
    aa: u32,
    aaa: u32,
}

impl PriceBook {
    pub(super) fn load() -> Result<Self, DataError> {
        let broken = |reason: String| DataError {
            file: "price book",
            reason,
        };
        let book: Self = serde_json::from_str(PRICES).map_err(|error| broken(error.to_string()))?;
        book.check().map_err(|reason| broken(reason.to_owned()))?;
        Ok(book)
    }

    /// The price and needs of a level.
    pub(super) const fn level(&self, level: Level) -> &LevelPrice {
        let [a, aa, aaa] = &self.levels;
        match level {
            Level::A => a,
            Level::AA => aa,
            Level::AAA => aaa,
        }
    }

    /// The access line that reaches so many metres from a metro; `None` beyond the longest.
    pub(super) fn access(&self, metres: u32) -> Option<&AccessClass> {
        self.access.iter().find(|class| metres <= class.up_to_m())
    }

    /// How far the longest access line reaches, in metres.
    pub(super) fn reach_m(&self) -> u32 {
        self.access.last().map_or(0, AccessClass::up_to_m)
    }

    fn check(&self) -> Result<(), &'static str> {
        let rises = |values: Vec<Decimal>| values.is_sorted_by(|a, b| a < b);
        if self.schema_version != 1 {
            return Err("its version is unknown");
        }
        if self.rent_period != "MONTH" {
            return Err("its fees are not per month");
        }
        if Level::ALL
            .iter()
            .any(|level| self.level(*level).sla.0 != *level)
        {
            return Err("the levels are not A, AA and AAA");
        }
        if !rises(self.access.iter().map(|class| class.up_to_km).collect())
            || !self
                .term_discounts
                .is_sorted_by(|a, b| a.from_months < b.from_months)
            || !self
                .bandwidth_tiers
                .is_sorted_by(|a, b| a.up_to_mbps < b.up_to_mbps)
        {
            return Err("a table does not rise");
        }
        Ok(())
    }
}

impl AccessClass {
    fn up_to_m(&self) -> u32 {
        (self.up_to_km * Decimal::ONE_THOUSAND)
            .to_u32()
            .unwrap_or(0)
    }

    /// Days until the line is ready for a level; at least 1, the API's minimum.
    pub(super) fn wait_days(&self, level: Level) -> u32 {
        let WaitDays { a, aa, aaa } = self.wait_days;
        let days = match level {
            Level::A => a,
            Level::AA => aa,
            Level::AAA => aaa,
        };
        days.max(1)
    }
}

impl Scarcity {
    /// Whether so little of a capacity is left free when so much is in use.
    pub(super) fn holds(&self, used: u64, capacity: u64) -> bool {
        let free = Decimal::from(capacity.saturating_sub(used));
        free < Decimal::from(capacity) * self.free_share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_price_book_is_usable() {
        let book = PriceBook::load().unwrap();
        assert_eq!(book.currency.code(), "EUR");
        assert!(book.access(0).is_some());
        assert!(book.access(book.reach_m() + 1).is_none());
    }

    #[test]
    fn a_nearer_access_line_is_never_dearer_slower_or_thinner() {
        let book = PriceBook::load().unwrap();
        assert!(book.access.windows(2).all(|pair| {
            pair[0].monthly_fee <= pair[1].monthly_fee
                && pair[0].max_mbps >= pair[1].max_mbps
                && Level::ALL
                    .iter()
                    .all(|level| pair[0].wait_days(*level) <= pair[1].wait_days(*level))
        }));
    }
}
