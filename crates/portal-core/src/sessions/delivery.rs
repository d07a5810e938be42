//! How long an order took to become ready, as far as that was seen.

use chrono::{DateTime, TimeDelta, Utc};
use model::SessionState;
use operator_client::{NetworkReport, ReportedStatus};
use serde::{Deserialize, Serialize};

use super::Watched;

/// How closely it is kept when an order was seen waiting last: the answers between are not worth the disk.
const WAITING_KEPT_EVERY: TimeDelta = TimeDelta::hours(1);
/// How long after it was seen waiting last an order that ends was surely not ready: had it been, one of the answers
/// between would have said so. After a longer time nobody here knows.
const SEEN_TO_THE_END: TimeDelta = TimeDelta::hours(2);

/// What was seen of an order's way to being ready, by this computer's clock as the waiting is a person's here. Of an order
/// that was not placed here there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Delivery {
    /// When the operator took the order, or when it was placed where that was not seen.
    ordered_at: DateTime<Utc>,
    seen: Seen,
    /// When the operator took this app's deletion, which is an end to it whenever the network goes.
    #[serde(default)]
    deleted_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Seen {
    /// It was not ready then, at the least.
    Waiting(DateTime<Utc>),
    /// It became ready between those moments; they are the same where the operator says when.
    Ready(DateTime<Utc>, DateTime<Utc>),
    /// It is there, and the operator has no word for whether it is ready.
    Unsaid,
}

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It was ready after so many days, in time or not.
    Ready {
        /// Days promised, 1 at the least.
        promised: u32,
        /// Days waited: the most there can have been where that is in time, the fewest where it is not.
        waited: u32,
    },
    /// It ended before it was ready.
    NeverReady,
    /// Whether it was ready in time was not seen.
    Unclear,
}

impl Delivery {
    /// That of an order which the operator took then.
    pub(crate) const fn ordered(at: DateTime<Utc>) -> Self {
        Self {
            ordered_at: at,
            seen: Seen::Waiting(at),
            deleted_at: None,
        }
    }
}

impl Watched {
    /// Notes what the answer to the order says of whether it is ready: one without a word for that does not claim it.
    pub(crate) fn note_created(&mut self, report: &NetworkReport, at: DateTime<Utc>) {
        if report.lifecycle.is_some() {
            self.note_delivery(report, at);
        }
    }

    /// Notes what an answer of that moment says of whether the order is ready.
    pub(crate) fn note_delivery(&mut self, report: &NetworkReport, at: DateTime<Utc>) {
        let Some(delivery) = &mut self.delivery else {
            return;
        };
        let Seen::Waiting(waiting_at) = delivery.seen else {
            return;
        };
        let Some(lifecycle) = &report.lifecycle else {
            // That it is there does not say since when it can be used.
            delivery.seen = Seen::Unsaid;
            return;
        };
        match lifecycle.status {
            ReportedStatus::Available if at < waiting_at => delivery.seen = Seen::Unsaid,
            ReportedStatus::Available => {
                let said = lifecycle.started_at.map(|said| said.clamp(waiting_at, at));
                delivery.seen = Seen::Ready(said.unwrap_or(waiting_at), said.unwrap_or(at));
            }
            ReportedStatus::Requested if at - waiting_at >= WAITING_KEPT_EVERY => {
                delivery.seen = Seen::Waiting(at);
            }
            ReportedStatus::Requested => {}
            // What has ended by now may have been ready before.
            ReportedStatus::Unavailable | ReportedStatus::Other(_) => {
                if let Some(said) = lifecycle.started_at.filter(|said| *said <= at) {
                    let said = said.max(waiting_at);
                    delivery.seen = Seen::Ready(said, said);
                }
            }
        }
    }

    /// Notes that the operator took this app's deletion.
    pub(crate) fn note_deletion(&mut self, at: DateTime<Utc>) {
        if let Some(delivery) = &mut self.delivery {
            delivery.deleted_at.get_or_insert(at);
        }
    }

