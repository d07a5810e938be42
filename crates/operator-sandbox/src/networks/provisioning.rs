//! How long it takes until something that was asked for is done.

use std::time::Duration;

use chrono::TimeDelta;

use crate::parse_duration;

/// How long a deletion takes where the model decides: someone has to go there.
const REMOVAL: TimeDelta = TimeDelta::days(1);

/// How long the operator takes to create, change and delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProvisioningDelay {
    /// As long for everything.
    Fixed(Duration),
    /// For an order and a change the days that an assessment promises at that level, for a deletion one day.
    Modelled,
}

impl ProvisioningDelay {
    /// Reads `modelled`, or what [`parse_duration`] reads.
    ///
    /// # Errors
    /// What to say instead.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == "modelled" {
            return Ok(Self::Modelled);
        }
        let explain =
            |_| "say modelled, or a whole number and one of ms, s, m, h, such as 3s".to_owned();
        parse_duration(text).map(Self::Fixed).map_err(explain)
    }

    /// For an order or a change that is promised in so many days.
    pub(crate) fn of_building(self, wait_days: u32) -> TimeDelta {
        match self {
            Self::Fixed(delay) => length(delay),
            Self::Modelled => TimeDelta::days(wait_days.into()),
        }
    }

    /// For a deletion.
    pub(crate) fn of_removal(self) -> TimeDelta {
        match self {
            Self::Fixed(delay) => length(delay),
            Self::Modelled => REMOVAL,
        }
    }
}

fn length(delay: Duration) -> TimeDelta {
    TimeDelta::from_std(delay).unwrap_or(TimeDelta::MAX)
}

impl Default for ProvisioningDelay {
    fn default() -> Self {
        Self::Fixed(Duration::from_secs(3))
    }
}

impl From<Duration> for ProvisioningDelay {
    fn from(delay: Duration) -> Self {
        Self::Fixed(delay)
    }
}
