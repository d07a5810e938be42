//! Clocks for the app and its operator at once: one that runs faster than the computer's, one moved by hand.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use operator_client::PortFuture;
use tokio::sync::watch;

/// A clock that showed what the computer's did at one moment, and has run `times` as fast since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuickClock {
    /// When it showed what the computer's did.
    pub since: DateTime<Utc>,
    /// How many times as fast it runs; above 0.
    pub times: u16,
}

impl QuickClock {
    fn now(self) -> DateTime<Utc> {
        self.since + (Utc::now() - self.since) * i32::from(self.times)
    }
}

impl operator_client::Clock for QuickClock {
    fn now(&self) -> DateTime<Utc> {
        (*self).now()
    }

    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration / u32::from(self.times)))
    }
}

impl operator_sandbox::clock::Clock for QuickClock {
    fn now(&self) -> DateTime<Utc> {
        (*self).now()
    }

    fn until(&self, moment: DateTime<Utc>) -> PortFuture<'_, ()> {
        Box::pin(operator_sandbox::clock::sleep_until(
            self,
            moment,
            u32::from(self.times),
        ))
    }
}

/// A clock that stands until it is moved. Whoever sleeps on it wakes when it is moved past the time.
#[derive(Debug)]
pub struct HandClock {
    now: watch::Sender<DateTime<Utc>>,
}

impl HandClock {
    /// A clock that shows what the computer's does now.
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: watch::Sender::new(Utc::now()),
        }
    }

    /// What it shows.
    #[must_use]
    pub fn shown(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    /// Moves it on.
    pub fn advance(&self, by: TimeDelta) {
        self.now.send_modify(|now| *now += by);
    }

    async fn reached(&self, moment: DateTime<Utc>) {
        let mut now = self.now.subscribe();
        // It fails only where the clock is gone, and with it whoever waits.
        drop(now.wait_for(|now| *now >= moment).await);
    }
}

impl Default for HandClock {
    fn default() -> Self {
        Self::new()
    }
}

impl operator_client::Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        self.shown()
    }

    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()> {
        let end = TimeDelta::from_std(duration)
            .ok()
            .and_then(|duration| self.shown().checked_add_signed(duration))
            .unwrap_or(DateTime::<Utc>::MAX_UTC);
        Box::pin(self.reached(end))
    }

    fn sleep_until(&self, moment: DateTime<Utc>) -> PortFuture<'_, ()> {
        Box::pin(self.reached(moment))
    }
}

impl operator_sandbox::clock::Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        self.shown()
    }

    fn until(&self, moment: DateTime<Utc>) -> PortFuture<'_, ()> {
        Box::pin(self.reached(moment))
    }
}
