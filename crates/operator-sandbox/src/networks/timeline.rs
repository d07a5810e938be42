//! The life of a network as a list of moments; its state follows from them and the clock.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Level, Mbps};

/// How long a network that has run out or was cut off can still be read.
pub const EXPIRED_STAYS: TimeDelta = TimeDelta::minutes(10);

/// When what happens to a network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timeline {
    pub(crate) requested_at: DateTime<Utc>,
    /// When it can be used first.
    pub(crate) available_at: DateTime<Utc>,
    /// When its duration ends.
    pub(crate) expires_at: DateTime<Utc>,
    /// The last change, done or not.
    pub(crate) change: Option<Change>,
    /// When a deletion that was asked for is done.
    pub(crate) removed_at: Option<DateTime<Utc>>,
    /// When it fails or was cut off; at `available_at` where it could not be built.
    pub(crate) terminated_at: Option<DateTime<Utc>>,
}

/// New values that are not in force before `done_at`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) done_at: DateTime<Utc>,
    pub(crate) bandwidth: Option<Mbps>,
    pub(crate) sla: Option<Level>,
    /// What is in force until then.
    pub(crate) before: InForce,
}

/// What a network gives at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InForce {
    pub(crate) bandwidth: Mbps,
    pub(crate) sla: Level,
}

/// The state of a network at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Being built.
    Requested,
    /// In use.
    Available,
    /// A deletion was asked for and is not done.
    Deleting,
    /// Its duration is over; it can still be read.
    Expired,
    /// It failed or was cut off; it can still be read.
    Terminated,
    /// It does not exist for the API any more.
    Gone,
}

impl Timeline {
    pub(crate) fn phase(&self, now: DateTime<Utc>) -> Phase {
        match self.removed_at {
            Some(removed_at) if removed_at <= now => Phase::Gone,
            _ if self.is_terminated(now) => self.unavailable(Phase::Terminated, now),
            Some(_) => Phase::Deleting,
            None if self.expires_at <= now => self.unavailable(Phase::Expired, now),
            None if now < self.available_at => Phase::Requested,
            None => Phase::Available,
        }
    }

    /// The moments at which the phase may become another, in no order.
    pub(crate) fn moments(&self) -> impl Iterator<Item = DateTime<Utc>> {
        [self.available_at, self.expires_at]
            .into_iter()
            .chain(self.removed_at)
            .chain(self.terminated_at)
    }

    /// When it stops to use the network: it is removed, cut off, or its duration is over.
    pub(crate) fn ends_at(&self) -> DateTime<Utc> {
        let ends_at = self.removed_at.unwrap_or(self.expires_at);
        self.terminated_at
            .map_or(ends_at, |terminated_at| terminated_at.min(ends_at))
    }

    /// When it became usable, where it has by `now`.
    pub(crate) fn started_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let has_failed = self
            .terminated_at
            .is_some_and(|terminated_at| terminated_at <= self.available_at);
        (self.available_at <= now && !has_failed).then_some(self.available_at)
    }

    /// Cut off before its duration was over.
    fn is_terminated(&self, now: DateTime<Utc>) -> bool {
        self.terminated_at
            .is_some_and(|terminated_at| terminated_at <= now.min(self.expires_at))
    }

    /// `phase` for as long as the network can be read.
    fn unavailable(&self, phase: Phase, now: DateTime<Utc>) -> Phase {
        let ended_at = self
            .terminated_at
            .map_or(self.expires_at, |moment| moment.min(self.expires_at));
        if ended_at <= ran_out_before(now) {
            Phase::Gone
        } else {
            phase
        }
    }

    /// The change that is not in force yet.
    pub(crate) fn pending_change(&self, now: DateTime<Utc>) -> Option<&Change> {
        self.change.as_ref().filter(|change| now < change.done_at)
    }
}

/// A network whose duration ended at this moment or before can be read no longer.
pub(crate) fn ran_out_before(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_signed(EXPIRED_STAYS)
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_000_000 + seconds, 0).unwrap()
    }

    fn timeline() -> Timeline {
        Timeline {
            requested_at: at(0),
            available_at: at(3),
            expires_at: at(100),
            change: None,
            removed_at: None,
            terminated_at: None,
        }
    }

    #[test]
    fn the_phase_follows_from_the_moments() {
        let stays = EXPIRED_STAYS.num_seconds();
        assert!(stays >= 360, "a poller has to see that it ran out");
        for (seconds, expected) in [
            (0, Phase::Requested),
            (3, Phase::Available),
            (99, Phase::Available),
            (100, Phase::Expired),
            (99 + stays, Phase::Expired),
            (100 + stays, Phase::Gone),
        ] {
            assert_eq!(timeline().phase(at(seconds)), expected, "{seconds}");
        }
    }

    #[test]
    fn a_deletion_outlasts_the_end_of_the_duration() {
        let deleting = Timeline {
            removed_at: Some(at(102)),
            ..timeline()
        };
        assert_eq!(deleting.phase(at(101)), Phase::Deleting);
        assert_eq!(deleting.phase(at(102)), Phase::Gone);
    }

    #[test]
    fn a_network_that_was_cut_off_stays_readable_as_long_as_one_that_ran_out() {
        let stays = EXPIRED_STAYS.num_seconds();
        let cut_off = |seconds| Timeline {
            terminated_at: Some(at(seconds)),
            ..timeline()
        };
        for (terminated, seconds, expected) in [
            (50, 49, Phase::Available),
            (50, 50, Phase::Terminated),
            (50, 49 + stays, Phase::Terminated),
            (50, 50 + stays, Phase::Gone),
            // It could not be built.
            (3, 2, Phase::Requested),
            (3, 3, Phase::Terminated),
        ] {
            let found = cut_off(terminated).phase(at(seconds));
            assert_eq!(found, expected, "{terminated} {seconds}");
        }
        assert_eq!(cut_off(3).started_at(at(9)), None);
        assert_eq!(cut_off(50).started_at(at(9)), Some(at(3)));
        assert_eq!(cut_off(50).ends_at(), at(50));
        let deleting = Timeline {
            removed_at: Some(at(52)),
            ..cut_off(50)
        };
        assert_eq!(deleting.phase(at(51)), Phase::Terminated);
        assert_eq!(deleting.phase(at(52)), Phase::Gone);
    }

    #[test]
    fn a_change_is_pending_until_it_is_done() {
        let change = Change {
            done_at: at(20),
            bandwidth: None,
            sla: Some(Level::AAA),
            before: InForce {
                bandwidth: Mbps::MIN,
                sla: Level::A,
            },
        };
        let changing = Timeline {
            change: Some(change),
            ..timeline()
        };
        assert!(changing.pending_change(at(19)).is_some());
        assert!(changing.pending_change(at(20)).is_none());
    }
}
