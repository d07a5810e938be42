//! Command: what an order would send, to whom, and what it would cost.

use std::sync::Arc;

use contract::{OrderReviewRequest, OrderReviewView};
use model::{Expiry, ExpirySource, LatencyCheck, Level, Offer};

use crate::{assessments::Remembered, errors::Failure, portal::Core, profiles::Profile};

impl Core {
    pub(crate) async fn order_review(
        &self,
        request: OrderReviewRequest,
    ) -> Result<OrderReviewView, Failure> {
        let remembered = self.remembered(request.assessment).await?;
        let offer = orderable(&remembered, request.level)?.clone();
        let profile = self.operator_of(&remembered).await?;
        let is_outdated = self.is_outdated(&remembered).await?;
        let design = &remembered.design;
        let requirement = remembered.assessment.requirement;
        let connections = design
            .connections
            .iter()
            .filter_map(|connection| design.edges(connection))
            .map(|(customer, provider)| (customer.label.clone(), provider.label.clone()))
            .collect();
        let services = profile.options.dialect.services(design.connections.len());
        let missed = design.connections.iter().filter(|connection| {
            let said = remembered.assessment.latency_of(&connection.id);
            let check = connection.latency.map(|wanted| wanted.check(said));
            check == Some(LatencyCheck::Missed)
        });
        Ok(OrderReviewView {
            services: u32::try_from(services).unwrap_or(u32::MAX),
            missed_latencies: u32::try_from(missed.count()).unwrap_or(u32::MAX),
            suggested_name: design.name.clone(),
            operator: profile.name.clone(),
            address: profile.order_address(),
            origin: remembered.assessment.origin,
            level: request.level,
            bandwidth: requirement.bandwidth,
            term: requirement.term,
            protection: requirement.protection,
            routing: requirement.routing,
            connections,
            fee: offer.fee,
            wait: offer.wait,
            expiry: requirement
                .term
                .and_then(|term| term.end(self.clock.now()))
                .map(|at| Expiry {
                    at,
                    source: ExpirySource::Estimated,
                }),
            is_outdated,
        })
    }

    /// The operator that an order out of that answer goes to.
    ///
    /// # Errors
    /// [`Failure::Input`] where its profile leads to another one by now, or that is not known.
    pub(super) async fn operator_of(&self, remembered: &Remembered) -> Result<Profile, Failure> {
        let profile = self.profile(remembered.assessment.profile.clone()).await?;
        if remembered.is_of(&profile) {
            Ok(profile)
        } else {
            let why = match remembered.operator {
                Some(_) => "The operator's settings were changed since this answer.",
                None => "This is the answer of a quote.",
            };
            Err(Failure::Input(format!("{why} Ask the operator again.")))
        }
    }

    async fn is_outdated(&self, remembered: &Arc<Remembered>) -> Result<bool, Failure> {
        match self.design(remembered.design.id.clone()).await {
            Ok(current) => Ok(!current.design.asks_the_same(&remembered.design)),
            Err(Failure::NotFound(_)) => Ok(true),
            Err(failure) => Err(failure),
        }
    }
}

/// The offer of that level, where it can be ordered.
pub(super) fn orderable(remembered: &Remembered, level: Level) -> Result<&Offer, Failure> {
    remembered
        .assessment
        .offer(level)
        .filter(|offer| offer.orderable().is_some())
        .ok_or_else(|| Failure::Input(format!("Level {level} cannot be ordered.")))
}
