//! One attempt to have an intent done by the operator.

use std::time::Duration;

use contract::{AppError, OrderOutcome};
use operator_client::{Answer, CallError, CreatedNetwork, DeleteAnswer, NetworkReport, NotSent};

use super::{
    Certainty, Entry, EntryState, Intent,
    verdict::{Attempt, Verdict, judge},
};
use crate::{activity::About, errors::Failure, operators::Link, portal::Core, storage};

/// What the operator answered to an intent.
pub(super) enum Done {
    /// It took the order.
    Created(Answer<CreatedNetwork>),
    /// It took the change.
    Changed(Answer<NetworkReport>),
    /// It took the deletion, or has no such network.
    Deleted(Answer<DeleteAnswer>),
}

/// How an attempt ended.
pub(super) struct Attempted {
    /// As the window is told.
    pub(super) outcome: OrderOutcome,
    /// For how long the operator asked to be left alone.
    pub(super) asked_wait: Option<Duration>,
}

impl Core {
    /// Sends an intent that is in the ledger, and writes down how that ended.
    ///
    /// # Errors
    /// Storage failures; how the operator answered is the outcome.
    pub(super) async fn attempt(
        &self,
        entry: Entry,
        attempt: Attempt,
    ) -> Result<Attempted, Failure> {
        let link = match self.link(entry.profile.clone()).await {
            Ok(link) => link,
            Err(failure) => {
                let verdict = match attempt {
                    Attempt::First => Verdict::NotDone,
                    Attempt::RepeatedOrder
                    | Attempt::RepeatedChange
                    | Attempt::RepeatedDeletion => Verdict::Open,
                };
                return self.failed(entry, verdict, failure).await;
            }
        };
        match self.send(&link, &entry).await {
            Ok(done) => Ok(Attempted {
                outcome: self.settle(entry, done, attempt).await?,
                asked_wait: None,
            }),
            Err(error) => {
                let verdict = judge(&error, attempt);
                let failure = match verdict {
                    Verdict::NotDone => error.into(),
                    Verdict::Open => Failure::OutcomeUnknown(error),
                };
                self.failed(entry, verdict, failure).await
            }
        }
    }

    async fn send(&self, link: &Link, entry: &Entry) -> Result<Done, CallError> {
        let about = About::subject(&entry.name);
        let (operator, cancel) = (&link.operator, &self.closing);
        match &entry.intent {
            Intent::Create(network) => {
                let mut order = entry.order(network);
                if let Some(sink) = &network.sink {
                    let key = &network.idempotency_key;
                    let to_send = self.sink_to_send(&link.profile, key, sink).await;
                    order.sink =
                        to_send.map_err(|error| CallError::NotSent(NotSent::Secret(error)))?;
                }
                let call = operator.create(&order, cancel);
                self.call(link, about, call).await.map(Done::Created)
            }
            Intent::Resize(resize) => {
                let session = self.watched(resize.service_id.clone()).await.ok();
                let session = session.as_ref().map(|watched| &watched.session);
                let change = resize.change(
                    session.and_then(|session| session.bandwidth),
                    session.and_then(|session| session.level.as_ref()),
                );
                let call = operator.update(&resize.service_id, &change, cancel);
                self.call(link, about, call).await.map(Done::Changed)
            }
            Intent::Delete { service_id } => {
                let call = operator.delete(service_id, cancel);
                self.call(link, about, call).await.map(Done::Deleted)
            }
        }
    }

    /// Writes down that an attempt failed, and whether that leaves the outcome open.
    async fn failed(
        &self,
        mut entry: Entry,
        verdict: Verdict,
        failure: Failure,
    ) -> Result<Attempted, Failure> {
        let asked_wait = failure.asked_wait();
        let error = AppError::from(failure);
        entry.correlator = error.correlator.clone().or(entry.correlator);
        entry.state = match verdict {
            Verdict::NotDone => EntryState::Refused {
                error: error.clone(),
            },
            Verdict::Open => EntryState::Open {
                certainty: Certainty::Unknown,
            },
        };
        let outcome = match verdict {
            Verdict::NotDone => OrderOutcome::Refused { error },
            Verdict::Open => OrderOutcome::Unknown { error },
        };
        let attempted = Attempted {
            outcome,
            asked_wait,
        };
        let id = entry.id.clone();
        let is_open = self
            .owner
            .turn(move |state| state.open_orders.get(&id).is_some());
        if !is_open.await? {
            // Everything was forgotten meanwhile, this order too.
            return Ok(attempted);
        }
        let stored = entry.clone();
        self.storage
            .write(move |tx| storage::ledger::put(tx, &stored))
            .await?;
        let now = self.clock.now();
        self.owner
            .turn(move |state| {
                // Gone, busy or changed elsewhere: the operator says which.
                if let Some(id) = entry.network() {
                    state.sessions.hurry(id, now);
                }
                match verdict {
                    Verdict::NotDone => state.close_order(&entry.id),
                    Verdict::Open => state.put_open_order(entry),
                }
            })
            .await?;
        self.poll_now.notify_one();
        Ok(attempted)
    }
}
