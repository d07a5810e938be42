//! Which sessions the list shows.

use chrono::{DateTime, TimeDelta, Utc};
use model::{Session, SessionState};

/// How soon a session has to end to count as expiring, in days.
const EXPIRING_WITHIN: i64 = 14;

/// A narrower look at the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Narrow {
    /// Every session.
    #[default]
    All,
    /// Those that failed, that the operator ended or reports unknown things of, and those that
    /// are otherwise than ordered, or left of an order that was not completed.
    Attention,
    /// Those that end soon.
    Expiring,
}

impl Narrow {
    /// Every one, the widest first.
    pub(super) const ALL: [Self; 3] = [Self::All, Self::Attention, Self::Expiring];

    /// Whether `session` belongs to it.
    pub(super) fn takes(self, session: &Session, now: DateTime<Utc>) -> bool {
        match self {
            Self::All => true,
            Self::Attention => {
                needs_attention(session.state)
                    || !session.state.is_final()
                        && (session.drift.is_some()
                            || session.granted.is_some()
                            || is_left_over(session))
            }
            Self::Expiring => is_expiring(session, now),
        }
    }
}

/// Whether `session` has `words` in what the list shows of it; case does not matter.
pub(super) fn matches(session: &Session, words: &str) -> bool {
    if words.trim().is_empty() {
        return true;
    }
    let text = format!(
        "{} {} {} {} {}",
        session.name,
        session.service_id,
        session.operator,
        session.level.as_ref().map_or("", |level| level.as_str()),
        session.state.as_str(),
    )
    .to_lowercase();
    words
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

/// Whether `session` runs and ends within two weeks.
pub(super) fn is_expiring(session: &Session, now: DateTime<Utc>) -> bool {
    let runs = matches!(
        session.state,
        SessionState::Available | SessionState::Changing
    );
    runs && session.expiry.is_some_and(|expiry| {
        expiry.at > now && expiry.at - now <= TimeDelta::days(EXPIRING_WITHIN)
    })
}

/// Whether `session` is what is left of an order that was not completed.
fn is_left_over(session: &Session) -> bool {
    let group = session.group.as_ref();
    group.is_some_and(|group| group.is_incomplete)
}

const fn needs_attention(state: SessionState) -> bool {
    matches!(
        state,
        SessionState::Failed | SessionState::Unavailable | SessionState::Unknown
    )
}

#[cfg(test)]
pub(super) mod tests {
    use model::{
        Expiry, ExpirySource, Level, Mbps, Origin, ProfileId, Protection, Routing, ServiceId,
    };

    use super::*;

    pub(in super::super) fn session(name: &str, state: SessionState) -> Session {
        Session {
            service_id: ServiceId::new(format!("mpv_{name}")).unwrap(),
            profile: ProfileId::new("p").unwrap(),
            operator: "Sandbox operator".to_owned(),
            origin: Origin::Simulated,
            name: name.to_owned(),
            state,
            reported_state: None,
            level: Some(Level::AA.into()),
            bandwidth: Mbps::new(500).ok(),
            pending: None,
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
            endpoints: Vec::new(),
            connections: Vec::new(),
            term: None,
            ordered_at: DateTime::UNIX_EPOCH,
            started_at: None,
            expiry: None,
            ended_at: None,
            gateway: None,
            fee: None,
            fee_term: None,
            former_fee: None,
            promised_days: None,
            checked_at: None,
            is_attached: false,
            observed: None,
            drift: None,
            granted: None,
            group: None,
        }
    }

    #[test]
    fn every_word_has_to_be_found_somewhere() {
        let session = session("Lyon backup", SessionState::Available);
        assert!(matches(&session, "lyon"));
        assert!(matches(&session, "AVAILABLE mpv_lyon"));
        assert!(!matches(&session, "lyon berlin"));
        assert!(matches(&session, "  "));
    }

    #[test]
    fn only_a_running_session_expires() {
        let now = DateTime::UNIX_EPOCH;
        let mut session = session("a", SessionState::Available);
        session.expiry = Some(Expiry {
            at: now + TimeDelta::days(6),
            source: ExpirySource::Operator,
        });
        assert!(Narrow::Expiring.takes(&session, now));
        assert!(!Narrow::Expiring.takes(&session, now + TimeDelta::days(7)));
        session.state = SessionState::Gone;
        assert!(!Narrow::Expiring.takes(&session, now));
    }

    #[test]
    fn what_is_left_of_an_order_needs_attention_while_it_is_there() {
        let now = DateTime::UNIX_EPOCH;
        let mut left = session("a", SessionState::Available);
        left.group = Some(model::SessionGroup {
            order: model::OrderId::from_random(1),
            name: "a".to_owned(),
            number: 1,
            of: 3,
            is_incomplete: false,
        });
        assert!(!Narrow::Attention.takes(&left, now));
        left.group = left.group.map(|group| model::SessionGroup {
            is_incomplete: true,
            ..group
        });
        assert!(Narrow::Attention.takes(&left, now));
        left.state = SessionState::Gone;
        assert!(!Narrow::Attention.takes(&left, now));
    }

    #[test]
    fn what_failed_needs_attention() {
        let now = DateTime::UNIX_EPOCH;
        assert!(Narrow::Attention.takes(&session("a", SessionState::Failed), now));
        assert!(!Narrow::Attention.takes(&session("a", SessionState::Changing), now));
    }
}
