//! How many requests are dealt with: a bucket that fills up again.

use std::time::Instant;

/// A bucket of requests.
#[derive(Debug)]
pub(super) struct Allowance {
    most: f64,
    per_second: f64,
    left: f64,
    at: Instant,
}

impl Allowance {
    /// A full bucket of `most`, which gets `per_second` again.
    pub(super) fn new(most: u32, per_second: u32) -> Self {
        Self {
            most: most.into(),
            per_second: per_second.into(),
            left: most.into(),
            at: Instant::now(),
        }
    }

    /// Takes one at the moment `now`, if there is one.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        self.left = (self.left + since * self.per_second).min(self.most);
        self.at = now;
        let has_one = self.left >= 1.0;
        if has_one {
            self.left -= 1.0;
        }
        has_one
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_was_taken_comes_back_with_time() {
        let mut allowance = Allowance::new(2, 1);
        let start = allowance.at;
        let taken: Vec<bool> = (0..3).map(|_| allowance.take(start)).collect();
        assert_eq!(taken, [true, true, false]);
        assert!(allowance.take(start + Duration::from_secs(1)));
        assert!(!allowance.take(start + Duration::from_secs(1)));
        let later = start + Duration::from_secs(3_600);
        assert!(allowance.take(later) && allowance.take(later) && !allowance.take(later));
    }
}
