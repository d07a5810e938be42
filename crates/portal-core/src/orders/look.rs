//! Finding out what became of an open entry: by the operator's list, by reading the network
//! back, and, after a restart, by the same key once more.

use std::sync::Arc;

use contract::{Finding, OrderLook, OrderOutcome};
use model::{PendingChange, ReportedLevel};
use operator_client::{CallError, DeleteAnswer, NetworkReport};

use super::{
    Certainty, Entry, EntryState, Intent, NewNetwork, Resize,
    open::Due,
    search::Search,
    settle::{deleted, resized},
    verdict::Attempt,
};
use crate::{activity::About, errors::Failure, portal::Core, storage};

/// What a look came to.
enum Seen {
    /// The entry is closed.
    Closed,
    /// It stays open, and this is why.
    Open(OrderLook),
    /// It stays open, though it was sent once more under the same key.
    Repeated(OrderLook),
}

impl Core {
    /// Plans a look for every open entry at once: an operator may answer that did not.
    pub(crate) fn look_again(&self) {
        self.owner.tell(|state| state.look_again());
        self.poll_now.notify_one();
    }

    /// Looks for an entry at its operator, and closes it where that tells what became of it.
    pub(crate) async fn look_for(self: &Arc<Self>, due: Due) {
        let Due { entry, from_before } = due;
        let id = entry.id.clone();
        let looked = self.look(entry, from_before).await;
        let (found, is_last) = match looked {
            Ok(Seen::Closed) => return,
            Ok(Seen::Open(look)) => {
                let is_last = look.finding == Finding::NoList;
                (Some(look), is_last)
            }
            Ok(Seen::Repeated(look)) => (Some(look), false),
            Err(error) => {
                tracing::info!(%error, order = %id, "an order stays open");
                (None, false)
            }
        };
        self.owner
            .tell(move |state| state.note_look(&id, found, is_last));
    }

    async fn look(self: &Arc<Self>, entry: Entry, from_before: bool) -> Result<Seen, Failure> {
        let seen = match &entry.intent {
            Intent::Create(network) => self.look_for_order(&entry, network).await?,
            Intent::Resize(resize) => self.look_for_resize(&entry, resize).await?,
            Intent::Delete { .. } => self.look_for_deletion(&entry).await?,
        };
        let Seen::Open(look) = seen else {
            return Ok(seen);
        };
        let profile = self.profile(entry.profile.clone()).await?;
        let now = self.clock.now();
        let may_repeat = from_before
            && entry.may_be_repeated_unasked(profile.honours_idempotency, now)
            && profile.permits(entry.intent.action()).is_ok()
            && entry.certainty() == Some(Certainty::Unknown);
        if !may_repeat {
            return Ok(Seen::Open(look));
        }
        let entry = self.begin_repeat(entry.id).await?;
        let attempt = Attempt::repeated(&entry.intent);
        match self.attempt(entry, attempt).await? {
            OrderOutcome::Unknown { .. } => Ok(Seen::Repeated(look)),
            OrderOutcome::Accepted { .. }
            | OrderOutcome::Refused { .. }
            | OrderOutcome::Incomplete { .. }
            | OrderOutcome::Dismissed => Ok(Seen::Closed),
        }
    }

    async fn look_for_order(&self, entry: &Entry, network: &NewNetwork) -> Result<Seen, Failure> {
        let link = self.link_for(entry).await?;
        let finding = match self.search(&link, entry, network).await? {
            Search::NoList => Finding::NoList,
            Search::NotListed => Finding::NotListed,
            Search::Found(found) => {
                self.attach_order(
                    entry.clone(),
                    network,
                    found.service_id,
                    &found.report,
                    (found.correlator, found.is_simulated),
                )
                .await?;
                return Ok(Seen::Closed);
            }
        };
        Ok(self.found(finding, None))
    }

