//! When an operator that asked to wait may be asked again.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    Refusal,
    transport::{Reply, http_date},
};

/// The longest wait an operator can ask for.
const LONGEST: Duration = Duration::from_secs(15 * 60);
/// The longest wait chosen where the operator names none.
const LONGEST_UNASKED: Duration = Duration::from_secs(60);

/// How long an answer asks to wait: `Retry-After` in seconds, or as a date, which counts
/// from the operator's own `Date`. At most 15 minutes; `None` where it cannot be read.
pub(crate) fn retry_after(reply: &Reply) -> Option<Duration> {
    let text = reply.header("retry-after")?.trim();
    let wait = if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        text.parse().map_or(LONGEST, Duration::from_secs)
    } else {
        (http_date(text)? - reply.date.unwrap_or(reply.at))
            .to_std()
            .unwrap_or_default()
    };
    Some(wait.min(LONGEST))
}

/// The pause of one operator.
#[derive(Debug, Default)]
pub(crate) struct Pause(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    until: Option<DateTime<Utc>>,
    strikes: u32,
}

impl Pause {
    /// What is left of it; nothing where the operator may be asked. A clock that was put
    /// back ends it, instead of making it longer than any pause can be.
    pub(crate) fn left(&self, now: DateTime<Utc>) -> Option<Duration> {
        let until = self.state().until?;
        let left = (until - now).to_std().ok()?;
        (!left.is_zero() && left <= LONGEST).then_some(left)
    }

    /// Starts a pause for a refusal with 429, and writes its length into the refusal. A
    /// business quota (`QUOTA_EXCEEDED`) pauses nothing unless a time is named.
    pub(crate) fn begin(&self, refusal: &mut Refusal, now: DateTime<Utc>) {
        if refusal.status != 429 {
            return;
        }
        if refusal.retry_after.is_none() && refusal.code != "QUOTA_EXCEEDED" {
            refusal.retry_after = Some(self.strike());
        }
        self.set(refusal.retry_after, now);
    }

    /// Starts a pause where the token endpoint asks for one, and gives its length: a 429, or
    /// a 503 that names a time.
    pub(crate) fn begin_for_token(&self, reply: &Reply, now: DateTime<Utc>) -> Option<Duration> {
        let wait = match (reply.status, retry_after(reply)) {
            (429 | 503, Some(wait)) => wait,
            (429, None) => self.strike(),
            _ => return None,
        };
        self.set(Some(wait), now);
        (!wait.is_zero()).then_some(wait)
    }

    /// Forgets earlier refusals. A pause goes on: what was answered now was asked before it.
    pub(crate) fn end(&self) {
        self.state().strikes = 0;
    }

    fn strike(&self) -> Duration {
        let mut state = self.state();
        let wait = unasked(state.strikes);
        state.strikes = state.strikes.saturating_add(1);
        wait
    }

    /// Pauses for so long, or for what is left where that is longer.
    fn set(&self, wait: Option<Duration>, now: DateTime<Utc>) {
        let until = wait
            .and_then(|wait| TimeDelta::from_std(wait).ok())
            .map(|wait| now + wait);
        let left = self.left(now).is_some();
        let mut state = self.state();
        state.until = until.max(state.until.filter(|_| left));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 1 to 60 s, longer with every strike, with jitter.
fn unasked(strikes: u32) -> Duration {
    let longest = Duration::from_secs(2 << strikes.min(5)).min(LONGEST_UNASKED);
    let least = longest / 2;
    least + (longest - least).mul_f64(fastrand::f64())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::*;

    fn reply(retry_after: Option<&'static str>) -> Reply {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert("retry-after", HeaderValue::from_static(value));
        }
        Reply {
            status: 429,
            headers,
            body: Vec::new(),
            correlator: String::new(),
            at: "2026-11-21T08:00:00Z".parse().unwrap(),
            date: None,
            clock_ahead: None,
        }
    }

    fn refusal(code: &str, retry_after: Option<Duration>) -> Refusal {
        Refusal {
            retry_after,
            code: code.to_owned(),
            ..reply(None).refusal("")
        }
    }

    #[test]
    fn check_28_and_29_every_form_of_retry_after() {
        for (value, expected) in [
            (Some("120"), Some(120)),
            (Some(" 0 "), Some(0)),
            (Some("31536000"), Some(900)),
            (Some("99999999999999999999999"), Some(900)),
            (Some("Sat, 21 Nov 2026 08:01:30 GMT"), Some(90)),
            (Some("Sat, 21 Nov 2026 07:00:00 GMT"), Some(0)),
            (Some("Sun, 21 Nov 2027 08:00:00 GMT"), Some(900)),
            (Some("soon"), None),
            (Some("-5"), None),
            (Some("1.5"), None),
            (Some(""), None),
            (None, None),
        ] {
            let expected = expected.map(Duration::from_secs);
            assert_eq!(retry_after(&reply(value)), expected, "{value:?}");
        }
    }

    #[test]
    fn check_29_without_a_time_the_wait_grows_to_a_minute() {
        let now = reply(None).at;
        let pause = Pause::default();
        let mut waits = Vec::new();
        for _ in 0..10 {
            let mut refusal = refusal("TOO_MANY_REQUESTS", None);
            pause.begin(&mut refusal, now);
            waits.push(refusal.retry_after.unwrap().as_secs_f64());
            assert!(pause.left(now).is_some());
        }
        assert!(
            waits.iter().all(|wait| (1.0..=60.0).contains(wait)),
            "{waits:?}"
        );
        assert!(waits[0] <= 2.0 && waits[9] >= 30.0, "{waits:?}");
        pause.end();
        let later = now + TimeDelta::minutes(2);
        let mut refusal = refusal("TOO_MANY_REQUESTS", None);
        pause.begin(&mut refusal, later);
        assert!(refusal.retry_after.unwrap().as_secs_f64() <= 2.0);
    }

    #[test]
    fn check_28_a_pause_is_kept_whatever_else_is_answered_meanwhile() {
        let now = reply(None).at;
        let pause = Pause::default();
        let wait = Duration::from_secs(120);
        pause.begin(&mut refusal("TOO_MANY_REQUESTS", Some(wait)), now);
        pause.end();
        pause.begin(&mut refusal("QUOTA_EXCEEDED", None), now);
        let short = Duration::from_secs(1);
        pause.begin(&mut refusal("TOO_MANY_REQUESTS", Some(short)), now);
        assert_eq!(pause.left(now), Some(wait));
    }

    #[test]
    fn check_30_a_business_quota_pauses_nothing_by_itself() {
        let now = reply(None).at;
        let pause = Pause::default();
        pause.begin(&mut refusal("QUOTA_EXCEEDED", None), now);
        assert_eq!(pause.left(now), None);
        let wait = Duration::from_secs(5);
        pause.begin(&mut refusal("QUOTA_EXCEEDED", Some(wait)), now);
        assert_eq!(pause.left(now), Some(wait));
        assert_eq!(pause.left(now + wait), None);
    }
}