    /// What became of what was promised at the order; absent where nothing was, or it is still awaited.
    pub(crate) fn promise(&self) -> Option<Outcome> {
        // Ready at once is ready on the first day.
        let promised = self.session.promised_days?.max(1);
        let delivery = self.delivery?;
        match delivery.seen {
            Seen::Waiting(waiting_at) => match self.session.state {
                SessionState::Failed => Some(Outcome::NeverReady),
                SessionState::Expired | SessionState::Unavailable | SessionState::Gone => {
                    let end = delivery.deleted_at.or(self.session.ended_at);
                    let is_seen = end.is_some_and(|end| end - waiting_at <= SEEN_TO_THE_END);
                    Some(if is_seen {
                        Outcome::NeverReady
                    } else {
                        Outcome::Unclear
                    })
                }
                SessionState::Requested
                | SessionState::Available
                | SessionState::Changing
                | SessionState::Deleting
                | SessionState::Unknown => None,
            },
            Seen::Unsaid => Some(Outcome::Unclear),
            Seen::Ready(earliest, latest) => {
                let days = |at| begun_days(at - delivery.ordered_at);
                let (fewest, most) = (days(earliest), days(latest));
                Some(if most <= promised {
                    Outcome::Ready {
                        promised,
                        waited: most,
                    }
                } else if fewest > promised {
                    Outcome::Ready {
                        promised,
                        waited: fewest,
                    }
                } else {
                    Outcome::Unclear
                })
            }
        }
    }
}

