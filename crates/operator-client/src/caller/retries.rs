//! Whether a failed call is worth a repeat, and when.

use std::time::Duration;

use backon::ExponentialBuilder;

use crate::{CallError, NotSent};

/// Most times a question is put again.
const MOST_RETRIES: usize = 2;
/// The longest a 503 can delay a repeat within one call.
const LONGEST_DELAY: Duration = Duration::from_secs(5);

/// The delays before each repeat, from `first` on.
pub(super) fn delays(first: Duration) -> ExponentialBuilder {
    ExponentialBuilder::default()
        .with_min_delay(first)
        .with_max_times(MOST_RETRIES)
        .with_jitter()
}

/// The delay after `error`: as planned, or as long as it asks for where that is longer.
pub(super) fn delay_after(error: &CallError, planned: Duration) -> Duration {
    planned.max(asked_delay(error))
}

/// Whether a failure may well be over the next moment.
pub(super) fn is_passing(error: &CallError) -> bool {
    match error {
        CallError::NotSent(NotSent::Unreachable { .. }) => true,
        CallError::Unanswered { timed_out, .. } => !timed_out,
        CallError::Refused(refusal) => {
            matches!(refusal.status, 500 | 502..=504)
                && refusal.retry_after.is_none_or(|wait| wait <= LONGEST_DELAY)
        }
        CallError::NotSent(_) | CallError::Undecodable { .. } | CallError::Cancelled => false,
    }
}

fn asked_delay(error: &CallError) -> Duration {
    match error {
        CallError::Refused(refusal) => refusal.retry_after.unwrap_or_default(),
        CallError::NotSent(_)
        | CallError::Unanswered { .. }
        | CallError::Undecodable { .. }
        | CallError::Cancelled => Duration::ZERO,
    }
}
