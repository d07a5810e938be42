//! Placing an order of several services: all of it is on disk before anything is sent.

use std::sync::Arc;

use contract::{AppError, ErrorCode, OrderOutcome, OrderResultView};
use model::{Design, Endpoint, Level, OrderId};
use operator_client::service_name;

use super::{GroupOrder, GroupPlace, GroupState};
use crate::{
    assessments::Remembered,
    designs::DrawnFor,
    errors::Failure,
    orders::{Certainty, Entry, EntryState, Intent, NewNetwork},
    portal::Core,
    profiles::Profile,
    random, storage,
};

impl Core {
    /// Orders one service for each connection of an assessed design, under one name.
    ///
    /// # Errors
    /// Storage failures, and what is in the way; how the operator answered is the outcome.
    pub(in crate::orders) async fn place_group(
        self: &Arc<Self>,
        remembered: &Remembered,
        profile: Profile,
        level: Level,
        name: String,
    ) -> Result<OrderResultView, Failure> {
        let assessment = &remembered.assessment;
        let id = OrderId::from_random(random::bits()?);
        let mut group = GroupOrder {
            id: id.clone(),
            destination: Some(profile.destination()),
            profile: profile.id,
            operator: profile.name,
            name,
            placed_at: self.clock.now(),
            level,
            bandwidth: assessment.requirement.bandwidth,
            assessment: assessment.id.clone(),
            orders: Vec::new(),
            state: GroupState::Making,
        };
        let entries = entries(&group, remembered)?;
        group.orders = entries.iter().map(|entry| entry.id.clone()).collect();
        let (taken, planned) = (group.clone(), entries.clone());
        self.owner
            .try_turn(move |state| {
                let is_open = state.order_groups.has_order_of(&taken.assessment)
                    || state.open_orders.order_of(&taken.assessment).is_some();
                if is_open {
                    return Err(Failure::Input(
                        "The outcome of the one before is open. Decide about it first.".to_owned(),
                    ));
                }
                state.begin_group(taken, planned);
                Ok(())
            })
            .await?;
        let core = Arc::clone(self);
        let job = self
            .jobs
            .spawn(async move { Box::pin(core.write_and_drive(group, entries)).await });
        let outcome = job
            .await
            .map_err(|_| Failure::Internal("the order was interrupted"))??;
        Ok(OrderResultView { order: id, outcome })
    }

    async fn write_and_drive(
        &self,
        group: GroupOrder,
        entries: Vec<Entry>,
    ) -> Result<OrderOutcome, Failure> {
        let id = group.id.clone();
        let parts = group.orders.clone();
        let written = self
            .storage
            .write(move |tx| storage::groups::put_with(tx, &group, &entries))
            .await;
        if let Err(error) = written {
            self.owner.tell(move |state| {
                for part in &parts {
                    state.close_order(part);
                }
                state.close_group(&id);
            });
            return Err(error.into());
        }
        Ok(self.drive(&id).await.unwrap_or_else(|failure| {
            let error = AppError::from(failure);
            let why = &error.message;
            OrderOutcome::Unknown {
                error: AppError {
                    code: ErrorCode::OutcomeUnknown,
                    message: format!("How far it has come is not written down: {why}. The app goes on a little later."),
                    retryable: false,
                    correlator: error.correlator,
                },
            }
        }))
    }
}

/// An entry for each connection, in the order of the design.
fn entries(group: &GroupOrder, remembered: &Remembered) -> Result<Vec<Entry>, Failure> {
    let (assessment, design) = (&remembered.assessment, &remembered.design);
    let requirement = assessment.requirement;
    let of = u16::try_from(design.connections.len()).unwrap_or(u16::MAX);
    let mut entries = Vec::new();
    for (number, connection) in (1..=of).zip(&design.connections) {
        let name = format!("{} {number}/{of}", group.name);
        let verdicts = &assessment.connections;
        let verdict = verdicts.iter().find(|one| one.connection == connection.id);
        let offer = verdict.and_then(|verdict| verdict.offer(group.level));
        let network = NewNetwork {
            idempotency_key: format!("{:032x}", random::bits()?),
            service_name: service_name(&name, random::short()?),
            endpoints: ends(design, connection),
            connections: vec![connection.clone()],
            term: requirement.term,
            protection: requirement.protection,
            routing: requirement.routing,
            assessment: assessment.id.clone(),
            drawn: Some(DrawnFor::from(design)),
            fee: offer.and_then(|offer| offer.fee),
            promised_days: offer.and_then(|offer| offer.wait.days()),
            origin: assessment.origin,
            sink: None,
        };
        entries.push(Entry {
            id: OrderId::from_random(random::bits()?),
            profile: group.profile.clone(),
            destination: group.destination.clone(),
            operator: group.operator.clone(),
            name,
            placed_at: group.placed_at,
            level: group.level,
            bandwidth: group.bandwidth,
            intent: Intent::Create(Box::new(network)),
            correlator: None,
            state: EntryState::Open {
                certainty: Certainty::Planned,
            },
            group: Some(GroupPlace {
                order: group.id.clone(),
                name: group.name.clone(),
                number,
                of,
            }),
        });
    }
    Ok(entries)
}

fn ends(design: &Design, connection: &model::Connection) -> Vec<Endpoint> {
    let ends = design.edges(connection);
    ends.map_or_else(Vec::new, |(customer, provider)| {
        vec![customer.clone(), provider.clone()]
    })
}
