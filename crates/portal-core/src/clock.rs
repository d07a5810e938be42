//! The computer's clock, moved by a fixed distance where `--now` asks for it.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use operator_client::{Clock, PortFuture};

/// A clock that runs as the computer's does.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    offset: TimeDelta,
}

impl SystemClock {
    /// The computer's clock.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A clock that shows `now` at this moment and runs on from there.
    #[must_use]
    pub fn starting_at(now: DateTime<Utc>) -> Self {
        Self {
            offset: now - Utc::now(),
        }
    }
}

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.offset
    }

    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}
