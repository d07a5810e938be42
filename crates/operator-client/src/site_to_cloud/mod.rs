//! The Site-to-Cloud VPN API 0.1 behind the [`Operator`] trait: one connection for each service.

mod address;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;

use std::{fmt, sync::Arc};

use camara::{
    response::Network,
    site_to_cloud::{AssessmentRequest, ServiceChange, ServiceOrder, response},
};
use chrono::{DateTime, Utc};
use http::Method;
use model::ServiceId;
use tokio_util::sync::CancellationToken;

use crate::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CallError, CallObserver, Clock, Connection,
    CreatedNetwork, DeleteAnswer, Inexpressible, Limits, NetworkChange, NetworkOrder, NetworkPage,
    NetworkReport, NotSent, Operation, Operator, Reach, SecretSource, SignedIn, TokenStore,
    caller::{Caller, JSON, Question, Success, cancellable},
    report::{given_id, report},
};
use address::Addresses;

/// An operator that speaks the Site-to-Cloud VPN API, with client credentials. The API has
/// neither scopes nor idempotency keys nor sinks: an order is sent once, and whoever ordered
/// asks what became of it.
pub struct SiteToCloudVpn {
    caller: Caller,
    addresses: Addresses,
}

impl SiteToCloudVpn {
    /// A client of the operator at `connection`. Nothing is sent and nothing is read
    /// from the ports until the first call.
    ///
    /// # Errors
    /// [`NotSent::Insecure`] where an address is neither https nor on this computer,
    /// [`NotSent::Tls`] where the platform's certificates cannot be read.
    pub fn new(
        connection: Connection,
        secrets: Arc<dyn SecretSource>,
        tokens: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
    ) -> Result<Self, NotSent> {
        let limits = Limits::default();
        Self::with_limits(connection, limits, secrets, tokens, clock, observer)
    }

    /// The same with other bounds than the usual.
    ///
    /// # Errors
    /// As [`SiteToCloudVpn::new`].
    pub fn with_limits(
        connection: Connection,
        limits: Limits,
        secrets: Arc<dyn SecretSource>,
        tokens: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
    ) -> Result<Self, NotSent> {
        let addresses = Addresses::new(&connection)?;
        let caller = Caller::new(connection, limits, |_| "", secrets, tokens, clock, observer)?;
        Ok(Self { caller, addresses })
    }

    async fn do_assess(
        &self,
        asked: &AssessmentQuestion,
    ) -> Result<Answer<AssessmentAnswer>, CallError> {
        let body = AssessmentRequest::of(
            &asked.endpoints,
            &asked.connections,
            asked.bandwidth,
            asked.term,
            asked.protection,
            self.caller.clock.now(),
        )
        .map_err(inexpressible)?;
        let url = self.addresses.assessment().map_err(CallError::NotSent)?;
        let question =
            Question::new(Operation::Assess, Method::POST, url).with_body(JSON, &body)?;
        let success = self.caller.ask(&question).await?;
        let (origin, currency) = (success.origin(), self.caller.connection.currency);
        let read = success
            .readable()
            .and_then(|body| response::assessment(body, origin, currency).ok());
        let Some(assessment) = read else {
            return Err(success.not_understood());
        };
        self.caller.note_types(assessment.has_odd_types);
        let value = AssessmentAnswer {
            offers: assessment.offers,
            connections: assessment.connections,
        };
        Ok(success.answer(&question, value))
    }

    async fn do_create(&self, order: &NetworkOrder) -> Result<Answer<CreatedNetwork>, CallError> {
        let assessed = AssessmentRequest::of(
            &order.endpoints,
            &order.connections,
            order.bandwidth,
            order.term,
            order.protection,
            self.caller.clock.now(),
        )
        .map_err(inexpressible)?;
        let name = order.service_name.clone();
        let body = ServiceOrder::of(assessed, name, order.level, order.routing);
        let url = self.addresses.service().map_err(CallError::NotSent)?;
        let question =
            Question::new(Operation::Create, Method::POST, url).with_body(JSON, &body)?;
        let success = self.caller.ask(&question).await.map_err(there_already)?;
        let network = self.network(&success)?;
        let service_id = network.service_id.as_deref();
        let service_id = service_id.and_then(given_id);
        if service_id.is_none() {
            tracing::warn!(
                correlator = success.reply.correlator,
                "the operator took an order without an identifier in its answer"
            );
        }
        let report = report(network);
        Ok(success.answer(&question, CreatedNetwork { service_id, report }))
    }

    async fn do_read(&self, id: &ServiceId) -> Result<Answer<NetworkReport>, CallError> {
        let question = self.about(Operation::Read, Method::GET, id)?;
        let success = self.caller.ask(&question).await?;
        let network = self.network_of(&success, id)?;
        Ok(success.answer(&question, report(network)))
    }

    async fn do_update(
        &self,
        id: &ServiceId,
        change: &NetworkChange,
    ) -> Result<Answer<NetworkReport>, CallError> {
        let body = ServiceChange::of(id.as_str(), change.bandwidth, change.level);
        let url = self.addresses.service().map_err(CallError::NotSent)?;
        let question = Question::new(Operation::Update, Method::PUT, url).with_body(JSON, &body)?;
        let success = self.caller.ask(&question).await?;
        let network = self.network_of(&success, id)?;
        Ok(success.answer(&question, report(network)))
    }

