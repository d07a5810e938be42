//! Placing an order, and taking on a resize or deletion: the intent is on disk first.

use std::sync::Arc;

use contract::{OrderOutcome, OrderPlaceRequest, OrderResultView};
use model::{Action, Level, Mbps, OrderId};
use operator_client::service_name;

use super::{
    Certainty, Entry, EntryState, Intent, NewNetwork, OpenOrders, review::orderable,
    verdict::Attempt,
};
use crate::{designs::DrawnFor, errors::Failure, portal::Core, random, sessions::Watched, storage};

/// Longest name of a session, in characters.
const MAX_NAME: usize = 80;

impl Core {
    pub(crate) async fn order_place(
        self: &Arc<Self>,
        request: OrderPlaceRequest,
    ) -> Result<OrderResultView, Failure> {
        let name = request.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MAX_NAME {
            return Err(Failure::Input(format!(
                "Name has to have 1 to {MAX_NAME} characters."
            )));
        }
        let remembered = self.remembered(request.assessment).await?;
        let offer = orderable(&remembered, request.level)?;
        let assessment = &remembered.assessment;
        let profile = self.operator_of(&remembered).await?;
        profile.permits(Action::Order)?;
        let connections = remembered.design.connections.len();
        if profile.options.dialect.services(connections) > 1 {
            // What was made is deleted again where one of them is refused.
            profile.permits(Action::Delete)?;
            return self
                .place_group(&remembered, profile, request.level, name)
                .await;
        }
        let idempotency_key = format!("{:032x}", random::bits()?);
        let term = assessment.requirement.term;
        let sink = self.order_sink(&profile, &idempotency_key, term).await;
        let network = NewNetwork {
            idempotency_key,
            sink,
            service_name: service_name(&name, random::short()?),
            endpoints: remembered.design.endpoints.clone(),
            connections: remembered.design.connections.clone(),
            term,
            protection: assessment.requirement.protection,
            routing: assessment.requirement.routing,
            assessment: assessment.id.clone(),
            drawn: Some(DrawnFor::from(&remembered.design)),
            fee: offer.fee,
            promised_days: offer.wait.days(),
            origin: assessment.origin,
        };
        let entry = Entry {
            id: OrderId::from_random(random::bits()?),
            destination: Some(profile.destination()),
            profile: profile.id,
            operator: profile.name,
            name,
            placed_at: self.clock.now(),
            level: request.level,
            bandwidth: assessment.requirement.bandwidth,
            intent: Intent::Create(Box::new(network)),
            correlator: None,
            state: EntryState::Open {
                certainty: Certainty::Sending,
            },
            group: None,
        };
        let order = entry.id.clone();
        let outcome = self.carry_out(entry).await?;
        Ok(OrderResultView { order, outcome })
    }

    /// Takes on a resize or deletion of a session.
    ///
    /// # Errors
    /// Why it was refused, or [`Failure::OutcomeUnknown`].
    pub(crate) async fn intend(
        self: &Arc<Self>,
        watched: &Watched,
        intent: Intent,
    ) -> Result<(), Failure> {
        let session = &watched.session;
        let profile = self.profile(session.profile.clone()).await.ok();
        let now_at = profile.map(|profile| profile.destination());
        let known = session.level.as_ref().and_then(model::ReportedLevel::known);
        let (level, bandwidth) = match &intent {
            Intent::Resize(resize) => (resize.level, resize.bandwidth),
            Intent::Create(_) | Intent::Delete { .. } => (
                known.unwrap_or(Level::A),
                session.bandwidth.unwrap_or(Mbps::MIN),
            ),
        };
        let entry = Entry {
            id: OrderId::from_random(random::bits()?),
            destination: watched.destination.clone().or(now_at),
            profile: session.profile.clone(),
            operator: session.operator.clone(),
            name: session.name.clone(),
            placed_at: self.clock.now(),
            level,
            bandwidth,
            intent,
            correlator: None,
            state: EntryState::Open {
                certainty: Certainty::Sending,
            },
            group: None,
        };
        match self.carry_out(entry).await? {
            OrderOutcome::Accepted { .. } | OrderOutcome::Dismissed => Ok(()),
            OrderOutcome::Refused { error }
            | OrderOutcome::Unknown { error }
            | OrderOutcome::Incomplete { error } => Err(Failure::Reported(error)),
        }
    }

    /// Writes an intent to the ledger, then sends it; the job goes on when the caller
    /// does not wait for it.
    async fn carry_out(self: &Arc<Self>, entry: Entry) -> Result<OrderOutcome, Failure> {
        let taken = entry.clone();
        self.owner
            .try_turn(move |state| {
                if let Some(open) = in_the_way(&state.open_orders, &taken) {
                    return Err(Failure::Input(refusal_beside(open).to_owned()));
                }
                state.put_open_order(taken);
                Ok(())
            })
            .await?;
        let core = Arc::clone(self);
        let job = self.jobs.spawn(async move {
            let written = entry.clone();
            let ledger = core
                .storage
                .write(move |tx| storage::ledger::put(tx, &written))
                .await;
            if let Err(error) = ledger {
                core.owner.tell(move |state| state.close_order(&entry.id));
                return Err(error.into());
            }
            core.attempt(entry, Attempt::First).await
        });
        job.await
            .map_err(|_| Failure::Internal("the order was interrupted"))?
    }
}

/// The open entry that has to be decided before `wanted` may be sent: a second order out of
/// the same offer could order twice, and a change could be undone by the repetition of the one
/// before. A deletion ends whatever a change may have come to.
fn in_the_way<'a>(open: &'a OpenOrders, wanted: &Entry) -> Option<&'a Entry> {
    match &wanted.intent {
        Intent::Create(network) => open.order_of(&network.assessment),
        Intent::Resize(resize) => open.changes_of(&resize.service_id).next(),
        Intent::Delete { service_id } => open.changes_of(service_id).find(|entry| {
            let is_sending = entry.certainty() == Some(Certainty::Sending);
            is_sending || matches!(entry.intent, Intent::Delete { .. })
        }),
    }
}

const fn refusal_beside(open: &Entry) -> &'static str {
    match open.certainty() {
        Some(Certainty::Sending) => "This is being sent already.",
        _ => "The outcome of the one before is open. Decide about it first.",
    }
}
