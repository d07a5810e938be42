//! The app's clock: the system's, or one that was set by `--now` and runs on from there.

use std::time::Duration;

use crate::portal_core::{Clock, PortFuture};
use chrono::{DateTime, TimeDelta, Utc};

/// A clock that is ahead of the system's by a fixed time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShiftedClock {
    ahead_by: TimeDelta,
}

impl ShiftedClock {
    /// A clock that shows `now` at this moment; the system's time where that is absent.
    pub(crate) fn showing(now: Option<DateTime<Utc>>) -> Self {
        let ahead_by = now.map_or(TimeDelta::zero(), |now| now - Utc::now());
        Self { ahead_by }
    }
}

impl Clock for ShiftedClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.ahead_by
    }

    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_starts_at_its_time_and_runs_on() {
        let start: DateTime<Utc> = "2030-01-31T12:00:00Z".parse().unwrap();
        let clock = ShiftedClock::showing(Some(start));
        let first = clock.now();
        assert!(
            first >= start && first - start < TimeDelta::minutes(1),
            "{first}"
        );
        assert!(clock.now() >= first);
    }

    #[test]
    fn a_clock_that_is_not_set_shows_the_systems_time() {
        let before = Utc::now();
        let shown = ShiftedClock::showing(None).now();
        assert!(
            shown >= before && shown - before < TimeDelta::minutes(1),
            "{shown}"
        );
    }
}
