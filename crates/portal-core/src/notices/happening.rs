//! What a change of a session means to a person who does not look at the window.

use contract::NoticeKind;
use model::SessionState;

use crate::sessions::Watched;

/// Something worth telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happening {
    /// It can be used.
    Available,
    /// It could not be built.
    Failed,
    /// Its duration is over.
    Expired,
    /// The operator ended it.
    Ended,
    /// The operator has no such network any more.
    Vanished,
    /// It was changed elsewhere.
    Drifted,
}

/// How an order of several services ended that was not made as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failed {
    /// What was made of it is deleted.
    Undone,
    /// Some of it is there.
    Incomplete,
}

impl Happening {
    /// What happened between two looks at a session. One that is seen for the first time
    /// is news to nobody, except that an order may be ready at once.
    pub(super) fn between(before: Option<&Watched>, after: &Watched) -> Option<Self> {
        let old = before.map_or(SessionState::Requested, |watched| watched.session.state);
        let new = after.session.state;
        if old == new || before.is_none() && !was_ordered_now(after) {
            return None;
        }
        match new {
            SessionState::Available | SessionState::Changing => {
                (old == SessionState::Requested).then_some(Self::Available)
            }
            SessionState::Failed => Some(Self::Failed),
            SessionState::Expired => Some(Self::Expired),
            SessionState::Unavailable => Some(Self::Ended),
            // What was over before, or was asked for, is no news.
            SessionState::Gone => {
                (!after.delete_accepted && is_alive(old)).then_some(Self::Vanished)
            }
            SessionState::Requested | SessionState::Deleting | SessionState::Unknown => None,
        }
    }

    /// The kind under which it can be turned off.
    pub(super) const fn kind(self) -> NoticeKind {
        match self {
            Self::Available => NoticeKind::Available,
            Self::Failed => NoticeKind::Failed,
            Self::Expired | Self::Ended | Self::Vanished => NoticeKind::Terminated,
            Self::Drifted => NoticeKind::Drift,
        }
    }
}

/// Whether a session comes out of an order that was answered this moment.
fn was_ordered_now(watched: &Watched) -> bool {
    watched.session.checked_at == Some(watched.session.ordered_at)
}

const fn is_alive(state: SessionState) -> bool {
    match state {
        SessionState::Requested
        | SessionState::Available
        | SessionState::Changing
        | SessionState::Deleting
        | SessionState::Unknown => true,
        SessionState::Expired
        | SessionState::Failed
        | SessionState::Unavailable
        | SessionState::Gone => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::watched;

    fn between(old: SessionState, new: SessionState) -> Option<Happening> {
        Happening::between(Some(&watched("net", old)), &watched("net", new))
    }

    #[test]
    fn what_a_person_waits_for_or_did_not_do_is_told() {
        use SessionState::{
            Available, Changing, Deleting, Expired, Failed, Gone, Requested, Unavailable, Unknown,
        };
        for (old, new, expected) in [
            (Requested, Available, Some(Happening::Available)),
            (Requested, Changing, Some(Happening::Available)),
            (Changing, Available, None),
            (Unknown, Available, None),
            (Requested, Failed, Some(Happening::Failed)),
            (Available, Expired, Some(Happening::Expired)),
            (Available, Unavailable, Some(Happening::Ended)),
            (Available, Gone, Some(Happening::Vanished)),
            (Expired, Gone, None),
            (Unavailable, Gone, None),
            (Available, Deleting, None),
            (Available, Available, None),
        ] {
            assert_eq!(between(old, new), expected, "{old:?} to {new:?}");
        }
    }

    #[test]
    fn an_own_deletion_is_no_news() {
        let mut gone = watched("net", SessionState::Gone);
        gone.delete_accepted = true;
        let before = watched("net", SessionState::Deleting);
        assert_eq!(Happening::between(Some(&before), &gone), None);
    }

    #[test]
    fn a_session_seen_first_is_news_only_where_it_was_just_ordered() {
        let mut available = watched("net", SessionState::Available);
        assert_eq!(Happening::between(None, &available), None);
        available.session.checked_at = Some(available.session.ordered_at);
        let happened = Happening::between(None, &available);
        assert_eq!(happened, Some(Happening::Available));
    }
}
