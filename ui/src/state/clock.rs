//! The app's clock: the computer's, moved by what the core says the time is.

use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;

use crate::hooks::memo;

/// How many seconds pass between two looks at what is not about to change.
const SLOW: u64 = 30;

/// The app's clock. It can differ from the computer's, under `--now` for instance.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    offset: RwSignal<TimeDelta>,
    /// Counts seconds, so that what depends on the time is written again.
    second: RwSignal<u64>,
    /// The same for what changes more slowly.
    slow: Memo<u64>,
}

impl Clock {
    /// A clock that shows `now` at this moment.
    #[must_use]
    pub fn starting_at(now: DateTime<Utc>) -> Self {
        let second = RwSignal::new(0);
        let clock = Self {
            offset: RwSignal::new(now - computer_time()),
            second,
            slow: memo(move || second.get() / SLOW),
        };
        tick_each_second(clock.second);
        clock
    }

    /// Sets it to `now`.
    pub fn set(&self, now: DateTime<Utc>) {
        self.offset.set(now - computer_time());
    }

    /// The time, without asking to be told when it changes.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        computer_time() + self.offset.get_untracked()
    }

    /// The time; what reads it is written again each second.
    #[must_use]
    pub fn ticking(&self) -> DateTime<Utc> {
        self.second.track();
        computer_time() + self.offset.get()
    }

    /// The time, for what counts down to `end`; what reads it is written again each second in
    /// the last hour, and each half minute before that.
    #[must_use]
    pub fn ticking_toward(&self, end: DateTime<Utc>) -> DateTime<Utc> {
        if end - self.now() < TimeDelta::hours(1) {
            return self.ticking();
        }
        self.slow.track();
        computer_time() + self.offset.get()
    }
}

#[cfg(target_arch = "wasm32")]
fn computer_time() -> DateTime<Utc> {
    // A whole number of ms far below the range of i64.
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

#[cfg(not(target_arch = "wasm32"))]
fn computer_time() -> DateTime<Utc> {
    Utc::now()
}

#[cfg(target_arch = "wasm32")]
fn tick_each_second(second: RwSignal<u64>) {
    set_interval(
        move || {
            second.try_update(|count| *count += 1);
        },
        std::time::Duration::from_secs(1),
    );
}

#[cfg(not(target_arch = "wasm32"))]
const fn tick_each_second(_second: RwSignal<u64>) {}
