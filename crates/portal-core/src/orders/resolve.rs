//! Command: what the person decides about an open order.

use std::sync::Arc;

use contract::{OrderOutcome, OrderResolution, OrderResolveRequest, OrderResultView};
use model::{OrderId, ServiceId};
use operator_client::NetworkReport;

use super::{
    Certainty, Entry, EntryState, Intent, NewNetwork,
    settle::{ordered, ordered_kind},
    verdict::Attempt,
};
use crate::{
    activity::About,
    errors::Failure,
    portal::Core,
    sessions::{Sighting, observe},
    storage,
};

impl Core {
    pub(crate) async fn order_resolve(
        self: &Arc<Self>,
        request: OrderResolveRequest,
    ) -> Result<OrderResultView, Failure> {
        let id = request.order.clone();
        let outcome = match request.resolution {
            OrderResolution::Repeat => {
                let entry = self.begin_repeat(id).await?;
                let core = Arc::clone(self);
                let attempt = Attempt::repeated(&entry.intent);
                let job = self
                    .jobs
                    .spawn(async move { core.attempt(entry, attempt).await });
                job.await
                    .map_err(|_| Failure::Internal("the order was interrupted"))??
            }
            OrderResolution::Attach { service_id } => self.attach(id, service_id).await?,
            OrderResolution::Dismiss => self.dismiss(id).await?,
        };
        Ok(OrderResultView {
            order: request.order,
            outcome,
        })
    }

    /// Marks an open order as being sent again.
    ///
    /// # Errors
    /// [`Failure::Input`] where a repetition could order twice, or is under way;
    /// [`Failure::NotPermitted`] where it may be sent no more.
    pub(in crate::orders) async fn begin_repeat(&self, id: OrderId) -> Result<Entry, Failure> {
        self.owner
            .try_turn(move |state| {
                let mut entry = settled_enough(state.open_orders.get(&id))?;
                let known = state.roster.get(&entry.profile);
                let known = known.ok_or(Failure::NoOperator)?;
                if !known.profile.leads_to(entry.destination.as_ref()) {
                    return Err(Failure::Elsewhere);
                }
                known.profile.permits(entry.intent.action())?;
                let honours_idempotency = known.profile.honours_idempotency;
                let now = state.frame.clock.now();
                let is_unknown = entry.certainty() == Some(Certainty::Unknown);
                if !is_unknown || !entry.is_repeatable(honours_idempotency, now) {
                    return Err(Failure::Input(
                        "Sending this again could order it twice.".to_owned(),
                    ));
                }
                entry.state = EntryState::Open {
                    certainty: Certainty::Sending,
                };
                state.put_open_order(entry.clone());
                Ok(entry)
            })
            .await
    }

    async fn attach(&self, id: OrderId, service_id: ServiceId) -> Result<OrderOutcome, Failure> {
        let wanted = service_id.clone();
        let entry = self
            .owner
            .try_turn(move |state| {
                if state.sessions.get(&wanted).is_some() {
                    return Err(Failure::Input(
                        "That network is in the list already.".to_owned(),
                    ));
                }
                settled_enough(state.open_orders.get(&id))
            })
            .await?;
        let Intent::Create(network) = entry.intent.clone() else {
            return Err(Failure::Input(
                "Only an order can be given a network.".to_owned(),
            ));
        };
        let link = self.link_for(&entry).await?;
        let about = About::order(&entry);
        let answer = self
            .call(&link, about, link.operator.read(&service_id, &self.closing))
            .await?;
        let about_answer = (answer.correlator, answer.is_simulated);
        self.attach_order(entry, &network, service_id, &answer.value, about_answer)
            .await
    }

    /// Accepts an open order as that network of the operator's. Where the network was attached
    /// to the list before, it stays as it is there.
    pub(super) async fn attach_order(
        &self,
        entry: Entry,
        network: &NewNetwork,
        service_id: ServiceId,
        report: &NetworkReport,
        (correlator, is_simulated): (String, bool),
    ) -> Result<OrderOutcome, Failure> {
        let known = self.watched(service_id.clone()).await.is_ok();
        let placed_at = entry.placed_at;
        let new = (!known).then(|| ordered(&entry, network, &service_id, placed_at, is_simulated));
        let now = self.clock.now();
        self.accept(entry, new, service_id, correlator, |watched| {
            let (mut after, kinds) = observe(watched, Sighting::Report(report), now);
            after.note_delivery(report, now);
            let mut history = Vec::new();
            if !known {
                history.push(ordered_kind(watched, network));
            }
            history.extend(kinds);
            (after, history)
        })
        .await
    }

    async fn dismiss(&self, id: OrderId) -> Result<OrderOutcome, Failure> {
        // A look may find it at this very moment.
        let _turn = self.session_writes.lock().await;
        let mut entry = self
            .owner
            .try_turn(move |state| settled_enough(state.open_orders.get(&id)))
            .await?;
        entry.state = EntryState::Dismissed;
        let id = entry.id.clone();
        self.storage
            .write(move |tx| storage::ledger::put(tx, &entry))
            .await?;
        self.owner.turn(move |state| state.close_order(&id)).await?;
        self.poll_now.notify_one();
        Ok(OrderOutcome::Dismissed)
    }
}

/// The entry, unless it is gone or being sent.
fn settled_enough(entry: Option<&Entry>) -> Result<Entry, Failure> {
    let entry = entry.ok_or(Failure::NotFound("open order"))?;
    if matches!(
        entry.certainty(),
        Some(Certainty::Planned | Certainty::Sending)
    ) {
        return Err(Failure::Input("This is being sent already.".to_owned()));
    }
    Ok(entry.clone())
}
