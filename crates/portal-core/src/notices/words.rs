//! What a desktop notification says. The desktop keeps it in a list that others may see: a name, what happened, and
//! nothing that an operator wrote.

mod english;
mod german;

use chrono::{DateTime, Local, TimeDelta, Utc};
use model::{Expiry, ExpirySource, Origin, Session, SessionGroup};
use quote_document::Language;

use super::happening::{Failed, Happening};

/// Longest part of a title that a person typed, in characters.
const LONGEST_NAME: usize = 80;

/// A desktop notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesktopNotice {
    /// What happened, with the name of the session; plain text.
    pub title: String,
    /// What to know or do; a text of this app alone, as desktops may read markup in it.
    pub body: String,
}

/// What a language has to say.
struct Words {
    /// Title and body of what happened to a session of that name.
    happened: fn(Happening, &str) -> (String, &'static str),
    /// Title and body of an order of that name that was not made as a whole.
    order_failed: fn(Failed, &str) -> (String, &'static str),
    /// Title: a name, and in how long it ends.
    ends_in: fn(&str, &str) -> String,
    hours: fn(u64) -> String,
    days: fn(u64) -> String,
    /// Body: the day and the time.
    over_on: fn(&str, &str) -> String,
    /// As that, where it is only estimated.
    over_about: fn(&str, &str) -> String,
    simulated: &'static str,
}

const fn words(language: Language) -> &'static Words {
    match language {
        Language::English => &english::WORDS,
        Language::German => &german::WORDS,
    }
}

impl DesktopNotice {
    /// What happened to a session.
    pub(super) fn happened(happening: Happening, session: &Session, language: Language) -> Self {
        let words = words(language);
        let (title, body) = (words.happened)(happening, &name(session));
        Self {
            title,
            body: with_origin(session, body.to_owned(), words),
        }
    }

    /// An order of several services ended, of which that session is or was a part.
    pub(super) fn order_failed(
        failed: Failed,
        group: &SessionGroup,
        session: &Session,
        language: Language,
    ) -> Self {
        let words = words(language);
        let (title, body) = (words.order_failed)(failed, &one_line(&group.name));
        Self {
            title,
            body: with_origin(session, body.to_owned(), words),
        }
    }

    /// A session ends at `end`, which is not far from `now`.
    pub(super) fn expiring(
        session: &Session,
        end: DateTime<Utc>,
        now: DateTime<Utc>,
        language: Language,
    ) -> Self {
        let words = words(language);
        let here = end.with_timezone(&Local);
        let (day, time) = (
            language.date(here.date_naive()),
            here.format("%H:%M").to_string(),
        );
        let is_estimated = session
            .expiry
            .is_some_and(|Expiry { source, .. }| source == ExpirySource::Estimated);
        let body = if is_estimated {
            (words.over_about)(&day, &time)
        } else {
            (words.over_on)(&day, &time)
        };
        Self {
            title: (words.ends_in)(&name(session), &time_left(end - now, words)),
            body: with_origin(session, body, words),
        }
    }
}

/// The name as one short line.
fn name(session: &Session) -> String {
    one_line(&session.name)
}

fn one_line(typed: &str) -> String {
    let shown = typed.chars().filter(|letter| !letter.is_control());
    shown.take(LONGEST_NAME).collect()
}

fn with_origin(session: &Session, body: String, words: &Words) -> String {
    match session.origin {
        Origin::Simulated => format!("{body} {}", words.simulated),
        Origin::Live | Origin::Quote | Origin::Missing => body,
    }
}

/// Whole days, rounded up; hours on the last day.
fn time_left(left: TimeDelta, words: &Words) -> String {
    let hours = u64::try_from(left.num_minutes()).unwrap_or(0).div_ceil(60);
    if hours < 24 {
        (words.hours)(hours.max(1))
    } else {
        (words.days)(hours.div_ceil(24))
    }
}

#[cfg(test)]
mod tests {
    use model::SessionState;

    use super::*;
    use crate::testing::{start, watched};

    #[test]
    fn the_time_left_is_whole_days_and_at_last_hours() {
        for (minutes, words) in [
            (5, "1 hour"),
            (61, "2 hours"),
            (23 * 60, "23 hours"),
            (24 * 60, "1 day"),
            (25 * 60, "2 days"),
            (30 * 24 * 60, "30 days"),
        ] {
            assert_eq!(
                time_left(TimeDelta::minutes(minutes), &english::WORDS),
                words
            );
        }
    }

    #[test]
    fn a_name_is_one_short_line_and_stands_in_the_title_only() {
        let mut session = watched("net", SessionState::Available).session;
        session.origin = Origin::Live;
        session.name = format!("<b>A\n&{}", "x".repeat(200));
        let notice = DesktopNotice::happened(Happening::Available, &session, Language::English);
        assert!(notice.title.starts_with("<b>A&x"), "{}", notice.title);
        assert!(notice.title.chars().count() <= LONGEST_NAME + 13);
        assert!(!notice.body.contains(['<', '&']), "{}", notice.body);
        assert!(!notice.body.contains("Simulated"));
    }

    #[test]
    fn an_estimated_end_is_said_to_be_one() {
        let mut session = watched("net", SessionState::Available).session;
        let end = start() + TimeDelta::days(7);
        for (source, word) in [
            (ExpirySource::Estimated, "about"),
            (ExpirySource::Operator, "over on"),
        ] {
            session.expiry = Some(Expiry { at: end, source });
            let notice = DesktopNotice::expiring(&session, end, start(), Language::English);
            assert_eq!(notice.title, "Nordic ring ends in 7 days");
            assert!(notice.body.contains(word), "{}", notice.body);
            assert!(notice.body.ends_with("Simulated network."));
        }
    }

    #[test]
    fn the_desktop_is_told_in_the_language_of_the_interface() {
        let mut session = watched("net", SessionState::Available).session;
        let end = start() + TimeDelta::days(7);
        session.expiry = Some(Expiry {
            at: end,
            source: ExpirySource::Operator,
        });
        let notice = DesktopNotice::expiring(&session, end, start(), Language::German);
        assert_eq!(notice.title, "Nordic ring endet in 7 Tagen");
        let body = notice.body;
        assert!(body.starts_with("Die Laufzeit endet am "), "{body}");
        assert!(body.ends_with(" Uhr. Simuliertes Netz."), "{body}");
    }
}
