//! What one operator is still to be asked, and when the next question may go.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use contract::ErrorCode;
use model::{CallLimits, MatrixQuestion};

/// The questions to one operator. How many are under way at the same time is up to the operator's
/// own gate, through which every call goes; here they wait, so that what a person asks meanwhile
/// stands behind a few of them and not behind all.
pub(super) struct Queue {
    inner: Mutex<Inner>,
    /// How many questions may begin in a second.
    in_second: usize,
    /// How many questions in a row may find nobody there.
    most_unheard: u32,
}

/// So many questions in a row may find nobody there before the operator counts as gone; as many as are under way at
/// once where those are more, as one bad moment of the network fails all of them.
const MOST_UNHEARD: u32 = 2;

struct Inner {
    /// How many questions in a row found nobody there.
    unheard: u32,
    waiting: VecDeque<MatrixQuestion>,
    /// When the last of them began or will, at most those of a second.
    begun: VecDeque<DateTime<Utc>>,
}

impl Queue {
    /// These questions, each of so many calls, to an operator that bears `limits`.
    pub(super) fn new(questions: Vec<MatrixQuestion>, limits: CallLimits, calls: usize) -> Self {
        Self {
            inner: Mutex::new(Inner {
                unheard: 0,
                waiting: questions.into(),
                begun: VecDeque::new(),
            }),
            in_second: (usize::from(limits.per_second()) / calls.max(1)).max(1),
            most_unheard: MOST_UNHEARD.max(limits.at_once().into()),
        }
    }

    /// The next question, and how long from `now` it has to wait; none where all were taken.
    pub(super) fn take(&self, now: DateTime<Utc>) -> Option<(MatrixQuestion, Duration)> {
        let mut inner = self.inner();
        let question = inner.waiting.pop_front()?;
        let at = if inner.begun.len() < self.in_second {
            now
        } else {
            let first = inner.begun.pop_front();
            first.map_or(now, |first| now.max(first + TimeDelta::seconds(1)))
        };
        inner.begun.push_back(at);
        Some((question, (at - now).to_std().unwrap_or_default()))
    }

    /// Takes all that wait.
    pub(super) fn drain(&self) -> VecDeque<MatrixQuestion> {
        std::mem::take(&mut self.inner().waiting)
    }

    /// Notes that the operator answered.
    pub(super) fn answered(&self) {
        self.inner().unheard = 0;
    }

    /// Notes how a question failed; whether nobody is there to be asked the others.
    pub(super) fn is_dead_after(&self, code: ErrorCode) -> bool {
        let mut inner = self.inner();
        if !matches!(code, ErrorCode::Unreachable | ErrorCode::TimedOut) {
            inner.unheard = 0;
            return false;
        }
        inner.unheard += 1;
        inner.unheard >= self.most_unheard
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use model::{Design, DesignId, ProfileId};

    use super::*;

    #[test]
    fn no_more_begin_in_a_second_than_the_operator_bears() {
        let design = Design::empty(DesignId::from_random(1), "Test");
        let question = |cell| MatrixQuestion {
            cell,
            profile: ProfileId::from_random(1),
            requirement: design.requirement,
        };
        let limits = CallLimits::new(6, 2).unwrap();
        let start = crate::testing::start();
        let later = start + TimeDelta::milliseconds(300);
        let wait = |queue: &Queue, now| queue.take(now).map(|(_, wait)| wait.as_millis());
        let queue = Queue::new((0..5).map(question).collect(), limits, 1);
        let waits = [start, start, later, later, later, later].map(|now| wait(&queue, now));
        let expected = [Some(0), Some(0), Some(700), Some(700), Some(1_700), None];
        assert_eq!(waits, expected);
        // Time that passed meanwhile is not made up for.
        let queue = Queue::new((0..5).map(question).collect(), limits, 1);
        let late = start + TimeDelta::seconds(9);
        let waits = [start, late, late, late].map(|now| wait(&queue, now));
        assert_eq!(waits, [Some(0), Some(0), Some(0), Some(1_000)]);
        let of_four_calls = Queue::new((0..2).map(question).collect(), limits, 4);
        let waits = [start, start].map(|now| wait(&of_four_calls, now));
        assert_eq!(waits, [Some(0), Some(1_000)]);
    }
}
