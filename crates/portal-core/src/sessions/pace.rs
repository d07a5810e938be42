//! How quickly one operator is asked about its sessions.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use model::CallLimits;

/// An operator that asks for a longer wait is asked again after this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// Of what the operator bears, so many parts of [`PARTS`] are the poller's; the others are
/// left for what a person does, and for several questions at once.
const SHARE: u32 = 3;
const PARTS: u32 = 4;
/// How much slower than that it becomes at most, where the operator bears less than it said.
const SLOWEST: u32 = 64;
/// After so many answers in a row it becomes quicker again.
const ANSWERS: u32 = 100;

/// The pace of one operator. A question is due when an even flow of them would bring it, or
/// up to a quarter of a second's earlier.
#[derive(Debug)]
pub(super) struct Pace {
    /// When an even flow would bring the next question.
    due_at: DateTime<Utc>,
    paused_until: DateTime<Utc>,
    /// How many times slower than the operator's limit allows.
    slowdown: u32,
    answers: u32,
    asking: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            due_at: DateTime::<Utc>::MIN_UTC,
            paused_until: DateTime::<Utc>::MIN_UTC,
            slowdown: 1,
            answers: 0,
            asking: 0,
        }
    }
}

impl Pace {
    /// Takes the next question at `now`, where it is due.
    pub(super) fn take(&mut self, now: DateTime<Utc>, limits: CallLimits) -> bool {
        let is_due = self.next_at(limits).is_some_and(|next| next <= now);
        if is_due {
            self.due_at = self.due_at.max(now) + self.apart(limits);
            self.asking += 1;
        }
        is_due
    }

    /// When the next question is due; `None` while as many are under way as may be.
    pub(super) fn next_at(&self, limits: CallLimits) -> Option<DateTime<Utc>> {
        let at_once = usize::from(limits.at_once()).div_ceil(2);
        if self.asking >= at_once {
            return None;
        }
        let flow = self
            .due_at
            .checked_sub_signed(self.early(limits))
            .unwrap_or(self.due_at);
        Some(flow.max(self.paused_until))
    }

    /// Notes that a question has ended.
    pub(super) fn ended(&mut self) {
        self.asking = self.asking.saturating_sub(1);
    }

    /// Notes an answer.
    pub(super) fn answered(&mut self) {
        self.answers += 1;
        if self.answers >= ANSWERS {
            self.answers = 0;
            self.slowdown = (self.slowdown / 2).max(1);
        }
    }

    /// Notes that the operator asked to wait: it bears less than was thought. `jitter` is
    /// between 0 and 1, so that clients that were refused together do not come back together.
    pub(super) fn refused(&mut self, wait: Duration, jitter: f64, now: DateTime<Utc>) {
        let wait = wait.min(LONGEST_PAUSE);
        let until = later(now, wait + wait.mul_f64(jitter / 10.0));
        if until > self.paused_until {
            self.paused_until = until;
        }
        self.answers = 0;
        self.slowdown = (self.slowdown * 2).min(SLOWEST);
    }

    fn apart(&self, limits: CallLimits) -> TimeDelta {
        let per_second = u32::from(limits.per_second()) * SHARE;
        let apart = Duration::from_secs(1) * PARTS * self.slowdown / per_second;
        TimeDelta::from_std(apart).unwrap_or(TimeDelta::MAX)
    }

    fn early(&self, limits: CallLimits) -> TimeDelta {
        let burst = u32::from(limits.per_second()) / PARTS;
        if self.slowdown > 1 {
            return TimeDelta::zero();
        }
        let more = i32::try_from(burst.saturating_sub(1)).unwrap_or(0);
        self.apart(limits) * more
    }
}

/// The moment so long after another.
pub(super) fn later(now: DateTime<Utc>, wait: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(wait)
        .ok()
        .and_then(|wait| now.checked_add_signed(wait))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> DateTime<Utc> {
        crate::testing::start() + TimeDelta::milliseconds(milliseconds)
    }

    /// The moments at which questions are taken within `span`, asked every 10 ms.
    fn taken(pace: &mut Pace, limits: CallLimits, span: std::ops::Range<i64>) -> Vec<i64> {
        let mut taken = Vec::new();
        for now in span.step_by(10) {
            while pace.take(at(now), limits) {
                pace.ended();
                taken.push(now);
            }
        }
        taken
    }

    #[test]
    fn no_second_has_more_questions_than_the_operator_bears() {
        for per_second in [1, 2, 3, 5, 10, 40] {
            let limits = CallLimits::new(6, per_second).unwrap();
            let mut pace = Pace::default();
            let mut all = taken(&mut pace, limits, 0..10_000);
            all.extend(taken(&mut pace, limits, 60_000..70_000));
            for (number, first) in all.iter().enumerate() {
                let within = all[number..].iter().take_while(|at| **at < first + 1000);
                let within = within.count();
                assert!(
                    within <= usize::from(per_second),
                    "{within} of {per_second}"
                );
            }
            let least = usize::from(per_second) * 2 * 7;
            assert!(all.len() >= least, "{} of {per_second}", all.len());
        }
    }

    #[test]
    fn an_operator_that_bears_less_is_asked_more_slowly() {
        let limits = CallLimits::new(6, 40).unwrap();
        let mut pace = Pace::default();
        let before = taken(&mut pace, limits, 0..1000).len();
        pace.refused(Duration::from_secs(2), 0.0, at(1000));
        assert_eq!(taken(&mut pace, limits, 1000..3000), Vec::<i64>::new());
        let after = taken(&mut pace, limits, 3000..4000).len();
        assert!(after * 2 <= before, "{after} after {before}");
        for _ in 0..ANSWERS {
            pace.answered();
        }
        assert!(taken(&mut pace, limits, 4000..5000).len() > after);
    }

    #[test]
    fn half_of_what_may_be_asked_at_once_is_left_to_the_person() {
        let limits = CallLimits::new(6, 1000).unwrap();
        let mut pace = Pace::default();
        let taken = (0..9).filter(|_| pace.take(at(0), limits)).count();
        assert_eq!(taken, 3);
        assert_eq!(pace.next_at(limits), None);
        pace.ended();
        assert!(pace.take(at(0), limits));
    }
}
