//! What an operator's yes makes of an intent: ledger, session and history, all or nothing.

use contract::{AppError, ErrorCode, OrderOutcome};
use model::{GrantedTerm, HistoryKind, PendingChange, ServiceId, Session, SessionState};
use operator_client::{DeleteAnswer, NetworkReport};

use super::{
    Certainty, Entry, EntryState, GroupPlace, Intent, NewNetwork, Resize, attempt::Done,
    verdict::Attempt,
};
use crate::{
    assessments::origin,
    errors::Failure,
    portal::Core,
    sessions::{Delivery, Sighting, Watched, entries, observe},
    storage,
};

impl Core {
    /// Writes down that the operator did what was asked.
    ///
    /// # Errors
    /// Storage failures; the intent stays open then.
    pub(super) async fn settle(
        &self,
        entry: Entry,
        done: Done,
        attempt: Attempt,
    ) -> Result<OrderOutcome, Failure> {
        match (done, entry.intent.clone()) {
            (Done::Created(answer), Intent::Create(network)) => {
                let ordered_at = match attempt {
                    Attempt::First => answer.answered_at,
                    Attempt::RepeatedOrder
                    | Attempt::RepeatedChange
                    | Attempt::RepeatedDeletion => entry.placed_at,
                };
                let Some(service_id) = answer.value.service_id else {
                    return self.nameless(entry, answer.correlator).await;
                };
                let is_simulated = answer.is_simulated;
                let now = self.clock.now();
                let watched = ordered(&entry, &network, &service_id, ordered_at, is_simulated);
                let report = answer.value.report;
                self.accept(
                    entry,
                    Some(watched),
                    service_id,
                    answer.correlator,
                    |watched| {
                        let (mut after, kinds) =
                            observe(watched, Sighting::Created(&report), ordered_at);
                        if attempt == Attempt::First {
                            after.delivery = Some(Delivery::ordered(now));
                        }
                        after.note_created(&report, now);
                        let mut history = vec![ordered_kind(watched, &network)];
                        history.extend(kinds);
                        (after, history)
                    },
                )
                .await
            }
            (Done::Changed(answer), Intent::Resize(resize)) => {
                let (report, at) = (answer.value, answer.answered_at);
                let id = resize.service_id.clone();
                self.accept(entry, None, id, answer.correlator, |watched| {
                    resized(watched, &resize, &report, at)
                })
                .await
            }
            (Done::Deleted(answer), Intent::Delete { service_id }) => {
                let (value, at) = (answer.value, answer.answered_at);
                self.accept(entry, None, service_id, answer.correlator, |watched| {
                    deleted(watched, value, at)
                })
                .await
            }
            (Done::Created(_) | Done::Changed(_) | Done::Deleted(_), _) => {
                Err(Failure::Internal("an answer to another question"))
            }
        }
    }

    /// Accepts an entry as done for that network, with the session as `change` leaves it.
    /// `new` is the session where the list does not have it.
    pub(super) async fn accept(
        &self,
        mut entry: Entry,
        new: Option<Watched>,
        service_id: ServiceId,
        correlator: String,
        change: impl FnOnce(&Watched) -> (Watched, Vec<HistoryKind>),
    ) -> Result<OrderOutcome, Failure> {
        let _turn = self.session_writes.lock().await;
        let order = entry.id.clone();
        let is_open = self
            .owner
            .turn(move |state| state.open_orders.get(&order).is_some())
            .await?;
        if !is_open {
            return Ok(OrderOutcome::Accepted { service_id });
        }
        let before = match new {
            Some(_) if self.is_listed(&service_id).await? => {
                // Which of the two networks is meant, nobody but the operator knows.
                return self.nameless(entry, correlator).await;
            }
            Some(watched) => watched,
            None => self.watched(service_id.clone()).await?,
        };
        let (after, kinds) = change(&before);
        let now = self.clock.now();
        let history = entries(kinds, now, Some(&correlator));
        entry.correlator = Some(correlator);
        entry.state = EntryState::Accepted {
            service_id: service_id.clone(),
        };
        let (stored, watched) = (entry.clone(), after.clone());
        self.storage
            .write(move |tx| {
                storage::ledger::put(tx, &stored)?;
                storage::sessions::put(tx, &watched, &history)
            })
            .await?;
        self.owner
            .turn(move |state| {
                state.put_session(after, now);
                state.close_order(&entry.id);
            })
            .await?;
        self.poll_now.notify_one();
        Ok(OrderOutcome::Accepted { service_id })
    }

