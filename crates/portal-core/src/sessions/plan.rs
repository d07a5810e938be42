//! All sessions, and when to ask about each of them.

use std::{collections::HashMap, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use model::{CallLimits, ProfileId, ServiceId, Session};

use super::{
    Watched,
    pace::{Pace, later},
};

/// The first wait while something is under way; it doubles from there.
const SHORTEST: Duration = Duration::from_secs(2);
/// The longest wait, and the only one where nothing is under way.
const LONGEST: Duration = Duration::from_secs(60);
/// At the start the window comes first.
const AT_START: Duration = Duration::from_secs(2);
/// How often the window is told that nothing but the time of the last answer changed.
const TOLD_EVERY: TimeDelta = TimeDelta::seconds(5);

/// Every session, newest order first.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    rows: Vec<Row>,
    paces: HashMap<ProfileId, Pace>,
    /// When the window was last told that nothing happened.
    told_at: Option<DateTime<Utc>>,
}

/// What a question without an answer says of the operator as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setback {
    /// It asks to be left alone for so long.
    AskedToWait(Duration),
    /// Nothing gets through to it: nobody there, or no token to be had.
    NotReached,
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
            ..Self::default()
        };
        sessions.sort();
        sessions
    }

    /// Every session, newest order first.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Watched> {
        self.rows.iter().map(|row| &row.watched)
    }

    /// Every session as the window shows it, newest order first.
    pub(crate) fn views(&self) -> Vec<Session> {
        self.all().map(|watched| watched.session.clone()).collect()
    }

    /// The session of that identifier.
    pub(crate) fn get(&self, id: &ServiceId) -> Option<&Watched> {
        self.all().find(|watched| watched.session.service_id == *id)
    }

    /// Takes a session in, new or seen again, and plans the next question. Whether the window
    /// has to be told.
    pub(crate) fn put(&mut self, watched: Watched, now: DateTime<Utc>) -> bool {
        let id = watched.session.service_id.clone();
        let Some(row) = self.row_mut(&id) else {
            self.rows.push(Row {
                next_at: later(now, SHORTEST),
                wait: SHORTEST,
                is_asking: false,
                watched,
            });
            self.sort();
            return true;
        };
        row.wait = match (
            watched.is_busy(),
            watched.session.state == row.watched.session.state,
        ) {
            (true, true) => (row.wait * 2).min(LONGEST),
            (true, false) => SHORTEST,
            (false, _) => LONGEST,
        };
        let is_news = watched.is_news_after(&row.watched);
        row.watched = watched;
        row.plan(now);
        let is_due = self.told_at.is_none_or(|told| now - told >= TOLD_EVERY);
        if !is_news && is_due {
            self.told_at = Some(now);
        }
        is_news || is_due
    }

    /// Notes that a question got no answer, and what that says of its operator.
    pub(crate) fn unanswered(
        &mut self,
        id: &ServiceId,
        setback: Option<Setback>,
        now: DateTime<Utc>,
    ) {
        let Some(row) = self.row_mut(id) else { return };
        row.wait = (row.wait * 2).min(LONGEST);
        row.plan(now);
        let profile = row.watched.session.profile.clone();
        let jitter = fastrand::f64();
        match setback {
            Some(Setback::AskedToWait(wait)) => self.pace(profile).refused(wait, jitter, now),
            Some(Setback::NotReached) => self.pace(profile).failed(jitter, now),
            None => {}
        }
    }

    /// Notes that an operator can be spoken to.
    pub(crate) fn reached(&mut self, profile: &ProfileId) {
        if let Some(pace) = self.paces.get_mut(profile) {
            pace.reached();
        }
    }

    /// Notes that a question of [`Self::take_due`] has ended, and whether by an answer.
    pub(crate) fn ended(&mut self, id: &ServiceId, is_answered: bool) {
        let Some(row) = self.row_mut(id) else { return };
        row.is_asking = false;
        let profile = row.watched.session.profile.clone();
        let pace = self.pace(profile);
        pace.ended();
        if is_answered {
            pace.answered();
            pace.reached();
        }
    }

    /// Plans a question about a session at once.
    pub(crate) fn hurry(&mut self, id: &ServiceId, now: DateTime<Utc>) {
        if let Some(row) = self.row_mut(id) {
            row.wait = SHORTEST;
            row.next_at = now;
        }
    }

    /// The sessions to ask about at `now`, those first where something is under way; each
    /// counts as being asked about until [`Self::ended`]. `may_poll` says which operators can
    /// be spoken to unasked, and how much.
    pub(crate) fn take_due(
        &mut self,
        now: DateTime<Utc>,
        may_poll: impl Fn(&ProfileId) -> Option<CallLimits>,
    ) -> Vec<Watched> {
        let mut due: Vec<&mut Row> = self
            .rows
            .iter_mut()
            .filter(|row| row.can_be_asked() && row.next_at <= now)
            .collect();
        due.sort_by_key(|row| (!row.watched.is_busy(), row.next_at));
        let mut taken = Vec::new();
        for row in due {
            let profile = &row.watched.session.profile;
            let Some(limits) = may_poll(profile) else {
                continue;
            };
            let pace = self.paces.entry(profile.clone()).or_default();
            if pace.take(now, limits) {
                row.is_asking = true;
                taken.push(row.watched.clone());
            }
        }
        taken
    }

    /// How many sessions are being asked about.
    pub(crate) fn asked_about(&self) -> usize {
        self.rows.iter().filter(|row| row.is_asking).count()
    }

    /// When the next question is due; `None` where there is none to ask, or as many are
    /// being asked as may be at the same time.
    pub(crate) fn next_at(
        &self,
        may_poll: impl Fn(&ProfileId) -> Option<CallLimits>,
    ) -> Option<DateTime<Utc>> {
        let unhurried = Pace::default();
        self.rows
            .iter()
            .filter(|row| row.can_be_asked())
            .filter_map(|row| {
                let profile = &row.watched.session.profile;
                let limits = may_poll(profile)?;
                let pace = self.paces.get(profile).unwrap_or(&unhurried);
                Some(row.next_at.max(pace.next_at(limits)?))
            })
            .min()
    }

    fn pace(&mut self, profile: ProfileId) -> &mut Pace {
        self.paces.entry(profile).or_default()
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
    const fn can_be_asked(&self) -> bool {
        !self.is_asking && !self.watched.is_absent && !self.watched.session.state.is_final()
    }

    fn plan(&mut self, now: DateTime<Utc>) {
        // Many that were asked about at once are not asked about at once for ever.
        let jitter = if self.wait > SHORTEST {
            self.wait.mul_f64(fastrand::f64() / 10.0)
        } else {
            Duration::ZERO
        };
        self.next_at = later(now, self.wait + jitter);
        let expiry = self.watched.session.expiry.map(|expiry| expiry.at);
        // The end of a session is seen when it comes, not up to a minute later.
        if let Some(end) = expiry.filter(|end| *end > now) {
            self.next_at = self.next_at.min(later(end, Duration::from_secs(1)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn at(seconds: i64) -> DateTime<Utc> {
        testing::start() + TimeDelta::seconds(seconds)
    }

    fn all(_: &ProfileId) -> Option<CallLimits> {
        CallLimits::new(32, 1000)
    }

    #[test]
    fn a_busy_session_is_asked_about_ever_more_rarely() {
        let watched = testing::watched("net", model::SessionState::Requested);
        let id = watched.session.service_id.clone();
        let mut sessions = Sessions::default();
        sessions.put(watched.clone(), at(0));
        let mut now = at(0);
        for wait in [2, 4, 8, 16, 32, 60, 60] {
            let next = sessions.next_at(all).unwrap();
            let waited = (next - now).num_milliseconds();
            assert!(
                (wait * 1000..=wait * 1100).contains(&waited),
                "{waited} ms for {wait} s"
            );
            let early = next - TimeDelta::milliseconds(1);
            assert!(sessions.take_due(early, all).is_empty());
            now = next;
            assert_eq!(sessions.take_due(now, all).len(), 1);
            assert!(
                sessions.take_due(now, all).is_empty(),
                "asked twice at once"
            );
            sessions.put(watched.clone(), now);
            sessions.ended(&id, true);
        }
        let available = testing::watched("net", model::SessionState::Available);
        sessions.put(available, now);
        assert!(sessions.next_at(all) >= Some(now + TimeDelta::seconds(60)));
        assert!(sessions.get(&id).is_some());
    }

    #[test]
    fn an_operator_that_asks_to_wait_is_left_alone() {
        let watched = testing::watched("net", model::SessionState::Requested);
        let id = watched.session.service_id.clone();
        let mut sessions = Sessions::default();
        sessions.put(watched, at(0));
        for (wait, least) in [(120, 120), (31_536_000, 15 * 60)] {
            let now = sessions.next_at(all).unwrap();
            assert_eq!(sessions.take_due(now, all).len(), 1);
            let setback = Setback::AskedToWait(Duration::from_secs(wait));
            sessions.unanswered(&id, Some(setback), now);
            sessions.ended(&id, false);
            let waited = (sessions.next_at(all).unwrap() - now).num_seconds();
            assert!((least..=least + least / 10).contains(&waited), "{waited} s");
        }
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
        assert_eq!(sessions.take_due(at(600), |_| None).len(), 0);
        assert_eq!(sessions.next_at(|_| None), None);
        assert_eq!(sessions.take_due(at(600), all).len(), 1);
    }

    #[test]
    fn what_is_under_way_goes_before_what_is_at_rest() {
        let limits = |_: &ProfileId| CallLimits::new(1, 1);
        let mut sessions = Sessions::default();
        for number in 0..20 {
            let id = format!("rest{number}");
            sessions.put(testing::watched(&id, model::SessionState::Available), at(0));
        }
        sessions.put(
            testing::watched("new", model::SessionState::Requested),
            at(30),
        );
        let asked = sessions.take_due(at(60), limits);
        assert_eq!(asked[0].session.service_id.as_str(), "new");
        assert_eq!(asked.len(), 1);
    }

    #[test]
    fn the_window_is_told_of_news_at_once_and_of_the_time_now_and_then() {
        let mut watched = testing::watched("net", model::SessionState::Available);
        let mut sessions = Sessions::default();
        assert!(sessions.put(watched.clone(), at(0)));
        let mut told = 0;
        for second in 1..=20 {
            watched.session.checked_at = Some(at(second));
            told += i32::from(sessions.put(watched.clone(), at(second)));
        }
        assert_eq!(told, 4);
        watched.session.gateway = Some("192.0.2.9".to_owned());
        assert!(sessions.put(watched, at(21)));
    }
}
