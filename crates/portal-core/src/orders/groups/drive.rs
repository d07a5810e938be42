//! Going on with an order of several services: one entry after the other, each on disk before it
//! is sent.

use std::sync::Arc;

use contract::{AppError, ErrorCode, OrderOutcome, OrderProgress};
use model::{HistoryKind, OrderId};

use super::{
    GroupOrder, GroupState,
    order::End,
    step::{Parts, Step, next, progress},
};
use crate::{
    errors::Failure,
    notices::Failed,
    orders::{
        Certainty, Entry, EntryState, Intent,
        attempt::Tried,
        verdict::{Attempt, Verdict},
    },
    portal::{Core, State},
    random, storage,
};

/// How often a deletion is sent at once that has no answer: what is deleted stays deleted.
const MOST_DELETIONS: usize = 3;

impl Core {
    /// Goes on with the order of several services of that identifier, which is marked as
    /// running, as far as it goes.
    pub(crate) async fn go_on_with(self: Arc<Self>, id: OrderId) {
        let ended = match self.drive(&id).await {
            Ok(OrderOutcome::Refused { .. }) => self.tell_of_order(&id, Failed::Undone).await,
            Ok(OrderOutcome::Incomplete { .. }) => {
                self.tell_of_order(&id, Failed::Incomplete).await
            }
            Ok(
                OrderOutcome::Accepted { .. }
                | OrderOutcome::Unknown { .. }
                | OrderOutcome::Dismissed,
            ) => Ok(()),
            Err(failure) => Err(failure),
        };
        if let Err(error) = ended {
            tracing::warn!(%error, order = %id, "an order of several services stays open");
        }
    }

    /// Does one step after the other, up to the end or to where it has to wait.
    ///
    /// # Errors
    /// Storage failures; it goes on after a while then.
    pub(super) async fn drive(&self, id: &OrderId) -> Result<OrderOutcome, Failure> {
        let driven = self.steps(id).await;
        let (stopped, has_failed) = (id.clone(), driven.is_err());
        self.owner.tell(move |state| {
            if has_failed {
                state.lose_group(&stopped);
            }
            state.stop_group(&stopped);
        });
        self.poll_now.notify_one();
        driven
    }

    async fn steps(&self, id: &OrderId) -> Result<OrderOutcome, Failure> {
        loop {
            let wanted = id.clone();
            let group = self
                .owner
                .turn(move |state| state.order_groups.get(&wanted).cloned())
                .await?;
            // Everything may have been forgotten meanwhile.
            let Some(group) = group else {
                return Ok(OrderOutcome::Dismissed);
            };
            let parts = self.parts(&group).await?;
            let come = progress(&group, &parts);
            let noted = group.id.clone();
            self.owner
                .turn(move |state| state.note_group(&noted, come))
                .await?;
            match next(&group, &parts, self.clock.now()) {
                Step::Send(_) if self.closing.is_cancelled() => {
                    return Ok(under_way(&group, come, None));
                }
                Step::Send(entry) => {
                    let has_made = come.made > 0;
                    if let Some(failure) = self.send_part(*entry, has_made).await? {
                        return Ok(under_way(&group, come, Some(failure)));
                    }
                }
                Step::TakeBack(error, made) => self.take_back(group, error, made).await?,
                Step::Wait => return Ok(under_way(&group, come, None)),
                Step::End(end) => return self.end_group(group, &parts, end).await,
            }
        }
    }

    /// What the ledger has of a group.
    async fn parts(&self, group: &GroupOrder) -> Result<Parts, Failure> {
        let group = group.clone();
        let parts = self.storage.read(move |db| Parts::read(db, &group)).await?;
        Ok(parts)
    }

    /// Sends an entry of which nothing was sent so far. What surely did not reach the operator,
    /// and may do so later, stays planned: then this is why.
    async fn send_part(&self, planned: Entry, has_made: bool) -> Result<Option<Failure>, Failure> {
        let mut entry = planned.clone();
        entry.state = EntryState::Open {
            certainty: Certainty::Sending,
        };
        self.keep_open(entry.clone()).await?;
        let outcome = match self.try_once(entry, Attempt::First).await? {
            Tried::Done(outcome) => outcome,
            Tried::Failed(failed) => {
                if failed.verdict == Verdict::NotDone
                    && self
                        .is_postponed(&planned, &failed.failure, has_made)
                        .await?
                {
                    self.keep_open(planned).await?;
                    return Ok(Some(failed.failure));
                }
                self.failed(*failed).await?
            }
        };
        if planned.is_taking_back() && matches!(outcome, OrderOutcome::Unknown { .. }) {
            self.delete_again(&planned.id).await?;
        }
        Ok(None)
    }

    /// Plans an entry again that could not be sent because of `failure`, where that passes.
    async fn is_postponed(
        &self,
        planned: &Entry,
        failure: &Failure,
        has_made: bool,
    ) -> Result<bool, Failure> {
        if !has_made {
            return Ok(false);
        }
        let postponed = planned.clone();
        if matches!(failure, Failure::Elsewhere) {
            let hold = move |state: &mut State| state.hold_group(&postponed);
            return self.owner.turn(hold).await;
        }
        if !failure.is_passing() {
            return Ok(false);
        }
        let (asked, now) = (failure.asked_wait().unwrap_or_default(), self.clock.now());
        let wait = move |state: &mut State| state.order_groups.postpone(&postponed, asked, now);
        self.owner.turn(wait).await
    }

