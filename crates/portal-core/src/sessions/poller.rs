//! Asks about sessions in the background, each at its time.

use std::{sync::Arc, time::Duration};

use model::ServiceId;
use operator_client::{CallError, NetworkReport};

use super::{Setback, Sighting, Watched, observe};
use crate::{
    activity::About,
    errors::Failure,
    orders::{Certainty, Entry, Intent, shows},
    portal::Core,
    profiles::Profile,
};

/// The shortest sleep, so that close moments are met together.
const SHORTEST_SLEEP: Duration = Duration::from_millis(100);
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
                let limits = |profile: &_| roster.poll_limits(profile);
                let due = state.sessions.take_due(now, limits);
                let next = state.sessions.next_at(limits);
                let may_ask = |profile: &_| roster.poll_limits(profile).is_some();
                let looks = state.open_orders.take_due(now, may_ask);
                // One whose operator is deleted can still come to its end.
                let may_go_on = |profile: &_| roster.get(profile).is_none() || may_ask(profile);
                let groups = state.order_groups.take_due(now, may_go_on);
                let next = next
                    .into_iter()
                    .chain(state.open_orders.next_at(may_ask))
                    .chain(state.order_groups.next_at(may_go_on));
                (due, looks, groups, next.min())
            })
            .await;
        let Ok((due, looks, groups, next)) = planned else {
            return;
        };
        for look in looks {
            let job = Arc::clone(core);
            core.jobs.spawn(async move {
                job.look_for(look).await;
                job.poll_now.notify_one();
            });
        }
        for group in groups {
            core.jobs.spawn(Arc::clone(core).go_on_with(group));
        }
        for watched in due {
            let job = Arc::clone(core);
            core.jobs.spawn(async move {
                let id = watched.session.service_id.clone();
                let about = About {
                    subject: Some(watched.session.name.clone()),
                    poll_of: Some(id.clone()),
                    ..About::default()
                };
                let asked = job.ask_after(watched, about).await;
                if let Err(error) = &asked {
                    tracing::debug!(%error, %id, "no answer about a session");
                }
                let poll_now = Arc::clone(&job.poll_now);
                job.owner.tell(move |state| {
                    state.sessions.ended(&id, asked.is_ok());
                    poll_now.notify_one();
                });
            });
        }
        let least = now + SHORTEST_SLEEP;
        let most = now + LONGEST_SLEEP;
        let wake = next.unwrap_or(most).clamp(least, most);
        tokio::select! {
            () = core.clock.sleep_until(wake) => {}
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
        watched: Watched,
        about: About,
    ) -> Result<Watched, Failure> {
        let id = watched.session.service_id.clone();
        let asked = self.question(watched, about).await;
        if let Err(error) = &asked {
            let setback = setback(error);
            let now = self.clock.now();
            self.owner
                .tell(move |state| state.sessions.unanswered(&id, setback, now));
        }
        asked
    }

    async fn question(&self, asked: Watched, about: About) -> Result<Watched, Failure> {
        let id = asked.session.service_id;
        let changes = asked.changes;
        let link = self.link(asked.session.profile).await?;
        let answer = self
            .call(&link, about, link.operator.read(&id, &self.closing))
            .await;
        let (sighting, correlator) = match &answer {
            Ok(answer) => (Sighting::Report(&answer.value), answer.correlator.clone()),
            Err(CallError::Refused(refusal)) if refusal.is_absence() => {
                if !link.profile.leads_to(asked.destination.as_ref()) {
                    // What another operator does not have is not gone.
                    return Err(Failure::Elsewhere);
                }
                (Sighting::Absent, refusal.correlator.clone())
            }
            Err(error) => return Err(error.clone().into()),
        };
        if let Sighting::Report(report) = sighting
            && self
                .is_of_own_change(&id, &link.profile, report, &correlator)
                .await?
        {
            return self.watched(id).await;
        }
        self.take_in(&id, Some(correlator), |watched, now| {
            if watched.changes != changes {
                // It was asked before this app changed the network.
                return (watched.clone(), Vec::new());
            }
            let (mut after, kinds) = observe(watched, sighting, now);
            if let Sighting::Report(report) = sighting {
                // An operator that moved has it where it is now.
                after.destination = Some(link.profile.destination());
                after.note_delivery(report, now);
            }
            (after, kinds)
        })
        .await
    }

    /// Whether the report shows a resize of this app whose outcome is open. One that is not
    /// under way any more is closed by it.
    async fn is_of_own_change(
        &self,
        id: &ServiceId,
        operator: &Profile,
        report: &NetworkReport,
        correlator: &str,
    ) -> Result<bool, Failure> {
        let network = id.clone();
        let open: Vec<Entry> = self
            .owner
            .turn(move |state| state.open_orders.changes_of(&network).cloned().collect())
            .await?;
        let mut asked_there = open
            .iter()
            .filter(|entry| operator.leads_to(entry.destination.as_ref()));
        let own = asked_there.find_map(|entry| match &entry.intent {
            Intent::Resize(resize) if shows(report, resize) => Some((entry, resize)),
            Intent::Create(_) | Intent::Resize(_) | Intent::Delete { .. } => None,
        });
        let Some((entry, resize)) = own else {
            return Ok(false);
        };
        if entry.certainty() == Some(Certainty::Unknown) {
            self.close_resize(entry, resize, report, correlator.to_owned())
                .await?;
        }
        Ok(true)
    }
}

fn setback(failure: &Failure) -> Option<Setback> {
    let is_unsent = matches!(failure, Failure::Call(CallError::NotSent(_)));
    failure
        .asked_wait()
        .map(Setback::AskedToWait)
        .or(is_unsent.then_some(Setback::NotReached))
}
