//! Capacity as people write it.

use std::{fmt, str::FromStr};

use model::Mbps;
use serde::{Deserialize, Serialize};

use crate::backbone::Capacity;

/// `modelled`, `unlimited`, or a number of Mbps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct WrittenCapacity(pub Capacity);

/// A text that is no capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("say modelled, unlimited, or 1 to 1000000 for Mbps")]
pub struct InvalidCapacity;

impl FromStr for WrittenCapacity {
    type Err = InvalidCapacity;

    fn from_str(text: &str) -> Result<Self, InvalidCapacity> {
        let capacity = match text {
            "modelled" => Capacity::Modelled,
            "unlimited" => Capacity::Unlimited,
            _ => Some(text)
                .filter(|mbps| mbps.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|mbps| Mbps::new(mbps.parse().ok()?).ok())
                .map(Capacity::Each)
                .ok_or(InvalidCapacity)?,
        };
        Ok(Self(capacity))
    }
}

impl TryFrom<String> for WrittenCapacity {
    type Error = InvalidCapacity;

    fn try_from(text: String) -> Result<Self, InvalidCapacity> {
        text.parse()
    }
}

impl fmt::Display for WrittenCapacity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Capacity::Modelled => f.write_str("modelled"),
            Capacity::Unlimited => f.write_str("unlimited"),
            Capacity::Each(mbps) => write!(f, "{}", mbps.get()),
        }
    }
}

impl From<WrittenCapacity> for String {
    fn from(capacity: WrittenCapacity) -> Self {
        capacity.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capacity_is_read_as_it_is_written() {
        for text in ["modelled", "unlimited", "1000"] {
            let capacity: WrittenCapacity = text.parse().unwrap();
            assert_eq!(capacity.to_string(), text);
        }
        for text in ["0", "-1", "+1", "1000001", "1.5", "much", ""] {
            assert_eq!(text.parse::<WrittenCapacity>(), Err(InvalidCapacity), "{text}");
        }
    }
}
