//! What is said of a session's state and of the time it has left.

use model::{Session, SessionState};

use super::filter::is_expiring;
use crate::{
    components::Tone,
    i18n::{TextKey, format, tr},
    state::AppState,
    t,
};

/// What the last column says: the time left, or when it will be or was over.
pub(super) fn time_left(state: AppState, session: &Session) -> String {
    match session.state {
        SessionState::Requested => match session.promised_days {
            Some(days) => format::wait(model::Wait::Days(days)),
            None => t!("missing-value"),
        },
        SessionState::Deleting => t!("missing-value"),
        SessionState::Gone => ended(TextKey("sessions-gone"), session),
        SessionState::Expired => ended(TextKey("sessions-ended"), session),
        SessionState::Failed | SessionState::Unavailable => {
            ended(TextKey("sessions-terminated"), session)
        }
        SessionState::Available | SessionState::Changing | SessionState::Unknown => {
            let now = match session.expiry {
                Some(expiry) => state.clock.ticking_toward(expiry.at),
                None => state.clock.now(),
            };
            format::time_left(session.expiry, now)
        }
    }
}

/// The name of the state; a session that runs and ends soon says that instead.
pub(super) fn state_words(state: AppState, session: &Session) -> String {
    if session.state == SessionState::Unknown
        && let Some(reported) = &session.reported_state
    {
        return t!("sessions-reported", state = reported.clone());
    }
    let now = state.clock.now();
    if session.state == SessionState::Available && is_expiring(session, now) {
        return t!(
            "sessions-expires",
            left = format::time_left(session.expiry, now)
        );
    }
    format::state(session.state)
}

/// The colour of the state.
pub(super) fn tone(state: AppState, session: &Session) -> Tone {
    if session.state == SessionState::Available && is_expiring(session, state.clock.now()) {
        Tone::Attention
    } else {
        Tone::from(session.state)
    }
}

/// The fee that was known before others made something else of the session, and what it was for.
pub(super) fn last_fee(session: &Session) -> Option<String> {
    let former = session.former_fee.as_ref()?;
    let missing = || t!("missing-value");
    Some(t!(
        "session-fee-last",
        fee = format::money(former.fee.money),
        covers = format::fee_period(former.fee.period, former.term),
        bandwidth = former.bandwidth.map_or_else(missing, format::bandwidth),
        level = former
            .level
            .as_ref()
            .map_or_else(missing, |level| level.as_str().to_owned())
    ))
}

fn ended(key: TextKey, session: &Session) -> String {
    match session.ended_at {
        Some(at) => tr(key.0, &[("date", format::short_date(at).into())]),
        None => t!("missing-value"),
    }
}
