//! How much an operator may be asked.

use serde::{Deserialize, Serialize};

/// What an operator bears, or has agreed to, for one client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(u8, u16)", into = "(u8, u16)")]
pub struct CallLimits {
    at_once: u8,
    per_second: u16,
}

impl CallLimits {
    /// The most calls at the same time.
    pub const MOST_AT_ONCE: u8 = 32;
    /// The most calls in a second.
    pub const MOST_PER_SECOND: u16 = 1_000;

    /// So many calls at the same time, 1 to 32, and in a second, 1 to 1,000; `None` outside of
    /// that.
    #[must_use]
    pub fn new(at_once: u8, per_second: u16) -> Option<Self> {
        let is_right = (1..=Self::MOST_AT_ONCE).contains(&at_once)
            && (1..=Self::MOST_PER_SECOND).contains(&per_second);
        is_right.then_some(Self {
            at_once,
            per_second,
        })
    }

    /// Calls at the same time.
    #[must_use]
    pub const fn at_once(self) -> u8 {
        self.at_once
    }

    /// Calls in a second.
    #[must_use]
    pub const fn per_second(self) -> u16 {
        self.per_second
    }
}

impl Default for CallLimits {
    /// What any operator should bear: 6 at the same time, 10 in a second.
    fn default() -> Self {
        Self {
            at_once: 6,
            per_second: 10,
        }
    }
}

impl TryFrom<(u8, u16)> for CallLimits {
    type Error = &'static str;

    fn try_from((at_once, per_second): (u8, u16)) -> Result<Self, Self::Error> {
        Self::new(at_once, per_second).ok_or("calls at once or in a second are out of range")
    }
}

impl From<CallLimits> for (u8, u16) {
    fn from(limits: CallLimits) -> Self {
        (limits.at_once, limits.per_second)
    }
}
