//! One attempt to have an intent done by the operator.

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
pub(super) enum Tried {
    /// The operator has said what became of it.
    Done(OrderOutcome),
    /// It failed, which is not written down yet.
    Failed(Box<Failed>),
}

/// An attempt that failed.
pub(super) struct Failed {
    /// The entry that was attempted.
    pub(super) entry: Entry,
    /// Whether that leaves the outcome open.
    pub(super) verdict: Verdict,
    /// Why.
    pub(super) failure: Failure,
}

impl Core {
    /// Sends an intent that is in the ledger, and writes down how that ended.
    ///
    /// # Errors
    /// Storage failures, which leave it unknown; how the operator answered is the outcome.
    pub(super) async fn attempt(
        &self,
        entry: Entry,
        attempt: Attempt,
    ) -> Result<OrderOutcome, Failure> {
        let id = entry.id.clone();
        let ended = match self.try_once(entry, attempt).await {
            Ok(Tried::Done(outcome)) => Ok(outcome),
            Ok(Tried::Failed(failed)) => self.failed(*failed).await,
            Err(failure) => Err(failure),
        };
        if ended.is_err() {
            self.owner.tell(move |state| state.lose_order(&id));
            self.poll_now.notify_one();
        }
        ended
    }

    /// Sends an intent that is in the ledger, and writes down what came of it unless it failed.
    ///
    /// # Errors
    /// Storage failures.
    pub(super) async fn try_once(&self, entry: Entry, attempt: Attempt) -> Result<Tried, Failure> {
        let (verdict, failure) = match self.permitted_link(&entry).await {
            Err(failure) => {
                let verdict = match attempt {
                    Attempt::First => Verdict::NotDone,
                    Attempt::RepeatedOrder
                    | Attempt::RepeatedChange
                    | Attempt::RepeatedDeletion => Verdict::Open,
                };
                (verdict, failure)
            }
            Ok(link) => match self.send(&link, &entry).await {
                Ok(done) => return self.settle(entry, done, attempt).await.map(Tried::Done),
                Err(error) => match judge(&error, attempt) {
                    Verdict::NotDone => (Verdict::NotDone, error.into()),
                    Verdict::Open => (Verdict::Open, Failure::OutcomeUnknown(error)),
                },
            },
        };
        Ok(Tried::Failed(Box::new(Failed {
            entry,
            verdict,
            failure,
        })))
    }

    /// The operator that an entry is for, where it may be asked for that.
    async fn permitted_link(&self, entry: &Entry) -> Result<Link, Failure> {
        let link = self.link_for(entry).await?;
        link.profile.permits(entry.intent.action())?;
        Ok(link)
    }

    /// The operator that an entry is for.
    ///
    /// # Errors
    /// As [`Core::link_to`].
    pub(super) async fn link_for(&self, entry: &Entry) -> Result<Link, Failure> {
        self.link_to(entry.profile.clone(), entry.destination.as_ref())
            .await
    }

    async fn send(&self, link: &Link, entry: &Entry) -> Result<Done, CallError> {
        let about = About::order(entry);
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
    ///
    /// # Errors
    /// Storage failures.
    pub(super) async fn failed(&self, failed: Failed) -> Result<OrderOutcome, Failure> {
        let Failed {
            mut entry,
            verdict,
            failure,
        } = failed;
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
        let id = entry.id.clone();
        let is_open = self
            .owner
            .turn(move |state| state.open_orders.get(&id).is_some());
        if !is_open.await? {
            // Everything was forgotten meanwhile, this order too.
            return Ok(outcome);
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
        Ok(outcome)
    }
}
