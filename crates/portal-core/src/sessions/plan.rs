//! All sessions, and when to ask about each of them.

use std::{collections::HashMap, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use model::{ProfileId, ServiceId, Session};

use super::Watched;

/// The first wait while something is under way; it doubles from there.
const SHORTEST: Duration = Duration::from_secs(2);
/// The longest wait, and the only one where nothing is under way.
const LONGEST: Duration = Duration::from_secs(60);
/// At the start the window comes first.
const AT_START: Duration = Duration::from_secs(2);
/// An operator that asks for a longer wait is asked again after this.
const LONGEST_PAUSE: Duration = Duration::from_secs(15 * 60);
/// How many sessions are asked about at the same time.
const AT_ONCE: usize = 4;

/// Every session, newest order first.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    rows: Vec<Row>,
    /// Operators that asked to wait, and until when.
    paused: HashMap<ProfileId, DateTime<Utc>>,
}

#[derive(Debug)]
struct Row {
    watched: Watched,
    next_at: DateTime<Utc>,
    wait: Duration,
    is_asking: bool,
}

impl Sessions {
    /// The stored sessions.
    pub(crate) fn new(watched: Vec<Watched>, now: DateTime<Utc>) -> Self {
        let rows = watched
            .into_iter()
            .map(|watched| Row {
                watched,
                next_at: later(now, AT_START),
                wait: SHORTEST,
                is_asking: false,
            })
            .collect();
        let mut sessions = Self {
            rows,
            paused: HashMap::new(),
        };
        sessions.sort();
        sessions
    }

    /// Every session, newest order first.
    pub(crate) fn views(&self) -> Vec<Session> {
        self.rows
            .iter()
            .map(|row| row.watched.session.clone())
            .collect()
    }

    /// The session of that identifier.
    pub(crate) fn get(&self, id: &ServiceId) -> Option<&Watched> {
        self.rows
            .iter()
            .map(|row| &row.watched)
            .find(|watched| watched.session.service_id == *id)
    }

    /// Takes a session in, new or seen again, and plans the next question.
    pub(crate) fn put(&mut self, watched: Watched, now: DateTime<Utc>) {
        let id = watched.session.service_id.clone();
        let Some(row) = self.row_mut(&id) else {
            self.rows.push(Row {
                next_at: later(now, SHORTEST),
                wait: SHORTEST,
                is_asking: false,
                watched,
            });
            self.sort();
            return;
        };
        row.wait = match (
            watched.is_busy(),
            watched.session.state == row.watched.session.state,
        ) {
            (true, true) => (row.wait * 2).min(LONGEST),
            (true, false) => SHORTEST,
            (false, _) => LONGEST,
        };
        row.watched = watched;
        row.plan(now);
    }

    /// Notes that a question got no answer; the operator may have asked to wait.
    pub(crate) fn unanswered(
        &mut self,
        id: &ServiceId,
        asked_to_wait: Option<Duration>,
        now: DateTime<Utc>,
    ) {
        let Some(row) = self.row_mut(id) else { return };
        row.wait = (row.wait * 2).min(LONGEST);
        row.plan(now);
        let profile = row.watched.session.profile.clone();
        if let Some(wait) = asked_to_wait {
            self.paused
                .insert(profile, later(now, wait.min(LONGEST_PAUSE)));
        }
    }

    /// Plans a question about a session at once.
    pub(crate) fn hurry(&mut self, id: &ServiceId, now: DateTime<Utc>) {
        if let Some(row) = self.row_mut(id) {
            row.wait = SHORTEST;
            row.next_at = now;
        }
    }

    /// The sessions to ask about at `now`; they count as being asked about from here on.
    /// `may_poll` says which operators can be spoken to unasked.
    pub(crate) fn take_due(
        &mut self,
        now: DateTime<Utc>,
        may_poll: impl Fn(&ProfileId) -> bool,
    ) -> Vec<Session> {
        let asking = self.rows.iter().filter(|row| row.is_asking).count();
        let paused = &self.paused;
        let mut due: Vec<&mut Row> = self
            .rows
            .iter_mut()
            .filter(|row| row.can_be_asked(&may_poll) && row.time(paused) <= now)
            .collect();
        due.sort_by_key(|row| row.next_at);
        due.into_iter()
            .take(AT_ONCE.saturating_sub(asking))
            .map(|row| {
                row.is_asking = true;
                row.watched.session.clone()
            })
            .collect()
    }