    async fn is_listed(&self, id: &ServiceId) -> Result<bool, Failure> {
        let id = id.clone();
        self.owner
            .turn(move |state| state.sessions.get(&id).is_some())
            .await
    }

    /// Writes an open entry to the ledger, and takes it into what is open.
    ///
    /// # Errors
    /// Storage failures.
    pub(super) async fn keep_open(&self, entry: Entry) -> Result<(), Failure> {
        let stored = entry.clone();
        self.storage
            .write(move |tx| storage::ledger::put(tx, &stored))
            .await?;
        self.owner
            .turn(move |state| state.put_open_order(entry))
            .await
    }

    /// Leaves an accepted order open, because its network cannot be told from others.
    async fn nameless(
        &self,
        mut entry: Entry,
        correlator: String,
    ) -> Result<OrderOutcome, Failure> {
        entry.correlator = Some(correlator.clone());
        entry.state = EntryState::Open {
            certainty: Certainty::AcceptedWithoutId,
        };
        self.keep_open(entry).await?;
        Ok(OrderOutcome::Unknown {
            error: AppError {
                code: ErrorCode::OutcomeUnknown,
                message: "The operator accepted the order and did not say which network it is."
                    .to_owned(),
                retryable: false,
                correlator: Some(correlator),
            },
        })
    }
}

/// A session as it was ordered, before the operator's answer is read.
pub(super) fn ordered(
    entry: &Entry,
    network: &NewNetwork,
    service_id: &ServiceId,
    ordered_at: chrono::DateTime<chrono::Utc>,
    is_simulated: bool,
) -> Watched {
    let origin = if is_simulated {
        origin(true)
    } else {
        network.origin
    };
    let mut watched = Watched::new(
        Session {
            state: SessionState::Requested,
            level: Some(entry.level.into()),
            bandwidth: Some(entry.bandwidth),
            protection: network.protection,
            routing: network.routing,
            endpoints: network.endpoints.clone(),
            connections: network.connections.clone(),
            term: network.term.map(GrantedTerm::from),
            fee: network.fee,
            fee_term: network.term,
            promised_days: network.promised_days,
            group: entry.group.as_ref().map(GroupPlace::of_session),
            ..Session::new(
                service_id.clone(),
                entry.name.clone(),
                entry.profile.clone(),
                entry.operator.clone(),
                origin,
                ordered_at,
            )
        },
        entry.destination.clone(),
    );
    watched.delivery = Some(Delivery::ordered(entry.placed_at));
    watched.drawn.clone_from(&network.drawn);
    watched
}

/// The first entry of a session's history.
pub(super) fn ordered_kind(watched: &Watched, network: &NewNetwork) -> HistoryKind {
    let session = &watched.session;
    HistoryKind::Ordered {
        level: session
            .level
            .as_ref()
            .and_then(model::ReportedLevel::known)
            .unwrap_or(model::Level::A),
        bandwidth: session.bandwidth.unwrap_or(model::Mbps::MIN),
        fee: network.fee,
    }
}

/// A session whose resize the operator took.
pub(super) fn resized(
    before: &Watched,
    resize: &Resize,
    report: &NetworkReport,
    at: chrono::DateTime<chrono::Utc>,
) -> (Watched, Vec<HistoryKind>) {
    let accepted = HistoryKind::ResizeAccepted {
        bandwidth: (before.session.bandwidth, resize.bandwidth),
        level: (before.session.level.clone(), resize.level.into()),
        fee: resize.fee,
    };
    let mut changing = before.clone();
    changing.changes += 1;
    changing.session.fee = resize.fee;
    changing.session.fee_term = resize.fee_term;
    changing.session.former_fee = None;
    changing.session.pending = Some(PendingChange {
        bandwidth: Some(resize.bandwidth),
        level: Some(resize.level.into()),
    });
    let (after, kinds) = observe(&changing, Sighting::Report(report), at);
    let mut history = vec![accepted];
    history.extend(kinds);
    (after, history)
}

/// A session whose deletion the operator took.
pub(super) fn deleted(
    before: &Watched,
    answer: DeleteAnswer,
    at: chrono::DateTime<chrono::Utc>,
) -> (Watched, Vec<HistoryKind>) {
    let mut after = before.clone();
    after.delete_accepted = true;
    after.changes += 1;
    after.note_deletion(at);
    match answer {
        DeleteAnswer::Accepted => {
            after.session.state = SessionState::Deleting;
            (after, vec![HistoryKind::DeleteAccepted])
        }
        DeleteAnswer::Done => observe(&after, Sighting::Absent, at),
    }
}
