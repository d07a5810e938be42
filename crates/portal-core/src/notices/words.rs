//! What a desktop notification says. The desktop keeps it in a list that others may see: a name, what happened, and
//! nothing that an operator wrote.

use chrono::{DateTime, Local, TimeDelta, Utc};
use model::{Expiry, ExpirySource, Origin, Session, SessionGroup};

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

impl DesktopNotice {
    /// What happened to a session.
    pub(super) fn happened(happening: Happening, session: &Session) -> Self {
        let name = name(session);
        let (title, body) = match happening {
            Happening::Available => (
                format!("{name} is available"),
                "The network can be used now.",
            ),
            Happening::Failed => (
                format!("{name} could not be built"),
                "The operator ended the order. The sessions page has the details.",
            ),
            Happening::Expired => (format!("{name} has ended"), "Its duration is over."),
            Happening::Ended => (
                format!("{name} was ended by the operator"),
                "The sessions page has the details.",
            ),
            Happening::Vanished => (
                format!("{name} is gone"),
                "The operator has no such network any more.",
            ),
            Happening::Drifted => (
                format!("{name} was changed elsewhere"),
                "The sessions page shows what differs.",
            ),
        };
        Self {
            title,
            body: with_origin(session, body.to_owned()),
        }
    }

    /// An order of several services ended, of which that session is or was a part.
    pub(super) fn order_failed(failed: Failed, group: &SessionGroup, session: &Session) -> Self {
        let name = one_line(&group.name);
        let (title, body) = match failed {
            Failed::Undone => (
                format!("{name} was not ordered"),
                "One of its connections was not taken, so the others were deleted again. The \
                 sessions page has the details.",
            ),
            Failed::Incomplete => (
                format!("{name} is incomplete"),
                "One of its connections was not taken, and others are still there. The sessions \
                 page says what to do.",
            ),
        };
        Self {
            title,
            body: with_origin(session, body.to_owned()),
        }
    }

    /// A session ends at `end`, which is not far from `now`.
    pub(super) fn expiring(session: &Session, end: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let day = end.with_timezone(&Local).format("%-d %B %Y, %H:%M");
        let is_estimated = session
            .expiry
            .is_some_and(|Expiry { source, .. }| source == ExpirySource::Estimated);
        let body = if is_estimated {
            format!("Its duration is over about {day}, as far as this computer can tell.")
        } else {
            format!("Its duration is over on {day}.")
        };
        Self {
            title: format!("{} ends in {}", name(session), time_left(end - now)),
            body: with_origin(session, body),
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

fn with_origin(session: &Session, body: String) -> String {
    match session.origin {
        Origin::Simulated => format!("{body} Simulated network."),
        Origin::Live | Origin::Quote | Origin::Missing => body,
    }
}

/// Whole days, rounded up; hours on the last day.
fn time_left(left: TimeDelta) -> String {
    let hours = u64::try_from(left.num_minutes()).unwrap_or(0).div_ceil(60);
    match hours {
        0 | 1 => "1 hour".to_owned(),
        hours if hours < 24 => format!("{hours} hours"),
        24 => "1 day".to_owned(),
        hours => format!("{} days", hours.div_ceil(24)),
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
            assert_eq!(time_left(TimeDelta::minutes(minutes)), words);
        }
    }

    #[test]
    fn a_name_is_one_short_line_and_stands_in_the_title_only() {
        let mut session = watched("net", SessionState::Available).session;
        session.origin = Origin::Live;
        session.name = format!("<b>A\n&{}", "x".repeat(200));
        let notice = DesktopNotice::happened(Happening::Available, &session);
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
            let notice = DesktopNotice::expiring(&session, end, start());
            assert_eq!(notice.title, "Nordic ring ends in 7 days");
            assert!(notice.body.contains(word), "{}", notice.body);
            assert!(notice.body.ends_with("Simulated network."));
        }
    }
}
