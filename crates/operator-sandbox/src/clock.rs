//! What time it is for the operator: the system's time, a quicker one, or one moved by hand.

use std::{fmt, str::FromStr, sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures::future::BoxFuture;
use tokio::sync::watch;

/// The longest that a wait for the system's time sleeps at once, so that it notices when the
/// system was asleep or its time was set.
const LONGEST_SLEEP: Duration = Duration::from_mins(1);

/// How many times as fast as the system's a clock may run: it takes days to the end of the calendar even so.
pub const FASTEST: u32 = 1_000_000;

/// The last moment that a clock shows: the end of the years that a time in an answer can be in (RFC 3339).
pub(crate) const LAST_MOMENT: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(moment) => moment,
    None => DateTime::<Utc>::MAX_UTC,
};

/// Where the operator reads the time. Every state it reports follows from stored moments
/// and this.
pub trait Clock: fmt::Debug + Send + Sync {
    /// The present moment.
    fn now(&self) -> DateTime<Utc>;

    /// Waits until it shows `moment` or later.
    fn until(&self, moment: DateTime<Utc>) -> BoxFuture<'_, ()>;
}

/// Waits for `moment` on a clock that runs `factor` times as fast as the system's.
pub async fn sleep_until(clock: &dyn Clock, moment: DateTime<Utc>, factor: u32) {
    // A clock stands between two milliseconds of the system's longer than it need be asked.
    const SHORTEST: Duration = Duration::from_millis(1);
    while let Ok(left) = (moment - clock.now()).to_std()
        && !left.is_zero()
    {
        let sleep = left / factor.max(1);
        tokio::time::sleep(sleep.clamp(SHORTEST, LONGEST_SLEEP)).await;
    }
}

/// How an operator's clock runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClockMode {
    /// As the system's.
    #[default]
    Real,
    /// It stands at the moment of the start, or where the clock of the database was, if that
    /// is later.
    Manual,
    /// So many times as fast as the system's; it goes on over restarts, and while the
    /// operator is off.
    Times(u32),
}

impl ClockMode {
    /// A clock that runs this way and shows `shown` when the system shows `system`. The real
    /// one shows what the system does.
    pub(crate) fn starting(self, shown: DateTime<Utc>, system: DateTime<Utc>) -> Arc<dyn Clock> {
        match self {
            Self::Real => Arc::new(SystemClock),
            Self::Manual => Arc::new(ManualClock::at(shown)),
            Self::Times(factor) => Arc::new(FastClock::starting(shown, system, factor)),
        }
    }

    /// How many times as fast as the system's it runs.
    pub(crate) const fn factor(self) -> u32 {
        match self {
            Self::Real => 1,
            Self::Manual => 0,
            Self::Times(factor) => factor,
        }
    }
}

impl fmt::Display for ClockMode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Real => f.write_str("real"),
            Self::Manual => f.write_str("manual"),
            Self::Times(factor) => write!(f, "x{factor}"),
        }
    }
}

/// A text that says of no clock how it runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("say real, manual, or x and a whole number from 1 to {FASTEST}, such as x60")]
pub struct InvalidMode;

impl FromStr for ClockMode {
    type Err = InvalidMode;

    fn from_str(text: &str) -> Result<Self, InvalidMode> {
        match text {
            "real" => Ok(Self::Real),
            "manual" => Ok(Self::Manual),
            _ => text
                .strip_prefix('x')
                .filter(|factor| factor.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|factor| factor.parse().ok())
                .filter(|factor| (1..=FASTEST).contains(factor))
                .map(Self::Times)
                .ok_or(InvalidMode),
        }
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn until(&self, moment: DateTime<Utc>) -> BoxFuture<'_, ()> {
        Box::pin(sleep_until(self, moment, 1))
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(watch::Sender<DateTime<Utc>>);

impl ManualClock {
    /// A clock that shows `start`.
    #[must_use]
    pub fn at(start: DateTime<Utc>) -> Self {
        Self(watch::Sender::new(start))
    }

    /// Moves it forward; past the end of the calendar it stays where it is.
    pub fn advance(&self, by: TimeDelta) {
        self.0
            .send_modify(|now| *now = now.checked_add_signed(by).unwrap_or(*now));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.borrow()
    }

    fn until(&self, moment: DateTime<Utc>) -> BoxFuture<'_, ()> {
        let mut shown = self.0.subscribe();
        Box::pin(async move {
            // Its sender is this clock, which is borrowed.
            let _ = shown.wait_for(|now| *now >= moment).await;
        })
    }
}

/// A clock that runs faster than the system's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FastClock {
    shown: DateTime<Utc>,
    system: DateTime<Utc>,
    factor: u32,
}

