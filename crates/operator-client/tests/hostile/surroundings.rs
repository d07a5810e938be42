//! What the client needs around it, in memory, and the calls the tests make.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    ConnectionId, Coordinates, Currency, Dialect, Endpoint, EndpointId, EndpointKind, FeePeriod,
    Level, Mbps, Protection, Routing, ServiceId,
};
use operator_client::{
    Answer, AssessmentAnswer, AssessmentQuestion, CallError, CallObserver, CallRecord, Clock,
    Connection, CreatedNetwork, Credential, DeleteAnswer, Limits, MultiPointVpn, NetworkChange,
    NetworkOrder, NetworkReport, NotSent, Operator, PortFuture, SecretError, SecretSource,
    SigningKey, SiteToCloudVpn, StoredToken, TokenSource, TokenStore,
};
use secrecy::SecretString;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

pub(crate) const SECRET: &str = "s3cret/with+signs";

/// Bounds wide enough that only a fault reaches them, and quick repeats.
pub(crate) fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(5),
        idle: Duration::from_secs(20),
        total: Duration::from_secs(30),
        body: 64 * 1024,
        first_retry: Duration::from_millis(1),
    }
}

/// Everything around one client.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) store: Arc<KeptToken>,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) records: Arc<Records>,
    pub(crate) limits: Limits,
}

impl Surroundings {
    pub(crate) fn new() -> Self {
        Self {
            store: Arc::new(KeptToken(watch::Sender::new(None))),
            clock: Arc::new(MovedClock(Mutex::new(
                "2026-11-21T08:00:00Z".parse().unwrap(),
            ))),
            records: Arc::default(),
            limits: limits(),
        }
    }

    pub(crate) fn client(&self, root: &str) -> MultiPointVpn {
        self.client_of(connection(root))
    }

    pub(crate) fn client_of(&self, connection: Connection) -> MultiPointVpn {
        self.try_client(connection).unwrap()
    }

    /// A client of an operator that speaks Site-to-Cloud VPN.
    pub(crate) fn service_client(&self, root: &str) -> SiteToCloudVpn {
        let connection = Connection {
            dialect: Dialect::SiteToCloud,
            base_path: "/api/webapi".to_owned(),
            guesses_scopes: true,
            currency: Currency::new("EUR").ok(),
            ..connection(root)
        };
        SiteToCloudVpn::with_limits(
            connection,
            self.limits,
            Arc::new(Constant(Credential::Secret(SecretString::from(SECRET)))),
            Arc::clone(&self.store) as Arc<dyn TokenStore>,
            Arc::clone(&self.clock) as Arc<dyn Clock>,
            Arc::clone(&self.records) as Arc<dyn CallObserver>,
        )
        .unwrap()
    }

    /// A client that signs assertions with `key`.
    pub(crate) fn signing_client(&self, root: &str, key: SigningKey) -> MultiPointVpn {
        let connection = Connection {
            key_id: Some(key.key_id().to_owned()),
            ..connection(root)
        };
        self.client_with(connection, Credential::Key(key)).unwrap()
    }

    pub(crate) fn try_client(&self, connection: Connection) -> Result<MultiPointVpn, NotSent> {
        self.client_with(connection, Credential::Secret(SecretString::from(SECRET)))
    }

    fn client_with(
        &self,
        connection: Connection,
        credential: Credential,
    ) -> Result<MultiPointVpn, NotSent> {
        MultiPointVpn::with_limits(
            connection,
            self.limits,
            Arc::new(Constant(credential)),
            Arc::clone(&self.store) as Arc<dyn TokenStore>,
            Arc::clone(&self.clock) as Arc<dyn Clock>,
            Arc::clone(&self.records) as Arc<dyn CallObserver>,
        )
    }
}

pub(crate) fn connection(root: &str) -> Connection {
    Connection {
        api_root: Connection::address(root).unwrap(),
        dialect: Dialect::MultiPoint,
        base_path: "/api/vwip".to_owned(),
        token_source: TokenSource::Endpoint(Connection::address(&format!("{root}/token")).unwrap()),
        client_id: "portal:1".to_owned(),
        key_id: None,
        scopes: vec!["network:read".to_owned(), "network:create".to_owned()],
        guesses_scopes: false,
        rent_period: FeePeriod::Month,
        honours_idempotency: true,
        keep_token: true,
        currency: None,
        proxy: None,
        certificates: String::new(),
    }
}

