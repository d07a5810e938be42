//! When a notification that could not be delivered is sent again.

use chrono::{DateTime, TimeDelta, Utc};

/// How long to wait after each attempt; after the last of them, as long each time.
const WAITS: [TimeDelta; 6] = [
    TimeDelta::seconds(1),
    TimeDelta::seconds(5),
    TimeDelta::seconds(30),
    TimeDelta::minutes(2),
    TimeDelta::minutes(10),
    TimeDelta::hours(1),
];

/// How long after the first attempt it is given up.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// When to try again after `attempts` that failed, the last of them at `now`; `None` where
/// that would be too late.
pub(super) fn next_attempt(
    attempts: u32,
    first_sent_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let index = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX);
    let wait = WAITS.get(index).copied().unwrap_or(TimeDelta::hours(1));
    let next = now.checked_add_signed(wait)?;
    (next - first_sent_at <= LONGEST).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_to_an_hour_and_end_after_a_day() {
        let first: DateTime<Utc> = "2026-11-02T09:00:00Z".parse().unwrap();
        let mut sent = vec![first];
        while let Some(next) = next_attempt(
            u32::try_from(sent.len()).unwrap(),
            first,
            *sent.last().unwrap(),
        ) {
            sent.push(next);
        }
        let seconds: Vec<i64> = sent
            .windows(2)
            .map(|pair| (pair[1] - pair[0]).num_seconds())
            .collect();
        assert_eq!(seconds[..7], [1, 5, 30, 120, 600, 3600, 3600]);
        assert_eq!(seconds.len(), 5 + 23, "{seconds:?}");
        assert!(*sent.last().unwrap() - first > TimeDelta::hours(23));
    }
}