impl FastClock {
    /// A clock that shows `shown` when the system shows `system`, and runs `factor` times as
    /// fast from there.
    pub(crate) const fn starting(shown: DateTime<Utc>, system: DateTime<Utc>, factor: u32) -> Self {
        Self {
            shown,
            system,
            factor,
        }
    }

    /// What it shows when the system shows `system`; at the end of the calendar it stands.
    pub(crate) fn showing_at(&self, system: DateTime<Utc>) -> DateTime<Utc> {
        let passed = system - self.system;
        i32::try_from(self.factor)
            .ok()
            .and_then(|factor| passed.checked_mul(factor))
            .and_then(|passed| self.shown.checked_add_signed(passed))
            .map_or(LAST_MOMENT, |shown| shown.min(LAST_MOMENT))
    }
}

impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        self.showing_at(Utc::now())
    }

    fn until(&self, moment: DateTime<Utc>) -> BoxFuture<'_, ()> {
        Box::pin(sleep_until(self, moment, self.factor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fast_clock_multiplies_what_has_passed() {
        let start: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let clock = FastClock::starting(start, start, 60);
        let shown = clock.showing_at(start + TimeDelta::seconds(90));
        assert_eq!(shown, start + TimeDelta::minutes(90));
        let fastest = FastClock::starting(start, start, FASTEST);
        for days in [9, 2_000_000] {
            let end = fastest.showing_at(start + TimeDelta::days(days));
            assert_eq!(end.to_rfc3339(), "9999-12-31T23:59:59+00:00");
        }
    }

    #[test]
    fn a_clock_runs_forward() {
        for text in ["real", "manual", "x60", "x1000000"] {
            assert_eq!(text.parse::<ClockMode>().unwrap().to_string(), text);
        }
        for text in [
            "x0",
            "x-1",
            "x+1",
            "x1000001",
            "x99999999999",
            "x",
            "60",
            "fast",
            "",
        ] {
            assert_eq!(text.parse::<ClockMode>(), Err(InvalidMode), "{text}");
        }
    }

    #[test]
    fn a_manual_clock_moves_only_when_it_is_moved() {
        let start: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        assert_eq!(clock.now(), start);
        clock.advance(TimeDelta::days(2));
        assert_eq!(clock.now(), start + TimeDelta::days(2));
        clock.advance(TimeDelta::MAX);
        assert_eq!(clock.now(), start + TimeDelta::days(2));
    }

    #[tokio::test]
    async fn a_wait_ends_when_the_clock_is_moved_far_enough() {
        let start: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let clock = ManualClock::at(start);
        let mut wait = clock.until(start + TimeDelta::seconds(2));
        clock.advance(TimeDelta::seconds(1));
        assert!(futures::poll!(&mut wait).is_pending());
        clock.advance(TimeDelta::seconds(1));
        assert!(futures::poll!(&mut wait).is_ready());
        assert!(
            futures::poll!(clock.until(start)).is_ready(),
            "what has passed is not waited for"
        );
    }

    #[tokio::test]
    async fn an_hour_on_a_fast_clock_is_soon_over() {
        let start = Utc::now();
        let clock = FastClock::starting(start, start, 1_000_000);
        clock.until(start + TimeDelta::hours(1)).await;
        assert!(clock.now() >= start + TimeDelta::hours(1));
    }
}
