//! A fee is of the values it was quoted for: what others make of a network has no known fee.

use model::{Drift, FormerFee, GrantedTerm, Mbps, ReportedLevel, Session};

/// Puts the fee aside where others have changed what it is for, and takes it up again where that
/// is as it was.
pub(super) fn follow(before: &Session, after: &mut Session) {
    if let Some(former) = after.former_fee.take() {
        if is_of(&former, after) {
            after.fee = Some(former.fee);
            after.fee_term = former.term;
        } else {
            after.former_fee = Some(former);
        }
        return;
    }
    let is_priced_otherwise = priced(before.drift.as_ref()) != priced(after.drift.as_ref())
        || priced(before.granted.as_ref()) != priced(after.granted.as_ref());
    if !is_priced_otherwise {
        return;
    }
    if let Some(fee) = after.fee.take() {
        let (bandwidth, level) = values(before);
        after.former_fee = Some(Box::new(FormerFee {
            fee,
            term: after.fee_term.take(),
            bandwidth,
            level,
            granted: before.term,
        }));
    }
}

fn is_of(former: &FormerFee, session: &Session) -> bool {
    values(session) == (former.bandwidth, former.level.clone()) && session.term == former.granted
}

/// The values a fee is for: those that a change under way leads to, else those in force.
fn values(session: &Session) -> (Option<Mbps>, Option<ReportedLevel>) {
    let pending = session.pending.as_ref();
    let bandwidth = pending.and_then(|pending| pending.bandwidth);
    let level = pending.and_then(|pending| pending.level.clone());
    (
        bandwidth.or(session.bandwidth),
        level.or_else(|| session.level.clone()),
    )
}

type Priced<'a> = (
    Option<&'a (Mbps, Mbps)>,
    Option<&'a (ReportedLevel, ReportedLevel)>,
    Option<&'a (GrantedTerm, GrantedTerm)>,
);

/// The differences that a fee depends on.
fn priced(drift: Option<&Drift>) -> Priced<'_> {
    drift.map_or((None, None, None), |drift| {
        (
            drift.bandwidth.as_ref(),
            drift.level.as_ref(),
            drift.term.as_ref(),
        )
    })
}

#[cfg(test)]
mod tests {
    use model::{Currency, Fee, FeePeriod, Level, Money, Origin, PendingChange, SessionState};
    use operator_client::{NetworkReport, ReportedStatus};
    use rust_decimal::Decimal;

    use super::super::{Sighting, Watched, observe};
    use super::*;
    use crate::testing::{report, start, watched};

    fn fee() -> Fee {
        Fee {
            money: Money {
                amount: Decimal::ONE_HUNDRED,
                currency: Currency::new("EUR").unwrap(),
            },
            period: FeePeriod::Month,
            origin: Origin::Live,
        }
    }

    /// A session with a fee for the values that its operator has reported.
    fn paid(first: &NetworkReport) -> Watched {
        let mut session = watched("net", SessionState::Available);
        session.session.bandwidth = first.bandwidth;
        session.session.level = first.level.clone();
        session.session.fee = Some(fee());
        see(&session, first)
    }

    fn see(before: &Watched, report: &NetworkReport) -> Watched {
        observe(before, Sighting::Report(report), start()).0
    }

    fn told(bandwidth: u32, level: Level) -> NetworkReport {
        NetworkReport {
            bandwidth: Mbps::new(bandwidth).ok(),
            level: Some(level.into()),
            ..report(ReportedStatus::Available, None)
        }
    }

    #[test]
    fn the_fee_of_what_others_changed_is_not_known_until_it_is_as_it_was() {
        let before = paid(&told(200, Level::AA));
        assert_eq!(before.session.fee, Some(fee()));
        let mut changed = see(&before, &told(450, Level::A));
        assert_eq!(changed.session.fee, None);
        let former = changed.session.former_fee.clone().unwrap();
        assert_eq!((former.fee, former.bandwidth), (fee(), Mbps::new(200).ok()));
        assert_eq!(former.level, Some(Level::AA.into()));
        // To accept it makes no fee known.
        changed.session.drift = None;
        let accepted = see(&changed, &told(450, Level::A));
        assert_eq!(accepted.session.fee, None);
        assert_eq!(accepted.session.former_fee, Some(former));
        let returned = see(&accepted, &told(200, Level::AA));
        assert_eq!(returned.session.fee, Some(fee()));
        assert_eq!(returned.session.former_fee, None);
    }

    #[test]
    fn what_the_fee_does_not_depend_on_leaves_it_as_it_is() {
        let before = paid(&told(200, Level::AA));
        let protected = NetworkReport {
            protection: Some(model::Protection::Protected),
            ..told(200, Level::AA)
        };
        let after = see(&before, &protected);
        assert!(after.session.granted.is_some());
        assert_eq!(after.session.fee, Some(fee()));
    }

    #[test]
    fn a_resize_of_this_app_keeps_the_fee_it_was_quoted() {
        let mut before = paid(&told(200, Level::AA));
        before.session.pending = Some(PendingChange {
            bandwidth: Mbps::new(500).ok(),
            level: Some(Level::AA.into()),
        });
        let done = see(&before, &told(500, Level::AA));
        assert_eq!(done.session.fee, Some(fee()));
        // Where the operator makes something else of it, the fee was for what was asked.
        let other = see(&before, &told(300, Level::AA));
        assert_eq!(other.session.fee, None);
        let former = other.session.former_fee.unwrap();
        assert_eq!(former.bandwidth, Mbps::new(500).ok());
    }
}
