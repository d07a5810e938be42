//! Limits on a client: how often it may ask, and how many networks it may have.

use std::{
    collections::HashMap,
    num::NonZeroU32,
    sync::{Mutex, MutexGuard, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};

const NANOSECONDS_PER_SECOND: i64 = 1_000_000_000;
/// From so many callers on, those that have not asked for a while are forgotten.
const MANY_CALLERS: usize = 1_024;

/// What each client is limited to; by default nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Requests to the API in a second of the operator's clock. As many may come at once.
    pub requests_per_second: Option<NonZeroU32>,
    /// Networks at a time, from the order to the end.
    pub networks: Option<u32>,
}

/// Who asks: a client, or whoever has no valid token, all of them together.
type Caller = Option<String>;

/// The limits in force, and how far each caller has used them up.
#[derive(Debug, Default)]
pub(crate) struct LimitsInForce(Mutex<Usage>);

#[derive(Debug, Default)]
struct Usage {
    limits: Limits,
    /// When a caller that asked evenly would be due to ask next.
    due_at: HashMap<Caller, DateTime<Utc>>,
}

/// A request over the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooManyRequests {
    /// Whole seconds until the next one is taken.
    pub(crate) retry_after: i64,
}

impl LimitsInForce {
    pub(crate) fn new(limits: Limits) -> Self {
        let in_force = Self::default();
        in_force.replace(limits);
        in_force
    }

    pub(crate) fn get(&self) -> Limits {
        self.lock().limits
    }

    /// Changes the limits; what was asked before does not count.
    pub(crate) fn replace(&self, limits: Limits) {
        let due_at = HashMap::new();
        *self.lock() = Usage { limits, due_at };
    }

    /// Counts a request at `now`.
    ///
    /// # Errors
    /// [`TooManyRequests`]; the request is not counted.
    pub(crate) fn admit(
        &self,
        client_id: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<(), TooManyRequests> {
        let mut usage = self.lock();
        let Some(rate) = usage.limits.requests_per_second else {
            return Ok(());
        };
        usage.forget_the_idle(now);
        let due_at = usage.due_at.entry(client_id.map(str::to_owned));
        let due_at = due_at.or_insert(now);
        let apart = TimeDelta::nanoseconds(NANOSECONDS_PER_SECOND / i64::from(rate.get()));
        // A full second's requests may come at once.
        let allowed_from = (*due_at).max(now) - (TimeDelta::seconds(1) - apart);
        if now < allowed_from {
            let wait = (allowed_from - now).num_milliseconds();
            let retry_after = wait.div_euclid(1_000) + i64::from(wait.rem_euclid(1_000) > 0);
            return Err(TooManyRequests {
                retry_after: retry_after.max(1),
            });
        }
        *due_at = (*due_at).max(now) + apart;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Usage> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Usage {
    fn forget_the_idle(&mut self, now: DateTime<Utc>) {
        if self.due_at.len() >= MANY_CALLERS {
            self.due_at.retain(|_, due_at| *due_at > now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(1_000_000 + milliseconds).unwrap()
    }

    fn per_second(rate: u32) -> LimitsInForce {
        LimitsInForce::new(Limits {
            requests_per_second: NonZeroU32::new(rate),
            networks: None,
        })
    }

    #[test]
    fn a_seconds_requests_may_come_at_once_and_then_evenly() {
        let limits = per_second(4);
        let taken = |milliseconds| limits.admit(Some("a"), at(milliseconds)).is_ok();
        assert!((0..4).all(|_| taken(0)));
        assert!(!taken(0) && !taken(249));
        assert!(taken(250) && !taken(251));
        assert!((0..4).all(|_| taken(5_000)));
        assert!(!taken(5_000));
    }

    #[test]
    fn each_client_has_a_limit_of_its_own_and_strangers_share_one() {
        let limits = per_second(1);
        for caller in [Some("a"), Some("b"), None] {
            assert_eq!(limits.admit(caller, at(0)), Ok(()));
            let refused = limits.admit(caller, at(0));
            assert_eq!(refused, Err(TooManyRequests { retry_after: 1 }));
        }
    }

    #[test]
    fn without_a_limit_nothing_is_refused_and_nothing_kept() {
        let limits = LimitsInForce::default();
        assert!((0..10_000).all(|_| limits.admit(None, at(0)).is_ok()));
        assert!(limits.lock().due_at.is_empty());
    }
}
