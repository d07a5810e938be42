//! What can be asked of an operator, in the terms of the domain.

use std::{future::Future, pin::Pin};

use chrono::{DateTime, Utc};
use model::{
    Connection, ConnectionVerdict, Endpoint, GrantedTerm, Level, Mbps, Observed, Offer,
    PendingChange, Protection, ReportedLevel, Routing, ServiceId, Term,
};
use secrecy::{ExposeSecret as _, SecretString};
use tokio_util::sync::CancellationToken;

use crate::{CallError, Reach};

/// A call under way.
pub type Call<'a, T> = Pin<Box<dyn Future<Output = Result<Answer<T>, CallError>> + Send + 'a>>;

/// An operator, whatever its dialect. Every method is one call of the API with its token
/// handling and the repetitions that are safe; it ends early with
/// [`CallError::Cancelled`] when `cancel` is.
pub trait Operator: Send + Sync {
    /// Asks whether, for how much and by when (`assessConnectionFeasibility`).
    fn assess<'a>(
        &'a self,
        question: &'a AssessmentQuestion,
        cancel: &'a CancellationToken,
    ) -> Call<'a, AssessmentAnswer>;

    /// Orders a network (`createNetwork`). Sent once, except under an idempotency key the
    /// operator is known to honour.
    fn create<'a>(
        &'a self,
        order: &'a NetworkOrder,
        cancel: &'a CancellationToken,
    ) -> Call<'a, CreatedNetwork>;

    /// Asks about a network (`getNetwork`).
    fn read<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport>;

    /// Asks for a page of the networks, counted from 1 (`listNetworks`, which is no part of
    /// the standard: an operator without it refuses).
    fn list<'a>(&'a self, page: u32, cancel: &'a CancellationToken) -> Call<'a, NetworkPage>;

    /// Changes bandwidth or level (`updateNetwork`).
    fn update<'a>(
        &'a self,
        id: &'a ServiceId,
        change: &'a NetworkChange,
        cancel: &'a CancellationToken,
    ) -> Call<'a, NetworkReport>;

    /// Asks for the end of a network (`deleteNetwork`).
    fn delete<'a>(
        &'a self,
        id: &'a ServiceId,
        cancel: &'a CancellationToken,
    ) -> Call<'a, DeleteAnswer>;

    /// Gets a token, as the test of a connection does.
    fn sign_in<'a>(&'a self, cancel: &'a CancellationToken) -> Call<'a, SignedIn>;

    /// The scopes of the token in use; `None` while there was none.
    fn granted_scopes(&self) -> Option<Vec<String>>;

    /// Takes one step of the way to the operator, as the test of a connection does.
    fn reach<'a>(&'a self, step: Reach, cancel: &'a CancellationToken) -> Call<'a, ()>;
}

/// An answer with what surrounds it.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// The answer itself.
    pub value: T,
    /// The correlator the operator knows the call by.
    pub correlator: String,
    /// Whether the operator says that it is a simulation.
    pub is_simulated: bool,
    /// From sending to the last byte, in ms, token included.
    pub took_ms: u32,
    /// The operator's `Date`, else the app's clock, at the answer.
    pub answered_at: DateTime<Utc>,
    /// The request's body as sent; empty where there was none.
    pub request: String,
    /// The answer's body as received; empty where there was none.
    pub response: String,
}

/// What a new token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// The scopes granted.
    pub scopes: Vec<String>,
    /// The operator's `Date`, however far it is from the app's clock.
    pub date: Option<DateTime<Utc>>,
}

/// What an assessment asks about. The API takes neither level nor routing.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentQuestion {
    /// Sites and clouds.
    pub endpoints: Vec<Endpoint>,
    /// 1 to 100 connections between them.
    pub connections: Vec<Connection>,
    /// Guaranteed on each connection.
    pub bandwidth: Mbps,
    /// How long; absent is the operator's default.
    pub term: Option<Term>,
    /// Whether secondary edges are used.
    pub protection: Protection,
}

/// An answered assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentAnswer {
    /// One to three offers, lowest level first.
    pub offers: Vec<Offer>,
    /// What was said of single connections; empty where nothing was.
    pub connections: Vec<ConnectionVerdict>,
}

