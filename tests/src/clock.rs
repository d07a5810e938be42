//! A clock that runs faster than the computer's, the same in every process that knows since when.

use std::time::Duration;

use chrono::{DateTime, Utc};
use operator_client::PortFuture;

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
