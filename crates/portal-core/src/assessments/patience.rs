//! How long and how often one waits for an operator that asks to wait a little.

use std::time::Duration;

use operator_client::{CallError, NotSent};
use tokio_util::sync::CancellationToken;

use crate::{errors::asked_wait, portal::Core};

/// How often the same is asked that the operator had no time for.
const MOST_QUESTIONS: u32 = 4;
/// How often one waits, where others of the app were told to wait meanwhile.
const MOST_WAITS: u32 = 16;
/// The longest wait for an operator that somebody waits for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The patience for one question.
pub(crate) struct Patience {
    turn: Duration,
    asked: u32,
    waited: u32,
}

impl Patience {
    /// For a question whose turn comes so long after the first: all that wait for the same moment
    /// come back in their turns.
    pub(crate) const fn new(turn: Duration) -> Self {
        Self {
            turn,
            asked: 0,
            waited: 0,
        }
    }

    /// How long to wait before the question is put again that failed so; none where it is not.
    pub(crate) fn again(&mut self, error: &CallError) -> Option<Duration> {
        if !matches!(error, CallError::NotSent(NotSent::Waiting(_))) {
            self.asked += 1;
        }
        self.waited += 1;
        let is_worth_it = self.asked < MOST_QUESTIONS && self.waited < MOST_WAITS;
        asked_wait(error)
            .filter(|wait| is_worth_it && *wait <= LONGEST_WAIT)
            .map(|wait| wait + self.turn)
    }
}

impl Core {
    /// Waits for so long.
    ///
    /// # Errors
    /// [`CallError::Cancelled`] where `cancel` is meanwhile.
    pub(crate) async fn rest(
        &self,
        wait: Duration,
        cancel: &CancellationToken,
    ) -> Result<(), CallError> {
        if wait.is_zero() {
            return Ok(());
        }
        let rested = cancel.run_until_cancelled(self.clock.sleep(wait)).await;
        rested.ok_or(CallError::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{What, busy_for, refused};

    fn busy(seconds: u64) -> CallError {
        let What::Fails(error) = busy_for(seconds) else {
            unreachable!("it fails")
        };
        error
    }

    #[test]
    fn it_ends_after_some_questions_or_a_long_wait() {
        let turn = Duration::from_secs(2);
        let mut patience = Patience::new(turn);
        for _ in 0..3 {
            let wait = patience.again(&busy(9));
            assert_eq!(wait, Some(Duration::from_secs(9) + turn));
        }
        assert_eq!(patience.again(&busy(9)), None);
        assert_eq!(Patience::new(turn).again(&busy(61)), None);
        assert_eq!(Patience::new(turn).again(&refused(503, "")), None);
    }

    #[test]
    fn what_was_not_sent_was_not_asked() {
        let waiting = CallError::NotSent(NotSent::Waiting(Duration::from_secs(9)));
        let mut patience = Patience::new(Duration::ZERO);
        let waits = (0..40).map_while(|_| patience.again(&waiting)).count();
        assert_eq!(waits, 15);
    }
}