    /// When the next question is due; `None` where there is none to ask, or as many are
    /// being asked as may be at the same time.
    pub(crate) fn next_at(&self, may_poll: impl Fn(&ProfileId) -> bool) -> Option<DateTime<Utc>> {
        if self.rows.iter().filter(|row| row.is_asking).count() >= AT_ONCE {
            return None;
        }
        self.rows
            .iter()
            .filter(|row| row.can_be_asked(&may_poll))
            .map(|row| row.time(&self.paused))
            .min()
    }

    fn row_mut(&mut self, id: &ServiceId) -> Option<&mut Row> {
        self.rows
            .iter_mut()
            .find(|row| row.watched.session.service_id == *id)
    }

    fn sort(&mut self) {
        self.rows
            .sort_by_key(|row| std::cmp::Reverse(row.watched.session.ordered_at));
    }
}

impl Row {
    fn can_be_asked(&self, may_poll: &impl Fn(&ProfileId) -> bool) -> bool {
        !self.is_asking
            && !self.watched.is_absent
            && !self.watched.session.state.is_final()
            && may_poll(&self.watched.session.profile)
    }

    fn time(&self, paused: &HashMap<ProfileId, DateTime<Utc>>) -> DateTime<Utc> {
        let pause = paused.get(&self.watched.session.profile);
        pause.map_or(self.next_at, |until| self.next_at.max(*until))
    }

    fn plan(&mut self, now: DateTime<Utc>) {
        self.is_asking = false;
        self.next_at = later(now, self.wait);
        let expiry = self.watched.session.expiry.map(|expiry| expiry.at);
        // The end of a session is seen when it comes, not up to a minute later.
        if let Some(end) = expiry.filter(|end| *end > now) {
            self.next_at = self.next_at.min(later(end, Duration::from_secs(1)));
        }
    }
}

fn later(now: DateTime<Utc>, wait: Duration) -> DateTime<Utc> {
    TimeDelta::from_std(wait)
        .ok()
        .and_then(|wait| now.checked_add_signed(wait))
        .unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn at(seconds: i64) -> DateTime<Utc> {
        testing::start() + TimeDelta::seconds(seconds)
    }

    fn all(_: &ProfileId) -> bool {
        true
    }

    #[test]
    fn a_busy_session_is_asked_about_ever_more_rarely() {
        let watched = testing::watched("net", model::SessionState::Requested);
        let id = watched.session.service_id.clone();
        let mut sessions = Sessions::default();
        sessions.put(watched.clone(), at(0));
        let mut now = 0;
        for wait in [2, 4, 8, 16, 32, 60, 60] {
            assert_eq!(sessions.next_at(all), Some(at(now + wait)));
            assert!(sessions.take_due(at(now + wait - 1), all).is_empty());
            now += wait;
            assert_eq!(sessions.take_due(at(now), all).len(), 1);
            assert!(
                sessions.take_due(at(now), all).is_empty(),
                "asked twice at once"
            );
            sessions.put(watched.clone(), at(now));
        }
        let available = testing::watched("net", model::SessionState::Available);
        sessions.put(available, at(now));
        assert_eq!(sessions.next_at(all), Some(at(now + 60)));
        assert!(sessions.get(&id).is_some());
    }

    #[test]
    fn an_operator_that_asks_to_wait_is_left_alone() {
        let watched = testing::watched("net", model::SessionState::Requested);
        let id = watched.session.service_id.clone();
        let mut sessions = Sessions::default();
        sessions.put(watched, at(0));
        sessions.take_due(at(2), all);
        sessions.unanswered(&id, Some(Duration::from_secs(120)), at(2));
        assert_eq!(sessions.next_at(all), Some(at(122)));
        sessions.take_due(at(122), all);
        sessions.unanswered(&id, Some(Duration::from_secs(31_536_000)), at(122));
        assert_eq!(sessions.next_at(all), Some(at(122 + 15 * 60)));
    }

    #[test]
    fn the_end_of_a_session_is_seen_when_it_comes() {
        let mut watched = testing::watched("net", model::SessionState::Available);
        watched.session.expiry = Some(model::Expiry {
            at: at(30),
            source: model::ExpirySource::Operator,
        });
        let mut sessions = Sessions::default();
        sessions.put(watched.clone(), at(0));
        sessions.put(watched, at(2));
        assert_eq!(sessions.next_at(all), Some(at(31)));
    }

    #[test]
    fn what_is_gone_or_out_of_reach_is_not_asked_about() {
        let mut sessions = Sessions::default();
        sessions.put(testing::watched("one", model::SessionState::Gone), at(0));
        sessions.put(
            testing::watched("two", model::SessionState::Available),
            at(0),
        );
        assert_eq!(sessions.take_due(at(600), |_| false).len(), 0);
        assert_eq!(sessions.next_at(|_| false), None);
        assert_eq!(sessions.take_due(at(600), all).len(), 1);
    }
}
