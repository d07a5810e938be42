//! Going on with an order of several services: one entry after the other, each on disk before it
//! is sent.

use std::sync::Arc;

use contract::{AppError, ErrorCode, OrderOutcome, OrderProgress};
use model::{OrderId, ServiceId};

use super::{
    GroupOrder, GroupState,
    order::End,
    step::{Parts, Step, next, progress},
};
use crate::{
    errors::Failure,
    orders::{Certainty, Entry, EntryState, Intent, verdict::Attempt},
    portal::Core,
    random, storage,
};

/// How often a deletion is sent at once that has no answer: what is deleted stays deleted.
const MOST_DELETIONS: usize = 3;

impl Core {
    /// Goes on with the order of several services of that identifier, which is marked as
    /// running, as far as it goes.
    pub(crate) async fn go_on_with(self: Arc<Self>, id: OrderId) {
        if let Err(error) = self.drive(&id).await {
            tracing::warn!(%error, order = %id, "an order of several services stays open");
        }
    }

    /// Does one step after the other, up to the end or to where it has to wait.
    ///
    /// # Errors
    /// Storage failures; it is taken up at the next start then.
    pub(super) async fn drive(&self, id: &OrderId) -> Result<OrderOutcome, Failure> {
        let driven = self.steps(id).await;
        let stopped = id.clone();
        self.owner.tell(move |state| state.stop_group(&stopped));
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
                Step::Send(_) if self.closing.is_cancelled() => return Ok(under_way(come, None)),
                Step::Send(entry) => {
                    let has_made = come.made > 0;
                    if let Some(error) = self.send_part(*entry, has_made).await? {
                        return Ok(under_way(come, Some(error)));
                    }
                }
                Step::TakeBack(error, made) => self.take_back(group, error, made).await?,
                Step::Wait => return Ok(under_way(come, None)),
                Step::End(end) => return self.end_group(group, &parts, end).await,
            }
        }
    }

    /// What the ledger has of a group.
    async fn parts(&self, group: &GroupOrder) -> Result<Parts, Failure> {
        let (orders, deletions) = (group.orders.clone(), group.deletions().to_vec());
        let parts = self
            .storage
            .read(move |db| {
                Ok(Parts {
                    orders: storage::ledger::entries(db, &orders)?,
                    deletions: storage::ledger::entries(db, &deletions)?,
                })
            })
            .await?;
        Ok(parts)
    }

    /// Sends an entry of which nothing was sent so far. What surely did not reach the operator,
    /// and may do so a little later, is planned again: then this is why.
    async fn send_part(
        &self,
        mut entry: Entry,
        has_made: bool,
    ) -> Result<Option<AppError>, Failure> {
        let planned = entry.clone();
        entry.state = EntryState::Open {
            certainty: Certainty::Sending,
        };
        self.keep_open(entry.clone()).await?;
        let is_deletion = entry.is_taking_back();
        let mut attempted = self.attempt(entry, Attempt::First).await?;
        for _ in 1..MOST_DELETIONS {
            if !is_deletion || !matches!(attempted.outcome, OrderOutcome::Unknown { .. }) {
                break;
            }
            let Ok(again) = self.begin_repeat(planned.id.clone()).await else {
                break;
            };
            attempted = self.attempt(again, Attempt::RepeatedDeletion).await?;
        }
        let OrderOutcome::Refused { error } = attempted.outcome else {
            return Ok(None);
        };
        if !has_made || !is_passing(&error) {
            return Ok(None);
        }
        let (now, postponed) = (self.clock.now(), planned.clone());
        let asked = attempted.asked_wait.unwrap_or_default();
        let is_postponed = self
            .owner
            .turn(move |state| state.order_groups.postpone(&postponed, asked, now))
            .await?;
        if !is_postponed {
            return Ok(None);
        }
        self.keep_open(planned).await?;
        Ok(Some(error))
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
            End::TakenBack(error) => (
                GroupState::TakenBack {
                    error: error.clone(),
                },
                OrderOutcome::Refused { error },
            ),
            End::Incomplete(error, left) => {
                for id in &left {
                    self.mark_incomplete(id).await?;
                }
                (
                    GroupState::Incomplete {
                        error: error.clone(),
                    },
                    OrderOutcome::Incomplete { error },
                )
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

    async fn mark_incomplete(&self, id: &ServiceId) -> Result<(), Failure> {
        let marked = self
            .take_in(id, None, |watched, _| {
                let mut after = watched.clone();
                if let Some(group) = &mut after.session.group {
                    group.is_incomplete = true;
                }
                (after, Vec::new())
            })
            .await;
        match marked {
            Ok(_) | Err(Failure::NotFound(_)) => Ok(()),
            Err(failure) => Err(failure),
        }
    }
}

/// Whether that surely reached nobody, and may do so a little later.
const fn is_passing(error: &AppError) -> bool {
    matches!(
        error.code,
        ErrorCode::RateLimited
            | ErrorCode::Unreachable
            | ErrorCode::KeyringLocked
            | ErrorCode::KeyringDismissed
            | ErrorCode::KeyringStopped
    )
}

/// The answer to whoever waits for an order that is not at its end: how far it has come, and what
/// is in the way of the rest, where it is tried again by itself.
fn under_way(come: OrderProgress, passing: Option<AppError>) -> OrderOutcome {
    let OrderProgress { of, made, .. } = come;
    let rest = match &passing {
        Some(_) => "The operator cannot be asked for the rest now: the app tries again.",
        None => "The outcome of one is open.",
    };
    OrderOutcome::Unknown {
        error: AppError {
            code: ErrorCode::OutcomeUnknown,
            message: format!("{made} of {of} connections are made. {rest}"),
            retryable: false,
            correlator: passing.and_then(|error| error.correlator),
        },
    }
}
