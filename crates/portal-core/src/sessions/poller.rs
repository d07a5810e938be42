//! Asks about sessions in the background, each at its time.

use std::{sync::Arc, time::Duration};

use model::Session;
use operator_client::{CallError, NotSent};

use super::{Sighting, Watched, observe};
use crate::{activity::About, errors::Failure, portal::Core};

/// The longest sleep, after which a clock that was moved is noticed.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);

/// Starts the poller; it ends when the portal closes.
pub(crate) fn start(core: &Arc<Core>) {
    let core = Arc::clone(core);
    let closing = core.closing.clone();
    tokio::spawn(async move {
        closing.run_until_cancelled(run(&core)).await;
    });
}

async fn run(core: &Arc<Core>) {
    loop {
        let now = core.clock.now();
        let planned = core
            .owner
            .turn(move |state| {
                let roster = &state.roster;
                let due = state
                    .sessions
                    .take_due(now, |profile| roster.may_be_polled(profile));
                let next = state
                    .sessions
                    .next_at(|profile| roster.may_be_polled(profile));
                (due, next)
            })
            .await;
        let Ok((due, next)) = planned else { return };
        for session in due {
            let job = Arc::clone(core);
            core.jobs.spawn(async move {
                let about = About {
                    subject: Some(session.name.clone()),
                    poll_of: Some(session.service_id.clone()),
                };
                let id = session.service_id.clone();
                if let Err(error) = job.ask_after(session, about).await {
                    tracing::debug!(%error, %id, "no answer about a session");
                }
                job.poll_now.notify_one();
            });
        }
        let sleep = next
            .and_then(|next| (next - now).to_std().ok())
            .unwrap_or(LONGEST_SLEEP)
            .clamp(Duration::from_millis(100), LONGEST_SLEEP);
        tokio::select! {
            () = core.clock.sleep(sleep) => {}
            () = core.poll_now.notified() => {}
        }
    }
}

impl Core {
    /// Asks about one session and takes the answer in.
    ///
    /// # Errors
    /// Why there is no answer; the next question is planned all the same.
    pub(crate) async fn ask_after(
        &self,
        session: Session,
        about: About,
    ) -> Result<Watched, Failure> {
        let id = session.service_id.clone();
        let asked = self.question(session, about).await;
        if let Err(error) = &asked {
            let wait = asked_to_wait(error);
            let now = self.clock.now();
            self.owner
                .tell(move |state| state.sessions.unanswered(&id, wait, now));
        }
        asked
    }

    async fn question(&self, session: Session, about: About) -> Result<Watched, Failure> {
        let id = session.service_id;
        let link = self.link(session.profile).await?;
        let answer = self
            .call(&link, about, link.operator.read(&id, &self.closing))
            .await;
        match answer {
            Ok(answer) => {
                self.take_in(&id, Some(answer.correlator), |watched, now| {
                    observe(watched, Sighting::Report(&answer.value), now)
                })
                .await
            }
            Err(CallError::Refused(refusal)) if matches!(refusal.status, 404 | 410) => {
                self.take_in(&id, Some(refusal.correlator), |watched, now| {
                    observe(watched, Sighting::Absent, now)
                })
                .await
            }
            Err(error) => Err(error.into()),
        }
    }
}

fn asked_to_wait(failure: &Failure) -> Option<Duration> {
    let Failure::Call(error) = failure else {
        return None;
    };
    match error {
        CallError::NotSent(NotSent::Waiting(wait)) => Some(*wait),
        CallError::Refused(refusal) => refusal.retry_after,
        CallError::NotSent(_)
        | CallError::Unanswered { .. }
        | CallError::Undecodable { .. }
        | CallError::Cancelled => None,
    }
}
