//! What there is to tell of a network, from its stored moments.

use chrono::{DateTime, Utc};

use crate::networks::{Phase, Timeline};

/// What a notification tells: the state that a network has from some moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) status: &'static str,
    pub(crate) status_info: Option<&'static str>,
}

const AVAILABLE: Told = Told {
    status: "AVAILABLE",
    status_info: None,
};

/// What is told from `now` on of a network that was `before` until `now`; a new one was
/// nothing. A change of bandwidth or level changes no state, so nothing is told of it.
pub(crate) fn transitions(
    timeline: &Timeline,
    before: Option<Phase>,
    now: DateTime<Utc>,
) -> Vec<(DateTime<Utc>, Told)> {
    let mut moments: Vec<_> = timeline
        .moments()
        .filter(|moment| *moment > now)
        .chain([now])
        .collect();
    moments.sort_unstable();
    let mut before = before;
    let mut told = Vec::new();
    for moment in moments {
        let phase = timeline.phase(moment);
        told.extend(told_of(before, phase).map(|told| (moment, told)));
        before = Some(phase);
    }
    told
}

fn told_of(before: Option<Phase>, phase: Phase) -> Option<Told> {
    if before == Some(phase) {
        return None;
    }
    match phase {
        Phase::Requested | Phase::Deleting => None,
        Phase::Available => Some(AVAILABLE),
        Phase::Expired => Some(unavailable("DURATION_EXPIRED")),
        Phase::Terminated => Some(unavailable("NETWORK_TERMINATED")),
        Phase::Gone => match before {
            Some(Phase::Requested | Phase::Available | Phase::Deleting) => {
                Some(unavailable("DELETE_REQUESTED"))
            }
            // That it is of no use has been told.
            Some(Phase::Expired | Phase::Terminated | Phase::Gone) | None => None,
        },
    }
}

const fn unavailable(why: &'static str) -> Told {
    Told {
        status: "UNAVAILABLE",
        status_info: Some(why),
    }
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

    fn told(timeline: &Timeline, before: Option<Phase>, now: i64) -> Vec<(i64, &'static str)> {
        transitions(timeline, before, at(now))
            .into_iter()
            .map(|(moment, told)| {
                let seconds = (moment - at(0)).num_seconds();
                (seconds, told.status_info.unwrap_or(told.status))
            })
            .collect()
    }

    #[test]
    fn a_new_network_becomes_available_and_expires() {
        let expected = [(3, "AVAILABLE"), (100, "DURATION_EXPIRED")];
        assert_eq!(told(&timeline(), None, 0), expected);
    }

    #[test]
    fn one_that_is_ready_at_once_is_told_as_well() {
        let at_once = Timeline {
            available_at: at(0),
            ..timeline()
        };
        let expected = [(0, "AVAILABLE"), (100, "DURATION_EXPIRED")];
        assert_eq!(told(&at_once, None, 0), expected);
    }

    #[test]
    fn what_has_been_is_not_told_again() {
        let available = Some(Phase::Available);
        assert_eq!(told(&timeline(), available, 3), [(100, "DURATION_EXPIRED")]);
        assert_eq!(told(&timeline(), Some(Phase::Expired), 100), []);
    }

    #[test]
    fn a_deletion_is_told_when_it_is_done() {
        for (before, now) in [(Phase::Requested, 1), (Phase::Available, 50)] {
            for delay in [0, 3] {
                let deleting = Timeline {
                    removed_at: Some(at(now + delay)),
                    ..timeline()
                };
                let expected = [(now + delay, "DELETE_REQUESTED")];
                assert_eq!(told(&deleting, Some(before), now), expected);
            }
        }
    }

    #[test]
    fn the_end_of_the_duration_is_not_told_of_one_that_is_being_deleted() {
        let deleting = Timeline {
            removed_at: Some(at(102)),
            ..timeline()
        };
        let expected = [(102, "DELETE_REQUESTED")];
        assert_eq!(told(&deleting, Some(Phase::Available), 99), expected);
    }

    #[test]
    fn the_deletion_of_one_that_has_expired_is_not_told() {
        let removed = Timeline {
            removed_at: Some(at(150)),
            ..timeline()
        };
        assert_eq!(told(&removed, Some(Phase::Expired), 150), []);
    }
}
