//! Guaranteed bandwidth in whole megabits per second.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Guaranteed bandwidth of one connection, 1 to 1,000,000 Mbps
/// (MultiPoint VPN, `guaranteeBandwidth`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct Mbps(u32);

impl Mbps {
    /// The least the API takes.
    pub const MIN: Self = Self(1);
    /// The most the API takes.
    pub const MAX: Self = Self(1_000_000);

    /// A bandwidth in Mbps.
    ///
    /// # Errors
    /// [`MbpsError::OutOfRange`] outside 1 to 1,000,000.
    pub fn new(value: u32) -> Result<Self, MbpsError> {
        if (Self::MIN.0..=Self::MAX.0).contains(&value) {
            Ok(Self(value))
        } else {
            Err(MbpsError::OutOfRange)
        }
    }

    /// The number of Mbps.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }
}

/// Why a text or number is not a bandwidth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MbpsError {
    /// Nothing was given.
    #[error("no bandwidth given")]
    Empty,
    /// Not a whole number.
    #[error("bandwidth is not a whole number")]
    NotWhole,
    /// Outside 1 to 1,000,000 Mbps.
    #[error("bandwidth is outside 1 to 1,000,000 Mbps")]
    OutOfRange,
}

impl TryFrom<u32> for Mbps {
    type Error = MbpsError;

    fn try_from(value: u32) -> Result<Self, Self::Error> {
        Self::new(value)
    }
}

impl From<Mbps> for u32 {
    fn from(value: Mbps) -> Self {
        value.0
    }
}

impl FromStr for Mbps {
    type Err = MbpsError;

    /// Reads what a person types: digits, with spaces, thin spaces or commas
    /// between groups of three tolerated.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(MbpsError::Empty);
        }
        let digits = without_grouping(text).ok_or(MbpsError::NotWhole)?;
        let value: u64 = digits.parse().map_err(|_| MbpsError::OutOfRange)?;
        u32::try_from(value)
            .map_err(|_| MbpsError::OutOfRange)
            .and_then(Self::new)
    }
}

impl fmt::Display for Mbps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The digits of `text`, or `None` where it is anything but digits in
/// properly grouped thousands.
fn without_grouping(text: &str) -> Option<String> {
    let is_separator = |c: char| matches!(c, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let groups: Vec<&str> = text.split(is_separator).collect();
    let all_digits = groups
        .iter()
        .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit()));
    let grouped = groups.len() == 1
        || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    (all_digits && grouped).then(|| format!("{sign}{}", groups.concat()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_what_people_type() {
        assert_eq!("500".parse(), Mbps::new(500));
        assert_eq!(" 1,000,000 ".parse(), Ok(Mbps::MAX));
        assert_eq!("10\u{202f}000".parse(), Mbps::new(10_000));
    }

    #[test]
    fn names_what_is_wrong() {
        assert_eq!("".parse::<Mbps>(), Err(MbpsError::Empty));
        assert_eq!("0".parse::<Mbps>(), Err(MbpsError::OutOfRange));
        assert_eq!("-5".parse::<Mbps>(), Err(MbpsError::OutOfRange));
        assert_eq!("1000001".parse::<Mbps>(), Err(MbpsError::OutOfRange));
        assert_eq!("1.5".parse::<Mbps>(), Err(MbpsError::NotWhole));
        assert_eq!("1,5".parse::<Mbps>(), Err(MbpsError::NotWhole));
        assert_eq!("2e3".parse::<Mbps>(), Err(MbpsError::NotWhole));
    }

    proptest! {
        #[test]
        fn plain_numbers_survive_the_round_trip(value in 1_u32..=1_000_000) {
            let mbps: Mbps = value.to_string().parse().unwrap();
            prop_assert_eq!(mbps.get(), value);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = text.parse::<Mbps>();
        }
    }
}
