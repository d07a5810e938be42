//! How much trunks and access lines carry, as people write it too.

use std::{fmt, str::FromStr};

use model::Mbps;
use serde::{Deserialize, Serialize};

/// How much trunks and access lines carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Capacity {
    /// As the built-in network and price book say.
    #[default]
    Modelled,
    /// Anything: no order is refused for want of bandwidth.
    Unlimited,
    /// Each of them so much, access lines of edges without a readable location included.
    Each(Mbps),
}

/// A text is no [`Capacity`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("say modelled, unlimited, or 1 to 1000000 for Mbps")]
pub struct InvalidCapacity;

impl FromStr for Capacity {
    type Err = InvalidCapacity;

    fn from_str(text: &str) -> Result<Self, InvalidCapacity> {
        match text {
            "modelled" => Ok(Self::Modelled),
            "unlimited" => Ok(Self::Unlimited),
            _ => Some(text)
                .filter(|mbps| mbps.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|mbps| Mbps::new(mbps.parse().ok()?).ok())
                .map(Self::Each)
                .ok_or(InvalidCapacity),
        }
    }
}

impl TryFrom<String> for Capacity {
    type Error = InvalidCapacity;

    fn try_from(text: String) -> Result<Self, InvalidCapacity> {
        text.parse()
    }
}

impl fmt::Display for Capacity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modelled => f.write_str("modelled"),
            Self::Unlimited => f.write_str("unlimited"),
            Self::Each(mbps) => write!(f, "{}", mbps.get()),
        }
    }
}

impl From<Capacity> for String {
    fn from(capacity: Capacity) -> Self {
        capacity.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capacity_is_read_as_it_is_written() {
        let thousand = Capacity::Each(Mbps::new(1_000).unwrap());
        for (text, capacity) in [
            ("modelled", Capacity::Modelled),
            ("unlimited", Capacity::Unlimited),
            ("1000", thousand),
        ] {
            assert_eq!(text.parse(), Ok(capacity));
            assert_eq!(capacity.to_string(), text);
        }
        for text in ["0", "-1", "+1", "1000001", "1.5", "much", ""] {
            assert_eq!(text.parse::<Capacity>(), Err(InvalidCapacity), "{text}");
        }
    }
}