    /// Sends a deletion again that had no answer.
    async fn delete_again(&self, id: &OrderId) -> Result<(), Failure> {
        for _ in 1..MOST_DELETIONS {
            let Ok(again) = self.begin_repeat(id.clone()).await else {
                return Ok(());
            };
            let outcome = self.attempt(again, Attempt::RepeatedDeletion).await?;
            if !matches!(outcome, OrderOutcome::Unknown { .. }) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Decides to delete what was made: on disk with every deletion before one is sent.
    async fn take_back(
        &self,
        mut group: GroupOrder,
        error: AppError,
        made: Vec<Entry>,
    ) -> Result<(), Failure> {
        let mut deletions = Vec::new();
        for order in made {
            let EntryState::Accepted { service_id } = order.state else {
                continue;
            };
            deletions.push(Entry {
                id: OrderId::from_random(random::bits()?),
                placed_at: self.clock.now(),
                intent: Intent::Delete { service_id },
                correlator: None,
                state: EntryState::Open {
                    certainty: Certainty::Planned,
                },
                ..order
            });
        }
        group.state = GroupState::TakingBack {
            error,
            deletions: deletions.iter().map(|entry| entry.id.clone()).collect(),
        };
        let (stored, planned) = (group.clone(), deletions.clone());
        self.storage
            .write(move |tx| storage::groups::put_with(tx, &stored, &planned))
            .await?;
        self.owner
            .turn(move |state| {
                state.replace_group(group);
                for entry in deletions {
                    state.put_open_order(entry);
                }
            })
            .await
    }

    /// Closes a group, with what of it was never sent.
    async fn end_group(
        &self,
        mut group: GroupOrder,
        parts: &Parts,
        end: End,
    ) -> Result<OrderOutcome, Failure> {
        let (state, outcome) = match end {
            End::Made(service_id) => (GroupState::Made, OrderOutcome::Accepted { service_id }),
            End::TakenBack(error) => {
                self.note_failure(parts, &error).await?;
                let state = GroupState::TakenBack {
                    error: error.clone(),
                };
                (state, OrderOutcome::Refused { error })
            }
            End::Incomplete(error) => {
                self.note_failure(parts, &error).await?;
                let state = GroupState::Incomplete {
                    error: error.clone(),
                };
                (state, OrderOutcome::Incomplete { error })
            }
        };
        group.state = state;
        let never_sent: Vec<Entry> = parts
            .never_sent()
            .map(|entry| Entry {
                state: EntryState::Dismissed,
                ..entry.clone()
            })
            .collect();
        let closed: Vec<OrderId> = never_sent.iter().map(|entry| entry.id.clone()).collect();
        let id = group.id.clone();
        self.storage
            .write(move |tx| storage::groups::put_with(tx, &group, &never_sent))
            .await?;
        self.owner
            .turn(move |state| {
                for entry in &closed {
                    state.close_order(entry);
                }
                state.close_group(&id);
            })
            .await?;
        Ok(outcome)
    }

    /// Writes into the history of each service that was made why the order was not, and marks
    /// those that are left.
    async fn note_failure(&self, parts: &Parts, error: &AppError) -> Result<(), Failure> {
        let reason = Some(error.message.clone()).filter(|message| !message.is_empty());
        for (id, is_left) in parts.made() {
            let network = id.clone();
            let history = self
                .storage
                .read(move |db| storage::sessions::history(db, &network))
                .await?;
            // The end before this one may have been cut short.
            let is_noted = |kind: &HistoryKind| matches!(kind, HistoryKind::OrderFailed { .. });
            let is_noted = history.iter().any(|entry| is_noted(&entry.kind));
            let kind = HistoryKind::OrderFailed {
                reason: reason.clone(),
            };
            let noted = self
                .take_in(id, error.correlator.clone(), |watched, _| {
                    let mut after = watched.clone();
                    if let Some(group) = &mut after.session.group {
                        group.is_incomplete |= is_left;
                    }
                    (after, (!is_noted).then_some(kind).into_iter().collect())
                })
                .await;
            match noted {
                Ok(_) | Err(Failure::NotFound(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(())
    }
}

/// The answer to whoever waits for an order that is not at its end: how far it has come, and what
/// is in the way of the rest.
fn under_way(group: &GroupOrder, come: OrderProgress, passing: Option<Failure>) -> OrderOutcome {
    let OrderProgress {
        of,
        made,
        taken_back,
        ..
    } = come;
    let so_far = match group.refusal() {
        Some(refusal) => format!(
            "{} What was made is deleted again, {taken_back} of {made} so far.",
            sentence(&refusal.message)
        ),
        None => format!("Made: {made} of {of} connections."),
    };
    let rest = match &passing {
        Some(Failure::Elsewhere) => Failure::Elsewhere.to_string(),
        Some(_) => "The operator cannot be asked for the rest now: the app tries again.".to_owned(),
        None => "The outcome of one is open.".to_owned(),
    };
    OrderOutcome::Unknown {
        error: AppError {
            code: ErrorCode::OutcomeUnknown,
            message: format!("{so_far} {rest}"),
            retryable: false,
            correlator: passing.and_then(|failure| AppError::from(failure).correlator),
        },
    }
}

/// An operator's words, ended as a sentence.
pub(super) fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{words}{end}")
}