/// A network to order.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkOrder {
    /// `serviceName`: letters, digits, `_` and `.` only.
    pub service_name: String,
    /// Sites and clouds.
    pub endpoints: Vec<Endpoint>,
    /// 1 to 100 connections between them.
    pub connections: Vec<Connection>,
    /// Guaranteed on each connection.
    pub bandwidth: Mbps,
    /// The level.
    pub level: Level,
    /// How long; absent is the operator's default.
    pub term: Option<Term>,
    /// Whether secondary edges are used.
    pub protection: Protection,
    /// How routes are exchanged.
    pub routing: Routing,
    /// Sent as `x-idempotency-key`.
    pub idempotency_key: String,
    /// Where the operator is asked to tell of the network; absent where it is not asked.
    pub sink: Option<Sink>,
}

/// Where an operator is asked to tell of a network (`sink` and `sinkCredential` of type
/// `ACCESSTOKEN`, Commonalities r4.3). An extension: no version of the API has it.
#[derive(Clone, Debug)]
pub struct Sink {
    /// Where events are posted to.
    pub url: String,
    /// What is sent with them as `Authorization: Bearer`.
    pub token: SecretString,
    /// Until when the token is accepted.
    pub expires_at: DateTime<Utc>,
}

impl PartialEq for Sink {
    fn eq(&self, other: &Self) -> bool {
        self.url == other.url
            && self.expires_at == other.expires_at
            && self.token.expose_secret() == other.token.expose_secret()
    }
}

/// A network the operator took an order for.
#[derive(Clone, Debug, PartialEq)]
pub struct CreatedNetwork {
    /// Its identifier; absent where the operator gave none in body or `Location`.
    pub service_id: Option<ServiceId>,
    /// What else it said.
    pub report: NetworkReport,
}

/// What an operator says of a network; absent where it does not.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkReport {
    /// Confirmed level.
    pub level: Option<ReportedLevel>,
    /// Confirmed bandwidth.
    pub bandwidth: Option<Mbps>,
    /// Granted duration.
    pub term: Option<GrantedTerm>,
    /// Whether secondary edges are used.
    pub protection: Option<Protection>,
    /// The cloud gateway's address, as text.
    pub gateway: Option<String>,
    /// How it is; absent where the operator has no word for it.
    pub lifecycle: Option<ReportedLifecycle>,
    /// The name it was ordered under.
    pub service_name: Option<String>,
    /// What the operator measures.
    pub observed: Option<Observed>,
    /// What it connects.
    pub drawn: Option<DrawnNetwork>,
    /// How routes are exchanged.
    pub routing: Option<Routing>,
}

/// What a network connects, as its operator tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnNetwork {
    /// Sites and clouds.
    pub endpoints: Vec<Endpoint>,
    /// 1 to 100 connections between them.
    pub connections: Vec<Connection>,
}

/// A page of an operator's networks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NetworkPage {
    /// Those of the page that have an identifier.
    pub networks: Vec<ListedNetwork>,
    /// How many pages there are, where the operator says it.
    pub total_pages: Option<u32>,
    /// Whether it is not full, so that no page follows.
    pub is_short: bool,
}

/// A network of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedNetwork {
    /// Its identifier.
    pub service_id: ServiceId,
    /// What the operator says of it.
    pub report: NetworkReport,
}

/// Where a network stands (`xLifecycle`, or top-level fields of the same names).
#[derive(Clone, Debug, PartialEq)]
pub struct ReportedLifecycle {
    /// Its state.
    pub status: ReportedStatus,
    /// Why, as the operator words it: `DURATION_EXPIRED`, `DELETE_REQUESTED` and others.
    pub status_info: Option<String>,
    /// When it became usable.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ends.
    pub expires_at: Option<DateTime<Utc>>,
    /// A change under way.
    pub pending: Option<PendingChange>,
}

/// A network's state in the operator's terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReportedStatus {
    /// Ordered, not usable yet.
    Requested,
    /// Usable.
    Available,
    /// Ended.
    Unavailable,
    /// A word the app does not know, kept as text.
    Other(String),
}

/// What a resize asks for; at least one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkChange {
    /// New bandwidth.
    pub bandwidth: Option<Mbps>,
    /// New level.
    pub level: Option<Level>,
}

/// How a deletion was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeleteAnswer {
    /// 200, 202 or 204: accepted. Whether it is done is seen when the network is asked about.
    Accepted,
    /// 404 or 410, or the last report of a network whose end is not waited for: there is no
    /// such network any more.
    Done,
}
