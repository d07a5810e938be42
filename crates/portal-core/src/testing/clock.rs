//! A clock that stands until it is moved.

use std::{sync::Mutex, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use operator_client::{Clock, PortFuture};
use tokio::sync::watch;

/// Sleepers wake when the clock is moved past their time.
pub(crate) struct ManualClock {
    now: watch::Sender<DateTime<Utc>>,
    /// Until when somebody waits, or did.
    ends: Mutex<Vec<DateTime<Utc>>>,
}

impl ManualClock {
    pub(crate) fn new() -> Self {
        Self {
            now: watch::Sender::new(super::start()),
            ends: Mutex::default(),
        }
    }

    pub(crate) fn advance(&self, seconds: i64) {
        self.now
            .send_modify(|now| *now += TimeDelta::seconds(seconds));
    }

    /// Whether somebody waits for just so many seconds from now.
    pub(crate) fn is_waited_for(&self, seconds: i64) -> bool {
        let end = self.now() + TimeDelta::seconds(seconds);
        self.ends.lock().unwrap().contains(&end)
    }
}

impl Clock for ManualClock {
    fn now(&self) -> DateTime<Utc> {
        *self.now.borrow()
    }

    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()> {
        let end = self.now() + TimeDelta::from_std(duration).unwrap();
        let mut now = self.now.subscribe();
        self.ends.lock().unwrap().push(end);
        Box::pin(async move {
            drop(now.wait_for(|now| *now >= end).await);
        })
    }
}
