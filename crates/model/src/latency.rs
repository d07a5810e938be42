//! The latency that a customer wants of a connection, and whether what an operator says meets it.

use serde::{Deserialize, Serialize};

/// The longest round trip that a connection is wanted to have, 1 to 10,000 whole ms. No API has a
/// field for it: it stays on this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct WantedLatency(u32);

/// A text or number that is no whole number of ms from 1 to 10,000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a whole number of ms from 1 to 10,000")]
pub struct NoLatency;

/// Whether a wanted latency is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LatencyCheck {
    /// The operator says that it is.
    Met,
    /// The operator says that it is not.
    Missed,
    /// The operator does not say.
    Unknown,
}

impl WantedLatency {
    /// What a person typed; nothing where the text is empty.
    ///
    /// # Errors
    /// [`NoLatency`] for anything else than a whole number of ms from 1 to 10,000.
    pub fn typed(text: &str) -> Result<Option<Self>, NoLatency> {
        match text.trim() {
            "" => Ok(None),
            text => Self::try_from(text.parse::<u32>().map_err(|_| NoLatency)?).map(Some),
        }
    }

    /// The number of ms.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// Whether a round trip of `said` ms, where an operator says one, meets it.
    #[must_use]
    pub fn check(self, said: Option<f64>) -> LatencyCheck {
        match said {
            Some(said) if said <= f64::from(self.0) => LatencyCheck::Met,
            Some(_) => LatencyCheck::Missed,
            None => LatencyCheck::Unknown,
        }
    }
}

impl LatencyCheck {
    /// The value of the automation attribute `data-latency`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Unknown => "unknown",
        }
    }
}

impl TryFrom<u32> for WantedLatency {
    type Error = NoLatency;

    fn try_from(value: u32) -> Result<Self, NoLatency> {
        match value {
            1..=10_000 => Ok(Self(value)),
            _ => Err(NoLatency),
        }
    }
}

impl From<WantedLatency> for u32 {
    fn from(value: WantedLatency) -> Self {
        value.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_a_whole_number_of_milliseconds_or_nothing() {
        assert_eq!(WantedLatency::typed(" "), Ok(None));
        assert_eq!(WantedLatency::typed(" 15 "), Ok(Some(WantedLatency(15))));
        for wrong in ["0", "10001", "1.5", "-3", "fast"] {
            assert_eq!(WantedLatency::typed(wrong), Err(NoLatency), "{wrong}");
        }
    }

    #[test]
    fn what_is_not_said_is_neither_met_nor_missed() {
        let wanted = WantedLatency(15);
        assert_eq!(wanted.check(Some(15.0)), LatencyCheck::Met);
        assert_eq!(wanted.check(Some(15.1)), LatencyCheck::Missed);
        assert_eq!(wanted.check(None), LatencyCheck::Unknown);
    }

    #[test]
    fn a_connection_of_before_has_none() {
        let stored = r#"{"id":"c","customer_edge":"a","provider_edge":"b"}"#;
        let connection: crate::Connection = serde_json::from_str(stored).unwrap();
        assert_eq!(connection.latency, None);
        assert_eq!(serde_json::to_string(&connection).unwrap(), stored);
    }
}
