//! What each answer makes of a session.

use chrono::TimeDelta;
use model::{Level, Mbps};
use proptest::prelude::*;

use super::*;
use crate::testing::{report, start, watched};

fn see(before: &Watched, report: &NetworkReport) -> (SessionState, Vec<HistoryKind>) {
    let (after, history) = observe(before, Sighting::Report(report), start());
    (after.session.state, history)
}

fn ended(reason: Option<&str>) -> HistoryKind {
    HistoryKind::Ended {
        reason: reason.map(str::to_owned),
    }
}

#[test]
fn the_operators_life_cycle_decides() {
    use ReportedStatus::{Available, Requested, Unavailable};
    use SessionState as S;
    let table = [
        (S::Requested, Requested, None, S::Requested, vec![]),
        (
            S::Requested,
            Available,
            None,
            S::Available,
            vec![HistoryKind::BecameAvailable],
        ),
        (
            S::Available,
            Available,
            Some("DELETE_REQUESTED"),
            S::Deleting,
            vec![],
        ),
        (
            S::Available,
            Unavailable,
            Some("DURATION_EXPIRED"),
            S::Expired,
            vec![HistoryKind::Expired],
        ),
        (
            S::Requested,
            Unavailable,
            Some("NETWORK_TERMINATED"),
            S::Failed,
            vec![ended(Some("NETWORK_TERMINATED"))],
        ),
        (
            S::Failed,
            Unavailable,
            Some("NETWORK_TERMINATED"),
            S::Failed,
            vec![],
        ),
        (
            S::Available,
            Unavailable,
            None,
            S::Unavailable,
            vec![ended(None)],
        ),
        (
            S::Available,
            ReportedStatus::Other("RESERVED".to_owned()),
            None,
            S::Unknown,
            vec![],
        ),
        (S::Unknown, Available, None, S::Available, vec![]),
    ];
    for (before, status, info, state, history) in table {
        let text = format!("{before:?} {status:?} {info:?}");
        let seen = see(&watched("net", before), &report(status, info));
        assert_eq!(seen, (state, history), "{text}");
    }
}

#[test]
fn without_a_life_cycle_what_is_there_can_be_used() {
    let silent = NetworkReport::default();
    let seen = see(&watched("net", SessionState::Requested), &silent);
    assert_eq!(
        seen,
        (SessionState::Available, vec![HistoryKind::BecameAvailable])
    );

    let mut deleting = watched("net", SessionState::Deleting);
    deleting.delete_accepted = true;
    assert_eq!(see(&deleting, &silent).0, SessionState::Deleting);

    let (created, _) = observe(
        &watched("net", SessionState::Requested),
        Sighting::Created(&silent),
        start(),
    );
    assert_eq!(created.session.state, SessionState::Requested);
}

#[test]
fn a_change_shows_its_values_when_it_has_ended() {
    let mut before = watched("net", SessionState::Available);
    before.session.pending = Some(PendingChange {
        bandwidth: Mbps::new(250).ok(),
        level: None,
    });
    let mut during = report(ReportedStatus::Available, None);
    during.bandwidth = Mbps::new(250).ok();
    during.lifecycle.as_mut().unwrap().pending = before.session.pending.clone();
    let (after, history) = observe(&before, Sighting::Report(&during), start());
    assert_eq!(after.session.state, SessionState::Changing);
    assert_eq!(after.session.bandwidth, Mbps::new(100).ok());
    assert!(history.is_empty());

    during.lifecycle.as_mut().unwrap().pending = None;
    let (after, history) = observe(&after, Sighting::Report(&during), start());
    assert_eq!(after.session.state, SessionState::Available);
    assert_eq!(after.session.bandwidth, Mbps::new(250).ok());
    assert_eq!(history, vec![HistoryKind::ResizeCompleted]);
}

#[test]
fn a_silent_answer_to_a_change_means_that_it_is_in_force() {
    let mut before = watched("net", SessionState::Available);
    before.session.pending = Some(PendingChange {
        bandwidth: Mbps::new(250).ok(),
        level: Some(Level::AA.into()),
    });
    let (after, history) = observe(
        &before,
        Sighting::Report(&NetworkReport::default()),
        start(),
    );
    assert_eq!(after.session.bandwidth, Mbps::new(250).ok());
    assert_eq!(after.session.level, Some(Level::AA.into()));
    assert_eq!(history, vec![HistoryKind::ResizeCompleted]);
}

