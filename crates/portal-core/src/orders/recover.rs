//! Taking up what was open when the app ended.

use std::{sync::Arc, time::Duration};

use contract::{ErrorCode, OrderOutcome};
use model::{PendingChange, ReportedLevel};
use operator_client::{CallError, DeleteAnswer, NetworkReport};

use super::{
    Certainty, Entry, Intent, Resize,
    settle::{deleted, resized},
    verdict::Attempt,
};
use crate::{activity::About, errors::Failure, portal::Core};

/// Waits between attempts to reach an operator; after the last one the person decides.
const WAITS: [Duration; 5] = [
    Duration::ZERO,
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
    Duration::from_secs(60),
];

/// Takes up every open entry that can be closed without the person.
pub(crate) fn start(core: &Arc<Core>) {
    let core = Arc::clone(core);
    let closing = core.closing.clone();
    tokio::spawn(async move {
        closing.run_until_cancelled(recover_all(&core)).await;
    });
}

async fn recover_all(core: &Arc<Core>) {
    for wait in WAITS {
        if !wait.is_zero() {
            core.clock.sleep(wait).await;
        }
        let open = core
            .owner
            .turn(|state| {
                let unknown = state
                    .open_orders
                    .all()
                    .iter()
                    .filter(|entry| entry.certainty() == Some(Certainty::Unknown));
                let due: Vec<_> = unknown
                    .clone()
                    .filter(|entry| state.roster.may_be_polled(&entry.profile))
                    .cloned()
                    .collect();
                (unknown.count(), due)
            })
            .await;
        let Ok((1.., open)) = open else { return };
        for entry in open {
            let id = entry.id.clone();
            if let Err(error) = core.recover(entry).await {
                tracing::warn!(%error, order = %id, "an order stays open");
            }
        }
    }
}

impl Core {
    async fn recover(self: &Arc<Self>, entry: Entry) -> Result<(), Failure> {
        let is_closed = match &entry.intent {
            // A network cannot be looked for without its identifier.
            Intent::Create(_) => false,
            Intent::Resize(resize) => self.is_resized(&entry, resize).await?,
            Intent::Delete { .. } => self.is_deleted(&entry).await?,
        };
        let profile = self.profile(entry.profile.clone()).await?;
        if is_closed || !profile.honours_idempotency {
            return Ok(());
        }
        let entry = self.begin_repeat(entry.id).await?;
        let attempt = Attempt::repeated(&entry.intent);
        match self.attempt(entry, attempt).await? {
            OrderOutcome::Unknown { error } if error.code != ErrorCode::OutcomeUnknown => {
                tracing::info!(
                    code = error.code.as_str(),
                    "the operator is not reached yet"
                );
            }
            OrderOutcome::Unknown { .. }
            | OrderOutcome::Accepted { .. }
            | OrderOutcome::Refused { .. }
            | OrderOutcome::Dismissed => {}
        }
        Ok(())
    }

    /// Whether the network shows that the change arrived; the entry is closed then.
    async fn is_resized(&self, entry: &Entry, resize: &Resize) -> Result<bool, Failure> {
        let link = self.link(entry.profile.clone()).await?;
        let about = About::subject(&entry.name);
        let answer = self
            .call(
                &link,
                about,
                link.operator.read(&resize.service_id, &self.closing),
            )
            .await?;
        let (report, at) = (answer.value, answer.answered_at);
        if !shows(&report, resize) {
            return Ok(false);
        }
        let id = resize.service_id.clone();
        let change = resize.clone();
        self.accept(entry.clone(), None, id, answer.correlator, |watched| {
            resized(watched, &change, &report, at)
        })
        .await?;
        Ok(true)
    }

    /// Whether the network is gone or being deleted; the entry is closed then.
    async fn is_deleted(&self, entry: &Entry) -> Result<bool, Failure> {
        let Intent::Delete { service_id } = &entry.intent else {
            return Ok(false);
        };
        let link = self.link(entry.profile.clone()).await?;
        let about = About::subject(&entry.name);
        let asked = self
            .call(&link, about, link.operator.read(service_id, &self.closing))
            .await;
        let (answer, correlator) = match asked {
            Ok(answer) if is_being_deleted(&answer.value) => {
                (DeleteAnswer::Accepted, answer.correlator)
            }
            Ok(_) => return Ok(false),
            Err(CallError::Refused(refusal)) if refusal.status == 404 => {
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
        Ok(true)
    }
}

/// Whether a report has the values a resize asks for, in force or under way.
fn shows(report: &NetworkReport, resize: &Resize) -> bool {
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