    /// What the API answers is the last report of a service that is gone by then. Without one,
    /// that it is gone is seen when it is asked about.
    async fn do_delete(&self, id: &ServiceId) -> Result<Answer<DeleteAnswer>, CallError> {
        let question = self.about(Operation::Delete, Method::DELETE, id)?;
        let success = self.caller.ask(&question).await?;
        let reply = &success.reply;
        let value = if !reply.is_success() {
            DeleteAnswer::Done
        } else if reply.status == 202 || reply.body.trim_ascii().is_empty() {
            DeleteAnswer::Accepted
        } else {
            self.network_of(&success, id).map(|_| DeleteAnswer::Done)?
        };
        Ok(success.answer(&question, value))
    }

    fn network(&self, success: &Success) -> Result<Network, CallError> {
        let read = success
            .readable()
            .and_then(|body| response::service(body).ok());
        let network = read.ok_or_else(|| success.not_understood())?;
        self.caller.note_types(network.has_odd_types);
        Ok(network)
    }

    /// What an answer about the service `id` says of it.
    fn network_of(&self, success: &Success, id: &ServiceId) -> Result<Network, CallError> {
        let network = self.network(success)?;
        match network.service_id.as_deref() {
            Some(said) if said != id.as_str() => {
                Err(success.reply.undecodable("it is about another network"))
            }
            Some(_) | None => Ok(network),
        }
    }

    fn about(
        &self,
        operation: Operation,
        method: Method,
        id: &ServiceId,
    ) -> Result<Question, CallError> {
        let url = self.addresses.of_service(id).map_err(CallError::NotSent)?;
        Ok(Question::new(operation, method, url))
    }
}

impl Operator for SiteToCloudVpn {
    fn assess<'a>(
        &'a self,
        question: &'a AssessmentQuestion,
        cancel: &'a CancellationToken,
    ) -> Call<'a, AssessmentAnswer> {
        cancellable(cancel, self.do_assess(question))
    }

    fn create<'a>(
        &'a self,
        order: &'a NetworkOrder,
        cancel: &'a CancellationToken,
    ) -> Call<'a, CreatedNetwork> {
        cancellable(cancel, self.do_create(order))
    }

    fn read<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport> {
        cancellable(cancel, self.do_read(id))
    }

    /// Refuses: the API has no list.
    fn list<'a>(&'a self, _: u32, _: &'a CancellationToken) -> Call<'a, NetworkPage> {
        Box::pin(async { Err(inexpressible(Inexpressible::List)) })
    }

    fn update<'a>(
        &'a self,
        id: &'a ServiceId,
        change: &'a NetworkChange,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport> {
        cancellable(cancel, self.do_update(id, change))
    }

    fn delete<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, DeleteAnswer> {
        cancellable(cancel, self.do_delete(id))
    }

    fn sign_in<'a>(&'a self, cancel: &'a CancellationToken) -> Call<'a, SignedIn> {
        cancellable(cancel, self.caller.sign_in())
    }

    fn granted_scopes(&self) -> Option<Vec<String>> {
        self.caller.granted()
    }

    fn reach<'a>(&'a self, step: Reach, cancel: &'a CancellationToken) -> Call<'a, ()> {
        cancellable(cancel, self.caller.reach(step))
    }
}

impl fmt::Debug for SiteToCloudVpn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SiteToCloudVpn")
            .field("connection", &self.caller.connection)
            .finish_non_exhaustive()
    }
}

/// Whether the API has words for every connection of `question`, which has to be put to it
/// one by one at `now`.
///
/// # Errors
/// [`Inexpressible`] says what it has none for.
pub fn expressible(question: &AssessmentQuestion, now: DateTime<Utc>) -> Result<(), Inexpressible> {
    for connection in &question.connections {
        AssessmentRequest::of(
            &question.endpoints,
            std::slice::from_ref(connection),
            question.bandwidth,
            question.term,
            question.protection,
            now,
        )?;
    }
    Ok(())
}

/// `CONFLICT` is the file's word for what newer APIs call `ALREADY_EXISTS`: of an order it can
/// mean nothing else.
fn there_already(mut error: CallError) -> CallError {
    if let CallError::Refused(refusal) = &mut error
        && refusal.code == "CONFLICT"
    {
        "ALREADY_EXISTS".clone_into(&mut refusal.code);
    }
    error
}

const fn inexpressible(reason: Inexpressible) -> CallError {
    CallError::NotSent(NotSent::Inexpressible(reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Refusal;

    #[test]
    fn check_26_a_conflict_of_an_order_means_that_it_is_there_already() {
        let refused = |code: &str| {
            CallError::Refused(Refusal {
                status: 409,
                code: code.to_owned(),
                message: String::new(),
                correlator: String::new(),
                retry_after: None,
                scope: "",
                is_page: false,
            })
        };
        assert_eq!(
            there_already(refused("CONFLICT")),
            refused("ALREADY_EXISTS")
        );
        assert_eq!(there_already(refused("ABORTED")), refused("ABORTED"));
        assert_eq!(there_already(CallError::Cancelled), CallError::Cancelled);
    }
}