#[test]
fn a_silent_answer_confirms_nothing_where_values_were_reported_before() {
    let mut before = watched("net", SessionState::Available);
    before.reported.bandwidth = Mbps::new(100).ok();
    before.session.pending = Some(PendingChange {
        bandwidth: Mbps::new(250).ok(),
        level: Some(Level::AA.into()),
    });
    let silent = NetworkReport::default();
    let (after, history) = observe(&before, Sighting::Report(&silent), start());
    assert_eq!(after.session.state, SessionState::Changing);
    assert_eq!(after.session.bandwidth, Mbps::new(100).ok());
    assert!(history.is_empty(), "{history:?}");

    let done = NetworkReport {
        bandwidth: Mbps::new(250).ok(),
        level: Some(Level::AA.into()),
        ..NetworkReport::default()
    };
    let (after, history) = observe(&after, Sighting::Report(&done), start());
    assert_eq!(after.session.bandwidth, Mbps::new(250).ok());
    assert_eq!(history, vec![HistoryKind::ResizeCompleted]);
}

#[test]
fn what_is_there_again_has_not_ended_and_what_is_not_measured_is_not_shown() {
    let ended = report(ReportedStatus::Unavailable, Some("NETWORK_TERMINATED"));
    let before = watched("net", SessionState::Available);
    let (gone, _) = observe(&before, Sighting::Report(&ended), start());
    assert_eq!(gone.session.ended_at, Some(start()));
    let mut measured = report(ReportedStatus::Available, None);
    measured.observed = Some(model::Observed {
        bandwidth: Some(95),
        ..model::Observed::default()
    });
    let (back, _) = observe(&gone, Sighting::Report(&measured), start());
    assert_eq!(back.session.state, SessionState::Available);
    assert_eq!(back.session.ended_at, None);
    assert_eq!(back.session.observed, measured.observed);
    let unmeasured = report(ReportedStatus::Available, None);
    let (after, _) = observe(&back, Sighting::Report(&unmeasured), start());
    assert_eq!(after.session.observed, None);
}

#[test]
fn what_404_means_depends_on_what_was_before() {
    let table = [
        (true, false, SessionState::Gone, HistoryKind::Deleted),
        (true, true, SessionState::Gone, HistoryKind::Deleted),
        (false, true, SessionState::Expired, HistoryKind::Expired),
        (false, false, SessionState::Gone, HistoryKind::Vanished),
    ];
    for (delete_accepted, is_over, state, kind) in table {
        let mut before = watched("net", SessionState::Available);
        before.delete_accepted = delete_accepted;
        before.session.expiry = Some(Expiry {
            at: start() + TimeDelta::hours(if is_over { -1 } else { 1 }),
            source: ExpirySource::Estimated,
        });
        let (after, history) = observe(&before, Sighting::Absent, start());
        assert_eq!(after.session.state, state);
        assert_eq!(history, vec![kind]);
        assert!(after.is_absent);
        let end = if state == SessionState::Expired {
            start() - TimeDelta::hours(1)
        } else {
            start()
        };
        assert_eq!(after.session.ended_at, Some(end));
    }
}

#[test]
fn the_operators_expiry_stands_over_the_estimate() {
    let mut before = watched("net", SessionState::Requested);
    before.session.term = Some(model::GrantedTerm::six_months());
    let (after, _) = observe(
        &before,
        Sighting::Created(&NetworkReport::default()),
        start(),
    );
    let estimate = after.session.expiry.unwrap();
    assert_eq!(estimate.source, ExpirySource::Estimated);
    assert_eq!(
        Some(estimate.at),
        model::GrantedTerm::six_months().end(start())
    );

    let mut told = report(ReportedStatus::Available, None);
    let end = start() + TimeDelta::days(3);
    told.lifecycle.as_mut().unwrap().expires_at = Some(end);
    let (after, _) = observe(&after, Sighting::Report(&told), start());
    let expiry = Expiry {
        at: end,
        source: ExpirySource::Operator,
    };
    assert_eq!(after.session.expiry, Some(expiry));
    let silent = report(ReportedStatus::Available, None);
    let (after, _) = observe(&after, Sighting::Report(&silent), start());
    assert_eq!(after.session.expiry, Some(expiry));
}

