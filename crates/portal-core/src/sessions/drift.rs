//! Differences between what an operator reports and what was ordered or reported before,
//! where nobody asked for them here.

use model::{Drift, GrantedTerm, PendingChange};
use operator_client::NetworkReport;

use super::Watched;

/// Takes note of what `report` says otherwise than before. To be called before the session
/// takes the report's values over.
pub(super) fn note(after: &mut Watched, report: &NetworkReport) {
    let announced = report
        .lifecycle
        .as_ref()
        .and_then(|lifecycle| lifecycle.pending.as_ref());
    let mut now = Values::of(report, announced);
    let reported = &after.reported;
    let session = &after.session;
    // Told in another unit it is the same duration.
    let known = reported.term.or(session.term);
    let is_same = |told: &GrantedTerm| {
        known.is_some_and(|known| known.is_as_long_as(*told, session.ordered_at))
    };
    if now.term.as_ref().is_some_and(is_same) {
        now.term = known;
    }
    let (mut elsewhere, mut granted) = (Drift::default(), Drift::default());
    let wanted = session.pending.as_ref();
    tell(
        (&mut elsewhere.bandwidth, &mut granted.bandwidth),
        (&reported.bandwidth, &session.bandwidth),
        wanted.and_then(|pending| pending.bandwidth),
        &now.bandwidth,
    );
    tell(
        (&mut elsewhere.level, &mut granted.level),
        (&reported.level, &session.level),
        wanted.and_then(|pending| pending.level.clone()),
        &now.level,
    );
    let asked_term: Option<GrantedTerm> = session.term;
    tell(
        (&mut elsewhere.term, &mut granted.term),
        (&reported.term, &asked_term),
        None,
        &now.term,
    );
    tell(
        (&mut elsewhere.protection, &mut granted.protection),
        (&reported.protection, &Some(session.protection)),
        None,
        &now.protection,
    );
    if after.session.is_attached {
        // Nothing of it was ordered here.
        granted = Drift::default();
    }
    after.session.drift = joined(after.session.drift.take(), elsewhere);
    after.session.granted = joined(after.session.granted.take(), granted);
    let reported = &mut after.reported;
    reported.bandwidth = now.bandwidth.or(reported.bandwidth);
    reported.level = now.level.or(reported.level.take());
    reported.term = now.term.or(reported.term);
    reported.protection = now.protection.or(reported.protection);
}

/// What came up since `before`: granted otherwise, changed elsewhere.
pub(super) fn news(before: &Watched, after: &Watched) -> (Option<Drift>, Option<Drift>) {
    let new = |before: &Option<Drift>, after: &Option<Drift>| {
        after.clone().filter(|after| before.as_ref() != Some(after))
    };
    let (before, after) = (&before.session, &after.session);
    (
        new(&before.granted, &after.granted),
        new(&before.drift, &after.drift),
    )
}

/// What a value was and what it is, where the two differ.
type Change<T> = Option<(T, T)>;

/// What a report says is or will be.
struct Values {
    bandwidth: Option<model::Mbps>,
    level: Option<model::ReportedLevel>,
    term: Option<GrantedTerm>,
    protection: Option<model::Protection>,
}

impl Values {
    fn of(report: &NetworkReport, announced: Option<&PendingChange>) -> Self {
        Self {
            bandwidth: announced
                .and_then(|pending| pending.bandwidth)
                .or(report.bandwidth),
            level: announced
                .and_then(|pending| pending.level.clone())
                .or_else(|| report.level.clone()),
            term: report.term,
            protection: report.protection,
        }
    }
}

/// Sorts one value in: what the operator said before and says otherwise now was changed
/// elsewhere, what it says for the first time was granted, unless it is what is `wanted`.
fn tell<T: Clone + PartialEq>(
    (elsewhere, granted): (&mut Change<T>, &mut Change<T>),
    (reported, ordered): (&Option<T>, &Option<T>),
    wanted: Option<T>,
    now: &Option<T>,
) {
    let Some(now) = now else { return };
    if wanted.as_ref() == Some(now) {
        return;
    }
    match (reported, ordered) {
        (Some(before), _) if before != now => {
            *elsewhere = Some((wanted.unwrap_or_else(|| before.clone()), now.clone()));
        }
        (None, Some(ordered)) if ordered != now => {
            *granted = Some((wanted.unwrap_or_else(|| ordered.clone()), now.clone()));
        }
        (Some(_), _) | (None, _) => {}
    }
}

fn joined(known: Option<Drift>, new: Drift) -> Option<Drift> {
    let joined = known.unwrap_or_default().then(new);
    (!joined.is_empty()).then_some(joined)
}
