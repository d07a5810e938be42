//! A JSON number as it was written, so that no amount passes through a float.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::value::RawValue;

/// A JSON number, kept as its text and written back the same.
///
/// `serde_json`'s own `arbitrary_precision` would change every number of the whole
/// program; this changes only those that need it. Reads and writes JSON only.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The number, where a decimal can hold it: up to 28 digits.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        decimal(&self.0)
    }
}

/// The decimal that a plain or scientific notation stands for. Digits past the 28th
/// after the point are rounded; what is too large, or too small to be told from 0, is none.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    if text.contains(['e', 'E']) {
        Decimal::from_scientific(text).ok()
    } else {
        text.parse().ok()
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(value.to_string())
    }
}

impl From<Decimal> for Number {
    fn from(value: Decimal) -> Self {
        Self(value.to_string())
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::from_str::<&RawValue>(&self.0)
            .map_err(serde::ser::Error::custom)?
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let is_number = raw
            .get()
            .starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if is_number {
            Ok(Self(raw.get().into()))
        } else {
            Err(D::Error::custom("not a number"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept_and_no_float_is_in_between() {
        for (text, expected) in [
            ("0.1", "0.1"),
            ("1234567890123456.78", "1234567890123456.78"),
            ("6.12e3", "6120"),
            ("-1", "-1"),
        ] {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_eq!(number.decimal(), Some(expected.parse().unwrap()));
            assert_eq!(serde_json::to_string(&number).unwrap(), text);
        }
    }

    #[test]
    fn what_no_decimal_holds_is_none() {
        for text in [
            "1e300",
            "1e999999999999",
            "99999999999999999999999999999999",
        ] {
            let number: Number = serde_json::from_str(text).unwrap();
            assert_eq!(number.decimal(), None);
        }
        for text in ["\"1\"", "null", "true", "[1]", "{}"] {
            assert!(serde_json::from_str::<Number>(text).is_err(), "{text}");
        }
    }
}