    /// Closes the entry where the network shows that the change arrived, or cannot arrive
    /// any more.
    async fn look_for_resize(&self, entry: &Entry, resize: &Resize) -> Result<Seen, Failure> {
        let link = self.link_for(entry).await?;
        let about = About::order(entry);
        let call = link.operator.read(&resize.service_id, &self.closing);
        let answer = match self.call(&link, about, call).await {
            Ok(answer) => answer,
            Err(CallError::Refused(refusal)) if refusal.is_absence() => {
                self.close_in_vain(entry, CallError::Refused(refusal))
                    .await?;
                return Ok(Seen::Closed);
            }
            Err(error) => return Err(error.into()),
        };
        if !shows(&answer.value, resize) {
            return Ok(self.found(Finding::Unchanged, Some(&answer.value)));
        }
        self.close_resize(entry, resize, &answer.value, answer.correlator)
            .await?;
        Ok(Seen::Closed)
    }

    /// Accepts a resize that `report` shows in force or under way.
    pub(crate) async fn close_resize(
        &self,
        entry: &Entry,
        resize: &Resize,
        report: &NetworkReport,
        correlator: String,
    ) -> Result<(), Failure> {
        let id = resize.service_id.clone();
        let at = self.clock.now();
        self.accept(entry.clone(), None, id, correlator, |watched| {
            resized(watched, resize, report, at)
        })
        .await?;
        Ok(())
    }

    /// Closes the entry where the network is gone or being deleted.
    async fn look_for_deletion(&self, entry: &Entry) -> Result<Seen, Failure> {
        let Intent::Delete { service_id } = &entry.intent else {
            return Ok(Seen::Closed);
        };
        let link = self.link_for(entry).await?;
        let about = About::order(entry);
        let asked = self
            .call(&link, about, link.operator.read(service_id, &self.closing))
            .await;
        let (answer, correlator) = match asked {
            Ok(answer) if is_being_deleted(&answer.value) => {
                (DeleteAnswer::Accepted, answer.correlator)
            }
            Ok(_) => return Ok(self.found(Finding::StillThere, None)),
            Err(CallError::Refused(refusal)) if refusal.is_absence() => {
                (DeleteAnswer::Done, refusal.correlator)
            }
            Err(error) => return Err(error.into()),
        };
        let at = self.clock.now();
        let id = service_id.clone();
        self.accept(entry.clone(), None, id, correlator, |watched| {
            deleted(watched, answer, at)
        })
        .await?;
        Ok(Seen::Closed)
    }

    /// Closes a change whose network is not there any more.
    async fn close_in_vain(&self, entry: &Entry, error: CallError) -> Result<(), Failure> {
        let mut entry = entry.clone();
        entry.state = EntryState::Refused {
            error: Failure::from(error).into(),
        };
        let network = entry.network().cloned();
        let id = entry.id.clone();
        let now = self.clock.now();
        self.storage
            .write(move |tx| storage::ledger::put(tx, &entry))
            .await?;
        self.owner
            .turn(move |state| {
                state.close_order(&id);
                if let Some(network) = network {
                    state.sessions.hurry(&network, now);
                }
            })
            .await
    }

    fn found(&self, finding: Finding, report: Option<&NetworkReport>) -> Seen {
        Seen::Open(OrderLook {
            at: self.clock.now(),
            finding,
            bandwidth: report.and_then(|report| report.bandwidth),
            level: report.and_then(|report| report.level.clone()),
        })
    }
}

/// Whether a report has the values a resize asks for, in force or under way.
pub(crate) fn shows(report: &NetworkReport, resize: &Resize) -> bool {
    let pending: Option<&PendingChange> = report
        .lifecycle
        .as_ref()
        .and_then(|lifecycle| lifecycle.pending.as_ref());
    let bandwidth = pending
        .and_then(|pending| pending.bandwidth)
        .or(report.bandwidth);
    let level = pending
        .and_then(|pending| pending.level.as_ref())
        .or(report.level.as_ref());
    bandwidth == Some(resize.bandwidth)
        && level.and_then(ReportedLevel::known) == Some(resize.level)
}

fn is_being_deleted(report: &NetworkReport) -> bool {
    report
        .lifecycle
        .as_ref()
        .is_some_and(|lifecycle| lifecycle.status_info.as_deref() == Some("DELETE_REQUESTED"))
}
