//! Service levels: A, AA and AAA.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A service level of the CAMARA VPN APIs, from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Low availability.
    A,
    /// Medium availability.
    AA,
    /// High availability.
    AAA,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 3] = [Self::A, Self::AA, Self::AAA];

    /// The wire spelling.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::AA => "AA",
            Self::AAA => "AAA",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|level| level.as_str() == text)
            .ok_or(UnknownLevel)
    }
}

/// A text that names none of the three levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not one of A, AA and AAA")]
pub struct UnknownLevel;

/// A level as an operator reported it: an unknown one is shown as it came.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum ReportedLevel {
    /// One of the three.
    Known(Level),
    /// Something else, kept as text.
    Other(String),
}

impl ReportedLevel {
    /// The level, where it is one of the three.
    #[must_use]
    pub const fn known(&self) -> Option<Level> {
        match self {
            Self::Known(level) => Some(*level),
            Self::Other(_) => None,
        }
    }

    /// The text as reported.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(level) => level.as_str(),
            Self::Other(text) => text,
        }
    }
}

impl From<Level> for ReportedLevel {
    fn from(level: Level) -> Self {
        Self::Known(level)
    }
}

impl From<String> for ReportedLevel {
    fn from(text: String) -> Self {
        text.parse().map_or(Self::Other(text), Self::Known)
    }
}

impl From<ReportedLevel> for String {
    fn from(level: ReportedLevel) -> Self {
        level.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_ordered() {
        assert!(Level::A < Level::AA && Level::AA < Level::AAA);
    }

    #[test]
    fn an_unknown_level_keeps_its_text() {
        let level = ReportedLevel::from("AAAA".to_owned());
        assert_eq!(level.known(), None);
        assert_eq!(level.as_str(), "AAAA");
    }
}