/// Days of 24 hours, of which a begun one counts.
fn begun_days(span: TimeDelta) -> u32 {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let waited = u64::try_from(span.num_milliseconds()).unwrap_or(0);
    u32::try_from(waited.div_ceil(DAY)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{report, start, watched};

    fn hours(hours: i64) -> DateTime<Utc> {
        start() + TimeDelta::hours(hours)
    }

    fn ordered(promised: u32) -> Watched {
        let mut watched = watched("net", SessionState::Requested);
        watched.delivery = Some(Delivery::ordered(start()));
        watched.session.promised_days = Some(promised);
        watched
    }

    fn waiting() -> NetworkReport {
        report(ReportedStatus::Requested, None)
    }

    fn ready(since: Option<i64>) -> NetworkReport {
        let mut ready = report(ReportedStatus::Available, None);
        ready.lifecycle.as_mut().unwrap().started_at = since.map(hours);
        ready
    }

    fn days(promised: u32, waited: u32) -> Option<Outcome> {
        Some(Outcome::Ready { promised, waited })
    }

    #[test]
    fn begun_days_count_and_none_is_none() {
        for (span, days) in [(0, 0), (1, 1), (24, 1), (25, 2), (48, 2), (-3, 0)] {
            assert_eq!(begun_days(TimeDelta::hours(span)), days, "{span} h");
        }
        assert_eq!(begun_days(TimeDelta::milliseconds(1)), 1);
    }

    #[test]
    fn what_is_seen_waiting_and_then_ready_took_the_days_between() {
        let mut watched = ordered(2);
        for hour in 0..72 {
            watched.note_delivery(&waiting(), hours(hour));
        }
        assert_eq!(watched.promise(), None, "it is still awaited");
        watched.note_delivery(&ready(None), hours(73));
        // Seen waiting on the third day and ready on the fourth: at least one day late.
        assert_eq!(watched.promise(), days(2, 3));
        // What it says later changes nothing.
        watched.note_delivery(&ready(Some(1)), hours(90));
        assert_eq!(watched.promise(), days(2, 3));
    }

    #[test]
    fn the_operators_own_word_counts_between_what_was_seen() {
        let mut watched = ordered(3);
        watched.note_delivery(&waiting(), hours(30));
        watched.note_delivery(&ready(Some(40)), hours(200));
        assert_eq!(watched.promise(), days(3, 2));
        // It cannot have been ready before it was last seen waiting.
        let mut watched = ordered(1);
        watched.note_delivery(&waiting(), hours(30));
        watched.note_delivery(&ready(Some(2)), hours(200));
        assert_eq!(watched.promise(), days(1, 2));
    }

    #[test]
    fn nobody_is_late_because_this_computer_was_off() {
        let mut watched = ordered(3);
        watched.note_delivery(&waiting(), hours(0));
        watched.note_delivery(&ready(None), hours(200));
        assert_eq!(watched.promise(), Some(Outcome::Unclear));
        // In time whenever it was.
        let mut watched = ordered(9);
        watched.note_delivery(&ready(None), hours(200));
        assert_eq!(watched.promise(), days(9, 9));
    }

    #[test]
    fn an_operator_without_a_word_for_it_is_not_said_to_be_in_time() {
        let mut watched = ordered(3);
        watched.note_delivery(&NetworkReport::default(), hours(1));
        assert_eq!(watched.promise(), Some(Outcome::Unclear));
    }

    #[test]
    fn what_ended_first_was_never_ready_and_what_was_ready_stays_so() {
        let mut watched = ordered(3);
        watched.note_delivery(&waiting(), hours(1));
        watched.session.state = SessionState::Deleting;
        assert_eq!(watched.promise(), None);
        watched.session.state = SessionState::Gone;
        watched.session.ended_at = Some(hours(2));
        assert_eq!(watched.promise(), Some(Outcome::NeverReady));
        // Deleted here while it was waiting, whenever it went.
        watched.session.ended_at = Some(hours(900));
        watched.note_deletion(hours(2));
        assert_eq!(watched.promise(), Some(Outcome::NeverReady));
        let mut watched = ordered(3);
        watched.note_delivery(&ready(None), hours(1));
        watched.session.state = SessionState::Gone;
        assert_eq!(watched.promise(), days(3, 1));
    }

    #[test]
    fn what_ran_out_while_this_computer_was_off_is_not_said_to_be_never_ready() {
        let ended = |started: Option<i64>| {
            let mut watched = ordered(3);
            watched.note_delivery(&waiting(), hours(1));
            let mut over = report(ReportedStatus::Unavailable, Some("DURATION_EXPIRED"));
            over.lifecycle.as_mut().unwrap().started_at = started.map(hours);
            watched.note_delivery(&over, hours(900));
            watched.session.ended_at = Some(hours(800));
            watched
        };
        for state in [
            SessionState::Expired,
            SessionState::Gone,
            SessionState::Unavailable,
        ] {
            let mut watched = ended(None);
            watched.session.state = state;
            assert_eq!(watched.promise(), Some(Outcome::Unclear), "{state:?}");
            let mut watched = ended(Some(30));
            watched.session.state = state;
            assert_eq!(watched.promise(), days(3, 2), "{state:?}");
        }
        // That it failed is the operator's own word.
        let mut failed = ended(None);
        failed.session.state = SessionState::Failed;
        assert_eq!(failed.promise(), Some(Outcome::NeverReady));
    }

    #[test]
    fn ready_at_once_is_a_promise_of_the_first_day() {
        let mut watched = ordered(0);
        watched.note_delivery(&ready(None), hours(0));
        assert_eq!(watched.promise(), days(1, 0));
    }

    #[test]
    fn without_a_promise_or_an_order_of_this_app_nothing_is_kept() {
        let mut watched = ordered(1);
        watched.session.promised_days = None;
        watched.note_delivery(&ready(None), hours(1));
        assert_eq!(watched.promise(), None);
        let mut attached = ordered(1);
        attached.delivery = None;
        attached.note_delivery(&ready(None), hours(1));
        assert_eq!(attached.promise(), None);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nothing_early() {
        let mut watched = ordered(1);
        watched.note_delivery(&ready(None), hours(-1));
        assert_eq!(watched.promise(), Some(Outcome::Unclear));
    }
}
