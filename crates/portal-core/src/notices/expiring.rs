//! Which ends of sessions are near enough to be told.

use chrono::{DateTime, TimeDelta, Utc};
use model::{ServiceId, Session, SessionState};

/// How many days before the end it is told, the nearest first.
const DAYS: [i64; 3] = [1, 7, 30];
/// How much farther away an end has to be than when it was told, to be told again.
const MARGIN: TimeDelta = TimeDelta::days(1);

/// What the keys of all of it begin with.
pub(super) const PREFIX: &str = "expiring/";

/// What is to be told of one session's end, and what is noted with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Near {
    /// When it ends.
    pub(super) end: DateTime<Utc>,
    /// What counts as told once it is: what was not told while the app was closed is
    /// not made up for.
    pub(super) keys: Vec<String>,
}

/// What is to be told of a session's end at `now`, told or not.
pub(super) fn near(session: &Session, now: DateTime<Utc>) -> Option<Near> {
    let (end, lifetime) = end(session)?;
    let left = end - now;
    if left <= TimeDelta::zero() {
        return None;
    }
    let keys: Vec<String> = DAYS
        .into_iter()
        .filter(|days| left <= TimeDelta::days(*days) && lifetime > TimeDelta::days(*days))
        .map(|days| key(&session.service_id, days))
        .collect();
    (!keys.is_empty()).then_some(Near { end, keys })
}

/// The keys of a session that may be told again, because its end was put off.
pub(super) fn put_off(session: &Session, now: DateTime<Utc>) -> Vec<String> {
    let Some((end, _)) = end(session) else {
        return Vec::new();
    };
    DAYS.into_iter()
        .filter(|days| end - now > TimeDelta::days(*days) + MARGIN)
        .map(|days| key(&session.service_id, days))
        .collect()
}

/// When the next end of a session comes near.
pub(super) fn next(session: &Session, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (end, lifetime) = end(session)?;
    DAYS.into_iter()
        .map(TimeDelta::days)
        .filter(|before| lifetime > *before)
        .map(|before| end - before)
        .filter(|moment| *moment > now)
        .min()
}

/// When a session ends that is in use, and how long it will have lasted. What is ordered
/// for a week is not said to end in a week.
fn end(session: &Session) -> Option<(DateTime<Utc>, TimeDelta)> {
    match session.state {
        SessionState::Available | SessionState::Changing => {}
        SessionState::Requested
        | SessionState::Deleting
        | SessionState::Expired
        | SessionState::Failed
        | SessionState::Unavailable
        | SessionState::Gone
        | SessionState::Unknown => return None,
    }
    let end = session.expiry?.at;
    let start = session.started_at.unwrap_or(session.ordered_at);
    Some((end, end - start))
}

fn key(id: &ServiceId, days: i64) -> String {
    format!("{PREFIX}{days}/{id}")
}

#[cfg(test)]
mod tests {
    use model::{Expiry, ExpirySource};

    use super::*;
    use crate::testing::{start, watched};

    /// A session that lasts so many days.
    fn session(days: i64) -> Session {
        let mut session = watched("net", SessionState::Available).session;
        session.expiry = Some(Expiry {
            at: start() + TimeDelta::days(days),
            source: ExpirySource::Operator,
        });
        session
    }

    fn keys(session: &Session, day: i64) -> Vec<String> {
        near(session, start() + TimeDelta::days(day)).map_or_else(Vec::new, |near| near.keys)
    }

    #[test]
    fn the_nearest_time_is_told_with_the_farther_ones() {
        let year = session(365);
        assert!(keys(&year, 334).is_empty());
        assert_eq!(keys(&year, 335), ["expiring/30/net"]);
        assert_eq!(keys(&year, 358), ["expiring/7/net", "expiring/30/net"]);
        assert_eq!(keys(&year, 364).len(), 3);
        assert!(keys(&year, 365).is_empty(), "it is over");
    }

    #[test]
    fn a_short_session_is_not_told_of_when_it_is_ordered() {
        assert!(keys(&session(1), 0).is_empty());
        assert!(keys(&session(7), 0).is_empty());
        assert_eq!(keys(&session(7), 6), ["expiring/1/net"]);
        assert_eq!(keys(&session(10), 4), ["expiring/7/net"]);
    }

    #[test]
    fn an_end_that_was_put_off_can_be_told_again() {
        let year = session(365);
        let day = |day| start() + TimeDelta::days(day);
        assert_eq!(put_off(&year, day(0)).len(), 3);
        assert_eq!(put_off(&year, day(340)).len(), 2);
        assert!(put_off(&year, day(364)).is_empty());
        assert_eq!(next(&year, day(0)), Some(day(335)));
        assert_eq!(next(&year, day(335)), Some(day(358)));
        assert_eq!(next(&year, day(364)), None);
    }

    #[test]
    fn what_is_not_in_use_does_not_come_to_its_end() {
        let mut ended = session(365);
        ended.state = SessionState::Unavailable;
        assert!(keys(&ended, 364).is_empty());
    }
}
