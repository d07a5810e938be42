//! How quickly one operator is asked about its sessions.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use model::CallLimits;

/// An operator that asks for a longer wait is asked again after this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// The longest wait for an operator that cannot be reached.
const LONGEST_DOWN: Duration = Duration::from_secs(60);
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
    /// Until when the operator asked to be left alone.
    paused_until: DateTime<Utc>,
    /// Until when it is not tried again, as nothing got through to it.
    down_until: DateTime<Utc>,
    /// How often in a row nothing got through.
    failures: u32,
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
            down_until: DateTime::<Utc>::MIN_UTC,
            failures: 0,
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
        Some(flow.max(self.paused_until).max(self.down_until))
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

    /// Notes that nothing got through: no token, or nobody there. Such questions that were
    /// under way together count once. `jitter` is between 0 and 1.
    pub(super) fn failed(&mut self, jitter: f64, now: DateTime<Utc>) {
        if now < self.down_until {
            return;
        }
        let longest = Duration::from_secs(2 << self.failures.min(5)).min(LONGEST_DOWN);
        let least = longest / 2;
        self.down_until = later(now, least + (longest - least).mul_f64(jitter));
        self.failures = self.failures.saturating_add(1);
    }

    /// Notes that the operator can be spoken to.
    pub(super) fn reached(&mut self) {
        self.down_until = DateTime::<Utc>::MIN_UTC;
        self.failures = 0;
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
    fn an_operator_that_cannot_be_reached_is_tried_ever_more_rarely() {
        let limits = CallLimits::new(6, 40).unwrap();
        let mut pace = Pace::default();
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..8 {
            assert!(pace.take(at(now), limits) && pace.take(at(now), limits));
            for _ in 0..2 {
                pace.failed(1.0, at(now));
                pace.ended();
            }
            let next = pace.next_at(limits).unwrap();
            waits.push((next - at(now)).num_seconds());
            now = (next - at(0)).num_milliseconds();
        }
        assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60, 60]);
        pace.failed(0.0, at(now));
        assert_eq!(pace.next_at(limits), Some(at(now + 30_000)));
        pace.reached();
        assert!(pace.take(at(now), limits));
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
