//! The MultiPoint VPN API behind the [`Operator`] trait.

mod address;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;
mod list;
mod sink;

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use camara::{
    request::{AssessmentRequest, NetworkCreate, NetworkUpdate, WithSink},
    response::{Assessment, Network, Rent},
};
use http::Method;
use model::{Dialect, ServiceId};
use tokio_util::sync::CancellationToken;

use crate::{
    Answer, AssessmentAnswer, AssessmentQuestion, Call, CallError, CallObserver, Clock, Connection,
    CreatedNetwork, DeleteAnswer, Limits, NetworkChange, NetworkOrder, NetworkPage, NetworkReport,
    NotSent, Operation, Operator, Reach, SecretSource, SignedIn, TokenStore,
    caller::{Caller, JSON, Question, Success, cancellable},
    report::report,
};
use address::{Addresses, usable_id};

const MERGE_PATCH: &str = "application/merge-patch+json";

/// An operator that speaks the MultiPoint VPN API, with client credentials.
pub struct MultiPointVpn {
    caller: Caller,
    addresses: Addresses,
    /// Whether the operator wants changes as plain JSON, as the API's early draft did.
    takes_plain_patch: AtomicBool,
}

impl MultiPointVpn {
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
        Self::with_limits(
            connection,
            Limits::default(),
            secrets,
            tokens,
            clock,
            observer,
        )
    }

    /// The same with other bounds than the usual.
    ///
    /// # Errors
    /// As [`MultiPointVpn::new`].
    pub fn with_limits(
        connection: Connection,
        limits: Limits,
        secrets: Arc<dyn SecretSource>,
        tokens: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
        observer: Arc<dyn CallObserver>,
    ) -> Result<Self, NotSent> {
        let is_draft = connection.dialect == Dialect::MultiPointDraft;
        let addresses = Addresses::new(&connection)?;
        Ok(Self {
            caller: Caller::new(connection, limits, scope, secrets, tokens, clock, observer)?,
            addresses,
            takes_plain_patch: AtomicBool::new(is_draft),
        })
    }

    async fn do_assess(
        &self,
        asked: &AssessmentQuestion,
    ) -> Result<Answer<AssessmentAnswer>, CallError> {
        let url = self.addresses.assessment().map_err(CallError::NotSent)?;
        let body = AssessmentRequest::of(
            &asked.endpoints,
            &asked.connections,
            asked.bandwidth,
            asked.term,
            asked.protection,
        );
        let question =
            Question::new(Operation::Assess, Method::POST, url).with_body(JSON, &body)?;
        let success = self.caller.ask(&question).await?;
        let rent = Rent {
            origin: success.origin(),
            period: self.caller.connection.rent_period,
            currency: self.caller.connection.currency,
        };
        let read = success
            .readable()
            .and_then(|body| Assessment::read(body, &asked.connections, rent).ok());
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
        let url = self.addresses.networks().map_err(CallError::NotSent)?;
        let assessed = AssessmentRequest::of(
            &order.endpoints,
            &order.connections,
            order.bandwidth,
            order.term,
            order.protection,
        );
        let body = NetworkCreate::of(
            assessed,
            order.service_name.clone(),
            order.level,
            order.routing,
        );
        if let Some(sink) = &order.sink {
            self.caller.conceal(sink.token.clone());
        }
        let body = sink::with_sink(body, order.sink.as_ref());
        let mut question =
            Question::new(Operation::Create, Method::POST, url).with_body(JSON, &body)?;
        if self.caller.connection.dialect == Dialect::MultiPointDraft
            && let Some((_, text)) = &mut question.body
        {
            // The one name in a request that the draft spells otherwise.
            *text = text.replace(r#""routeProtocol":"#, r#""routeProtocal":"#);
        }
        question.idempotency_key = Some(order.idempotency_key.clone());
        let mut asked = self.caller.ask(&question).await;
        if order.sink.is_some() && matches!(&asked, Err(error) if sink::is_refused(error)) {
            // Nothing was ordered: the operator does not know the extension after all.
            let body = WithSink::from(body.order);
            question = question.with_body(JSON, &body)?;
            asked = self.caller.ask(&question).await;
        }
        let success = asked?;
        if order.sink.is_some() {
            // What was sent may hold the token.
            question.body = None;
        }
        let network = match success.readable().and_then(|body| Network::read(body).ok()) {
            Some(network) => network,
            // 201 says that there is a network, whatever else is said about it.
            None if success.reply.status == 201 && !success.reply.is_page() => Network::default(),
            None => return Err(success.not_understood()),
        };
        self.caller.note_types(network.has_odd_types);
        let in_body = network.service_id.as_deref().and_then(usable_id);
        let is_in_body = in_body.is_some();
        let service_id = in_body.or_else(|| {
            let location = success.reply.header("location")?;
            self.addresses.id_in_location(location)
        });
        if !is_in_body {
            tracing::warn!(
                correlator = success.reply.correlator,
                is_in_location = service_id.is_some(),
                "the operator created a network without an identifier in the answer's body"
            );
        }
        let value = CreatedNetwork {
            service_id,
            report: report(network),
        };
        Ok(success.answer(&question, value))
    }

    async fn do_read(&self, id: &ServiceId) -> Result<Answer<NetworkReport>, CallError> {
        let question = self.about(Operation::Read, Method::GET, id)?;
        let success = self.caller.ask(&question).await?;
        self.reported(success, &question, id)
    }

    async fn do_update(
        &self,
        id: &ServiceId,
        change: &NetworkChange,
    ) -> Result<Answer<NetworkReport>, CallError> {
        let url = self.addresses.network(id).map_err(CallError::NotSent)?;
        let body = NetworkUpdate::of(change.bandwidth, change.level);
        let media_type = if self.takes_plain_patch.load(Ordering::Relaxed) {
            JSON
        } else {
            MERGE_PATCH
        };
        let mut question =
            Question::new(Operation::Update, Method::PATCH, url).with_body(media_type, &body)?;
        let mut outcome = self.caller.ask(&question).await;
        let is_unsupported = matches!(&outcome, Err(CallError::Refused(r)) if r.status == 415);
        if is_unsupported && media_type == MERGE_PATCH {
            question.body = question.body.map(|(_, text)| (JSON, text));
            outcome = self.caller.ask(&question).await;
            if outcome.is_ok() {
                self.takes_plain_patch.store(true, Ordering::Relaxed);
            }
        }
        self.reported(outcome?, &question, id)
    }

    async fn do_delete(&self, id: &ServiceId) -> Result<Answer<DeleteAnswer>, CallError> {
        let question = self.about(Operation::Delete, Method::DELETE, id)?;
        let success = self.caller.ask(&question).await?;
        if !success.reply.is_success() {
            return Ok(success.answer(&question, DeleteAnswer::Done));
        }
        if success.reply.is_page() {
            return Err(success.not_understood());
        }
        // However it says so: that the network is gone is seen when it is asked about.
        let value = DeleteAnswer::Accepted;
        Ok(success.answer(&question, value))
    }

    /// What an answer about the network `id` says of it.
    fn reported(
        &self,
        success: Success,
        question: &Question,
        id: &ServiceId,
    ) -> Result<Answer<NetworkReport>, CallError> {
        let Some(network) = success.readable().and_then(|body| Network::read(body).ok()) else {
            return Err(success.not_understood());
        };
        let other = network
            .service_id
            .as_deref()
            .filter(|said| *said != id.as_str());
        if other.is_some() {
            return Err(success.reply.undecodable("it is about another network"));
        }
        self.caller.note_types(network.has_odd_types);
        Ok(success.answer(question, report(network)))
    }

    fn about(
        &self,
        operation: Operation,
        method: Method,
        id: &ServiceId,
    ) -> Result<Question, CallError> {
        let url = self.addresses.network(id).map_err(CallError::NotSent)?;
        Ok(Question::new(operation, method, url))
    }
}

impl Operator for MultiPointVpn {
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

    fn list<'a>(&'a self, page: u32, cancel: &'a CancellationToken) -> Call<'a, NetworkPage> {
        cancellable(cancel, self.do_list(page))
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

impl fmt::Debug for MultiPointVpn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MultiPointVpn")
            .field("connection", &self.caller.connection)
            .finish_non_exhaustive()
    }
}

/// The scope a call needs (MultiPoint VPN, `security`).
const fn scope(operation: Operation) -> &'static str {
    match operation {
        Operation::Token | Operation::Discovery => "",
        Operation::Assess => "multi-point-vpn:assessment:assess",
        Operation::Create => "multi-point-vpn:network:create",
        Operation::Read => "multi-point-vpn:network:read",
        Operation::Update => "multi-point-vpn:network:update",
        Operation::Delete => "multi-point-vpn:network:delete",
    }
}