struct Constant(Credential);

impl SecretSource for Constant {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}

pub(crate) struct KeptToken(watch::Sender<Option<StoredToken>>);

impl KeptToken {
    pub(crate) fn now(&self) -> Option<StoredToken> {
        self.0.borrow().clone()
    }

    pub(crate) fn put(&self, token: StoredToken) {
        self.0.send_replace(Some(token));
    }

    /// Waits until what is kept is as wanted.
    pub(crate) async fn until(&self, is_wanted: impl Fn(Option<&StoredToken>) -> bool) {
        let mut kept = self.0.subscribe();
        let wanted = kept.wait_for(|token| is_wanted(token.as_ref()));
        tokio::time::timeout(Duration::from_secs(10), wanted)
            .await
            .expect("the token store was not written in time")
            .unwrap();
    }
}

impl TokenStore for KeptToken {
    fn load(&self) -> PortFuture<'_, Option<StoredToken>> {
        Box::pin(async { self.now() })
    }

    fn save(&self, token: StoredToken) -> PortFuture<'_, ()> {
        Box::pin(async { self.put(token) })
    }

    fn delete(&self) -> PortFuture<'_, ()> {
        Box::pin(async {
            self.0.send_replace(None);
        })
    }
}

pub(crate) struct MovedClock(Mutex<DateTime<Utc>>);

impl MovedClock {
    pub(crate) fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for MovedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, _: Duration) -> PortFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

#[derive(Default)]
pub(crate) struct Records(Mutex<Vec<CallRecord>>);

impl Records {
    pub(crate) fn all(&self) -> Vec<CallRecord> {
        self.0.lock().unwrap().clone()
    }
}

impl CallObserver for Records {
    fn called(&self, record: CallRecord) {
        self.0.lock().unwrap().push(record);
    }
}

fn endpoint(id: &str, kind: EndpointKind) -> Endpoint {
    Endpoint {
        id: EndpointId::new(id).unwrap(),
        kind,
        label: format!("End {id}"),
        place: None,
        region: None,
        coordinates: Coordinates::new(52.5, 13.4).unwrap(),
        primary_ip: "192.0.2.1".parse().unwrap(),
        secondary_ip: None,
    }
}

pub(crate) fn question() -> AssessmentQuestion {
    AssessmentQuestion {
        endpoints: vec![
            endpoint("a", EndpointKind::Site),
            endpoint("b", EndpointKind::Cloud),
        ],
        connections: vec![model::Connection {
            id: ConnectionId::new("c").unwrap(),
            customer_edge: EndpointId::new("a").unwrap(),
            provider_edge: EndpointId::new("b").unwrap(),
            latency: None,
        }],
        bandwidth: Mbps::new(20).unwrap(),
        term: None,
        protection: Protection::Unprotected,
    }
}

pub(crate) async fn assess(client: &impl Operator) -> Result<Answer<AssessmentAnswer>, CallError> {
    client.assess(&question(), &CancellationToken::new()).await
}

pub(crate) fn order() -> NetworkOrder {
    let asked = question();
    NetworkOrder {
        service_name: "Ring_1".to_owned(),
        endpoints: asked.endpoints,
        connections: asked.connections,
        bandwidth: asked.bandwidth,
        level: Level::AA,
        term: asked.term,
        protection: asked.protection,
        routing: Routing::Bgp,
        idempotency_key: "key-1".to_owned(),
        sink: None,
    }
}

pub(crate) async fn create(client: &impl Operator) -> Result<Answer<CreatedNetwork>, CallError> {
    client.create(&order(), &CancellationToken::new()).await
}

pub(crate) async fn read(client: &impl Operator) -> Result<Answer<NetworkReport>, CallError> {
    client.read(&id(), &CancellationToken::new()).await
}

pub(crate) async fn update(client: &impl Operator) -> Result<Answer<NetworkReport>, CallError> {
    let change = NetworkChange {
        bandwidth: Mbps::new(50).ok(),
        level: None,
    };
    client
        .update(&id(), &change, &CancellationToken::new())
        .await
}

pub(crate) async fn delete(client: &impl Operator) -> Result<Answer<DeleteAnswer>, CallError> {
    client.delete(&id(), &CancellationToken::new()).await
}

pub(crate) fn id() -> ServiceId {
    ServiceId::new("n1").unwrap()
}
