//! What an operator's answer makes of a session: its state, values and history.

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    Expiry, ExpirySource, GrantedTerm, HistoryKind, Observed, PendingChange, Session, SessionState,
};
use operator_client::{NetworkReport, ReportedLifecycle, ReportedStatus};

use super::{Watched, drift, fee};

/// Why an operator ended a network (`statusInfo`).
const DURATION_EXPIRED: &str = "DURATION_EXPIRED";
const DELETE_REQUESTED: &str = "DELETE_REQUESTED";

/// What was seen of a network.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Sighting<'a> {
    /// The answer to its order.
    Created(&'a NetworkReport),
    /// The answer to a question or a change.
    Report(&'a NetworkReport),
    /// The operator has no such network.
    Absent,
}

/// The session after that sighting, and what happened to it since the one before.
pub(crate) fn observe(
    before: &Watched,
    sighting: Sighting<'_>,
    at: DateTime<Utc>,
) -> (Watched, Vec<HistoryKind>) {
    let mut after = before.clone();
    after.session.checked_at = Some(at);
    let mut reason = None;
    if let Sighting::Created(report) | Sighting::Report(report) = sighting {
        drift::note(&mut after, report);
    }
    match sighting {
        Sighting::Absent => absent(&mut after, at),
        Sighting::Created(report) => {
            take_values(&mut after, report, at);
            if let Some(lifecycle) = &report.lifecycle {
                reason = lifecycle.status_info.clone();
                take_lifecycle(&mut after, lifecycle);
            }
        }
        Sighting::Report(report) => {
            take_values(&mut after, report, at);
            match &report.lifecycle {
                Some(lifecycle) => {
                    reason = lifecycle.status_info.clone();
                    take_lifecycle(&mut after, lifecycle);
                }
                // Without a life cycle, a network that is there can be used.
                None => after.session.state = present(&after),
            }
        }
    }
    fee::follow(&before.session, &mut after.session);
    let history = history(before, &after, reason);
    let ended = matches!(
        after.session.state,
        SessionState::Expired
            | SessionState::Failed
            | SessionState::Unavailable
            | SessionState::Gone
    );
    if !ended {
        // What is there again has not ended.
        after.session.ended_at = None;
    } else if after.session.ended_at.is_none() {
        let expiry = after.session.expiry.map(|expiry| expiry.at);
        let is_expired = after.session.state == SessionState::Expired;
        let end = expiry.filter(|end| is_expired && *end < at);
        after.session.ended_at = Some(end.unwrap_or(at));
    }
    (after, history)
}

fn absent(after: &mut Watched, at: DateTime<Utc>) {
    let is_expired = after.session.state == SessionState::Expired || after.is_over(at);
    after.is_absent = true;
    after.session.pending = None;
    after.session.state = if is_expired && !after.delete_accepted {
        SessionState::Expired
    } else {
        SessionState::Gone
    };
}

fn take_values(after: &mut Watched, report: &NetworkReport, at: DateTime<Utc>) {
    let reports_values = after.reported.bandwidth.is_some() || after.reported.level.is_some();
    let session = &mut after.session;
    let changing = session.pending.take();
    // An operator that says the values of its networks says so too when they change.
    let is_silent = report.bandwidth.is_none() && report.level.is_none() && reports_values;
    let is_waiting = |pending: &PendingChange| match &report.lifecycle {
        _ if is_silent => true,
        Some(_) => is_as_before(session, report) && !is_in_force(pending, report),
        None => !is_in_force(pending, report),
    };
    let announced = report
        .lifecycle
        .as_ref()
        .and_then(|lifecycle| lifecycle.pending.clone());
    session.pending = announced.or_else(|| changing.clone().filter(is_waiting));
    if let (Some(done), None) = (changing, &session.pending) {
        session.bandwidth = done.bandwidth.or(session.bandwidth);
        session.level = done.level.or(session.level.take());
    }
    // The operator may report the values a change leads to before it is in force.
    let is_confirmed = session.pending.is_none();
    if is_confirmed || session.bandwidth.is_none() {
        session.bandwidth = report.bandwidth.or(session.bandwidth);
    }
    if is_confirmed || session.level.is_none() {
        session.level = report.level.clone().or(session.level.take());
    }
    if let Some(protection) = report.protection {
        session.protection = protection;
    }
    // Sessions from before this was kept have the newest figure only.
    let seen = [&session.observed, &report.observed];
    let says_served = seen.into_iter().flatten().any(has_served);
    after.reported.has_served |= says_served;
    // What was measured is of the moment: an older figure is none any more.
    session.observed.clone_from(&report.observed);
    if report.gateway.is_some() {
        session.gateway.clone_from(&report.gateway);
    }
    if let Some(term) = report.term {
        let known = session.term;
        let is_same = |known: &GrantedTerm| known.is_as_long_as(term, session.ordered_at);
        session.term = Some(known.filter(is_same).unwrap_or(term));
    }
    let by_operator = report
        .lifecycle
        .as_ref()
        .and_then(|lifecycle| lifecycle.expires_at);
    session.expiry = match (by_operator, session.expiry) {
        (Some(at), _) => Some(Expiry {
            at,
            source: ExpirySource::Operator,
        }),
        (None, Some(known)) if known.source == ExpirySource::Operator => Some(known),
        (None, known) if report.observed.as_ref().is_some_and(has_served) => {
            let served = report
                .observed
                .as_ref()
                .and_then(|seen| seen.serviced_hours);
            estimate(served, session.term, known, at)
        }
        (None, Some(known)) if after.reported.has_served => Some(known),
        // Nobody here knows when a network that was ordered elsewhere began.
        (None, _) if session.is_attached && session.started_at.is_none() => None,
        (None, _) => session
            .term
            .and_then(|term| term.end(session.started_at.unwrap_or(session.ordered_at)))
            .map(|at| Expiry {
                at,
                source: ExpirySource::Estimated,
            }),
    };
}

/// Whether an operator says for how long a network has served.
const fn has_served(observed: &Observed) -> bool {
    observed.serviced_hours.is_some()
}

/// The end of a network that has served so many whole hours of its term at `at`. It lies within
/// the hour before the latest it can be; what is `known` and in that hour stays.
fn estimate(
    serviced: Option<u32>,
    term: Option<GrantedTerm>,
    known: Option<Expiry>,
    at: DateTime<Utc>,
) -> Option<Expiry> {
    let started = at.checked_sub_signed(TimeDelta::hours(serviced?.into()))?;
    let latest = term?.end(started)?;
    let fits = |known: &Expiry| known.at <= latest && latest - known.at <= TimeDelta::hours(1);
    known.filter(fits).or(Some(Expiry {
        at: latest,
        source: ExpirySource::Estimated,
    }))
}

/// Whether a report has the very values that were in force before a change was asked for.
fn is_as_before(session: &Session, report: &NetworkReport) -> bool {
    let same_bandwidth = report.bandwidth.is_some() && report.bandwidth == session.bandwidth;
    let same_level = report.level.is_some() && report.level == session.level;
    same_bandwidth && same_level
}

fn is_in_force(pending: &PendingChange, report: &NetworkReport) -> bool {
    let same_bandwidth = match (pending.bandwidth, report.bandwidth) {
        (Some(wanted), Some(reported)) => wanted == reported,
        (None, _) | (_, None) => true,
    };
    let same_level = match (&pending.level, &report.level) {
        (Some(wanted), Some(reported)) => wanted == reported,
        (None, _) | (_, None) => true,
    };
    same_bandwidth && same_level
}

fn take_lifecycle(after: &mut Watched, lifecycle: &ReportedLifecycle) {
    let info = lifecycle.status_info.as_deref();
    let is_deleting = after.delete_accepted || info == Some(DELETE_REQUESTED);
    after.session.started_at = lifecycle.started_at.or(after.session.started_at);
    after.session.reported_state = None;
    after.session.state = match &lifecycle.status {
        _ if is_deleting => SessionState::Deleting,
        ReportedStatus::Requested => SessionState::Requested,
        ReportedStatus::Available if after.session.pending.is_some() => SessionState::Changing,
        ReportedStatus::Available => SessionState::Available,
        ReportedStatus::Unavailable if info == Some(DURATION_EXPIRED) => SessionState::Expired,
        ReportedStatus::Unavailable => ended(after.session.state),
        ReportedStatus::Other(word) => {
            after.session.reported_state = Some(word.clone());
            SessionState::Unknown
        }
    };
}

/// What the end of a network means that was in that state.
const fn ended(before: SessionState) -> SessionState {
    match before {
        SessionState::Requested | SessionState::Failed => SessionState::Failed,
        SessionState::Expired => SessionState::Expired,
        SessionState::Available
        | SessionState::Changing
        | SessionState::Deleting
        | SessionState::Unavailable
        | SessionState::Gone
        | SessionState::Unknown => SessionState::Unavailable,
    }
}

fn present(after: &Watched) -> SessionState {
    if after.delete_accepted {
        SessionState::Deleting
    } else if after.session.pending.is_some() {
        SessionState::Changing
    } else {
        SessionState::Available
    }
}

fn history(before: &Watched, after: &Watched, reason: Option<String>) -> Vec<HistoryKind> {
    let (old, new) = (before.session.state, after.session.state);
    let mut history = Vec::new();
    let is_usable = matches!(new, SessionState::Available | SessionState::Changing);
    if old == SessionState::Requested && is_usable {
        history.push(HistoryKind::BecameAvailable);
    }
    if before.session.pending.is_some() && after.session.pending.is_none() && is_usable {
        history.push(HistoryKind::ResizeCompleted);
    }
    let (granted, drift) = drift::news(before, after);
    if let Some(drift) = granted {
        history.push(HistoryKind::GrantedOtherwise { drift });
    }
    if let Some(drift) = drift {
        history.push(HistoryKind::ChangedElsewhere { drift });
    }
    if old != new {
        match new {
            SessionState::Expired => history.push(HistoryKind::Expired),
            SessionState::Failed | SessionState::Unavailable => {
                history.push(HistoryKind::Ended { reason });
            }
            SessionState::Gone if before.delete_accepted => history.push(HistoryKind::Deleted),
            SessionState::Gone => history.push(HistoryKind::Vanished),
            SessionState::Requested
            | SessionState::Available
            | SessionState::Changing
            | SessionState::Deleting
            | SessionState::Unknown => {}
        }
    }
    history
}

#[cfg(test)]
mod tests;