fn any_status() -> impl Strategy<Value = (ReportedStatus, Option<&'static str>)> {
    (
        prop_oneof![
            Just(ReportedStatus::Requested),
            Just(ReportedStatus::Available),
            Just(ReportedStatus::Unavailable),
            Just(ReportedStatus::Other("ODD".to_owned())),
        ],
        prop_oneof![
            Just(None),
            Just(Some(DURATION_EXPIRED)),
            Just(Some(DELETE_REQUESTED)),
            Just(Some("NETWORK_TERMINATED")),
        ],
    )
}

proptest! {
    #[test]
    fn seeing_the_same_twice_adds_nothing(
        seen in proptest::collection::vec(proptest::option::of(any_status()), 1..8),
        delete_accepted: bool,
    ) {
        let mut session = watched("net", SessionState::Requested);
        session.delete_accepted = delete_accepted;
        for sighting in seen {
            let report = sighting.map(|(status, info)| report(status, info));
            let sighting = match &report {
                Some(report) => Sighting::Report(report),
                None => Sighting::Absent,
            };
            let (after, _) = observe(&session, sighting, start());
            let (again, history) = observe(&after, sighting, start());
            prop_assert_eq!(&again, &after);
            prop_assert!(history.is_empty(), "{:?}", history);
            session = after;
        }
    }
}

#[test]
fn a_year_told_in_hours_is_no_drift() {
    let mut before = watched("net", SessionState::Requested);
    before.session.term = model::Term::new(12, model::TermUnit::Months)
        .ok()
        .map(GrantedTerm::from);
    let told = |hours: i64| NetworkReport {
        term: Some(GrantedTerm {
            value: hours.into(),
            unit: model::TermUnit::Hours,
        }),
        ..NetworkReport::default()
    };
    let (after, _) = observe(&before, Sighting::Report(&told(8_760)), start());
    assert_eq!(
        (&after.session.granted, &after.session.drift),
        (&None, &None)
    );
    assert_eq!(after.session.term, before.session.term, "as it was ordered");
    let (after, _) = observe(&after, Sighting::Report(&told(8_760)), start());
    assert_eq!(after.session.drift, None);
    let (shorter, _) = observe(&after, Sighting::Report(&told(720)), start());
    assert!(
        shorter
            .session
            .drift
            .is_some_and(|drift| drift.term.is_some())
    );
    let (shorter, _) = observe(&before, Sighting::Report(&told(720)), start());
    assert!(
        shorter
            .session
            .granted
            .is_some_and(|drift| drift.term.is_some())
    );
}

#[test]
fn the_end_follows_from_what_was_purchased_and_served() {
    let mut before = watched("net", SessionState::Available);
    before.session.is_attached = true;
    let told = |served: u32| NetworkReport {
        term: Some(GrantedTerm {
            value: 100.into(),
            unit: model::TermUnit::Hours,
        }),
        observed: Some(Observed {
            serviced_hours: Some(served),
            ..Observed::default()
        }),
        ..NetworkReport::default()
    };
    let end = |watched: &Watched| watched.session.expiry.unwrap().at - start();
    let (first, _) = observe(&before, Sighting::Report(&told(40)), start());
    assert_eq!(end(&first), TimeDelta::hours(60));
    // Whole hours say it to the hour: a minute later nothing has moved.
    let (later, _) = observe(
        &first,
        Sighting::Report(&told(40)),
        start() + TimeDelta::minutes(20),
    );
    assert_eq!(end(&later), TimeDelta::hours(60));
    let (nearer, _) = observe(
        &later,
        Sighting::Report(&told(41)),
        start() + TimeDelta::minutes(30),
    );
    assert_eq!(end(&nearer), TimeDelta::minutes(59 * 60 + 30));
    // Answers that do not say it leave it, however many.
    let mut silent = nearer.clone();
    for hours in 5..8 {
        let at = start() + TimeDelta::hours(hours);
        silent = observe(&silent, Sighting::Report(&NetworkReport::default()), at).0;
        assert_eq!(end(&silent), end(&nearer));
    }
}
