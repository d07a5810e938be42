//! A sandbox operator and clients of it, all on one clock that only the test moves.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use model::{
    ConnectionId, Coordinates, Currency, Dialect, Endpoint, EndpointId, EndpointKind, FeePeriod,
    Level, Mbps, Protection, Routing, ServiceId, Term, TermUnit,
};
use operator_client::{
    AssessmentQuestion, CallError, CallObserver, CallRecord, Clock, Connection, Credential,
    MultiPointVpn, NetworkOrder, NetworkReport, Operation, Operator, PortFuture, SecretError,
    SecretSource, SiteToCloudVpn, StoredToken, TokenSource, TokenStore,
};
use operator_sandbox::{
    BASE_PATH, Database, SITE_TO_CLOUD_PATH, SandboxState, Scope, Settings,
    clock::{Clock as SandboxClock, ManualClock},
    embedded::{self, Running},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::{net::TcpListener, sync::watch};
use tokio_util::sync::CancellationToken;

pub(crate) struct Stage {
    pub(crate) operator: Running,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) store: Arc<Kept>,
    pub(crate) records: Arc<Records>,
    secret: SecretString,
}

impl Stage {
    /// A sandbox with 3 s to provision and a client id that has a secret.
    pub(crate) async fn set() -> Self {
        Self::set_with(Settings::default()).await
    }

    /// The same with other settings.
    pub(crate) async fn set_with(settings: Settings) -> Self {
        let start: DateTime<Utc> = "2026-11-21T08:00:00Z".parse().unwrap();
        let clock = Arc::new(ManualClock::at(start));
        let state = SandboxState::open(
            &Database::Memory,
            Arc::clone(&clock) as Arc<dyn SandboxClock>,
            settings,
        )
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let operator = embedded::serve(state, listener).await.unwrap();
        let secret = SecretString::from(operator.new_secret().await.unwrap());
        Self {
            operator,
            clock,
            store: Arc::new(Kept(watch::Sender::new(None))),
            records: Arc::default(),
            secret,
        }
    }

    /// A client as the app has one after a start.
    pub(crate) fn client(&self) -> MultiPointVpn {
        self.client_on(Arc::new(Same(Arc::clone(&self.clock))), &self.secret)
    }

    /// A client with another clock or another secret.
    pub(crate) fn client_on(&self, clock: Arc<dyn Clock>, secret: &SecretString) -> MultiPointVpn {
        let credential = Credential::Secret(secret.clone());
        self.client_of(&self.operator.client_id, clock, credential)
    }

    /// Any client.
    pub(crate) fn client_of(
        &self,
        client_id: &str,
        clock: Arc<dyn Clock>,
        credential: Credential,
    ) -> MultiPointVpn {
        let key_id = match &credential {
            Credential::Secret(_) => None,
            Credential::Key(key) => Some(key.key_id().to_owned()),
        };
        let connection = Connection {
            key_id,
            ..self.connection(client_id)
        };
        MultiPointVpn::new(
            connection,
            Arc::new(Constant(credential)),
            Arc::clone(&self.store) as Arc<dyn TokenStore>,
            clock,
            Arc::clone(&self.records) as Arc<dyn CallObserver>,
        )
        .unwrap()
    }

    /// A client of its other API.
    pub(crate) fn service_client(&self) -> SiteToCloudVpn {
        let connection = Connection {
            dialect: Dialect::SiteToCloud,
            base_path: SITE_TO_CLOUD_PATH.to_owned(),
            honours_idempotency: false,
            currency: Currency::new("EUR").ok(),
            ..self.connection(&self.operator.client_id)
        };
        SiteToCloudVpn::new(
            connection,
            Arc::new(Constant(Credential::Secret(self.secret.clone()))),
            Arc::clone(&self.store) as Arc<dyn TokenStore>,
            Arc::new(Same(Arc::clone(&self.clock))),
            Arc::clone(&self.records) as Arc<dyn CallObserver>,
        )
        .unwrap()
    }

    fn connection(&self, client_id: &str) -> Connection {
        let operator = &self.operator;
        connection(&operator.api_root, &operator.token_endpoint, client_id)
    }

    /// Requests for a token so far.
    pub(crate) fn tokens_asked(&self) -> usize {
        self.records
            .count(|record| record.operation == Operation::Token)
    }

    pub(crate) fn provisioned(&self) {
        self.clock.advance(TimeDelta::seconds(3));
    }
}

fn connection(api_root: &str, token_endpoint: &str, client_id: &str) -> Connection {
    let scopes = Scope::ALL.map(|scope| scope.as_str().to_owned());
    Connection {
        api_root: Connection::address(api_root).unwrap(),
        dialect: Dialect::MultiPoint,
        base_path: BASE_PATH.to_owned(),
        token_source: TokenSource::Endpoint(Connection::address(token_endpoint).unwrap()),
        client_id: client_id.to_owned(),
        key_id: None,
        scopes: scopes.into(),
        guesses_scopes: false,
        rent_period: FeePeriod::Unknown,
        honours_idempotency: true,
        keep_token: true,
        currency: None,
        proxy: None,
        certificates: String::new(),
    }
}

/// A client of an operator that is no sandbox, with that certificate.
pub(crate) fn client_of_another(api_root: &str, certificate: &str) -> MultiPointVpn {
    let connection = Connection {
        certificates: certificate.to_owned(),
        ..connection(api_root, &format!("{api_root}/token"), "somebody")
    };
    MultiPointVpn::new(
        connection,
        Arc::new(Constant(Credential::Secret(SecretString::from("s3cret")))),
        Arc::new(Kept(watch::Sender::new(None))),
        Arc::new(Stopped(DateTime::UNIX_EPOCH)),
        Arc::new(Records::default()),
    )
    .unwrap()
}

struct Constant(Credential);

impl SecretSource for Constant {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}

/// The clock of the sandbox, for the client.
pub(crate) struct Same(pub(crate) Arc<ManualClock>);

impl Clock for Same {
    fn now(&self) -> DateTime<Utc> {
        self.0.now()
    }

    fn sleep(&self, _: Duration) -> PortFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

/// A clock that stands still whatever the sandbox's does.
pub(crate) struct Stopped(pub(crate) DateTime<Utc>);

impl Clock for Stopped {
    fn now(&self) -> DateTime<Utc> {
        self.0
    }

    fn sleep(&self, _: Duration) -> PortFuture<'_, ()> {
        Box::pin(std::future::pending())
    }
}

pub(crate) struct Kept(watch::Sender<Option<StoredToken>>);

impl Kept {
    /// Waits until another token than `before` is kept, and returns it.
    pub(crate) async fn other_than(&self, before: &str) -> String {
        let mut kept = self.0.subscribe();
        let text = |token: &StoredToken| token.access_token.expose_secret().to_owned();
        let wanted = kept.wait_for(|token| token.as_ref().is_some_and(|t| text(t) != before));
        let token = tokio::time::timeout(Duration::from_secs(10), wanted)
            .await
            .expect("no token was kept in time")
            .unwrap();
        token.as_ref().map(text).unwrap_or_default()
    }
}

impl TokenStore for Kept {
    fn load(&self) -> PortFuture<'_, Option<StoredToken>> {
        Box::pin(async { self.0.borrow().clone() })
    }

    fn save(&self, token: StoredToken) -> PortFuture<'_, ()> {
        Box::pin(async {
            self.0.send_replace(Some(token));
        })
    }

    fn delete(&self) -> PortFuture<'_, ()> {
        Box::pin(async {
            self.0.send_replace(None);
        })
    }
}

#[derive(Default)]
pub(crate) struct Records(Mutex<Vec<CallRecord>>);

impl Records {
    pub(crate) fn count(&self, is_counted: impl Fn(&CallRecord) -> bool) -> usize {
        let records = self.0.lock().unwrap();
        records.iter().filter(|record| is_counted(record)).count()
    }
}

impl CallObserver for Records {
    fn called(&self, record: CallRecord) {
        self.0.lock().unwrap().push(record);
    }
}

/// Two sites in Europe and a cloud, both sites connected to it.
pub(crate) fn question(bandwidth: u32) -> AssessmentQuestion {
    let end = |id: &str, kind, label: &str, latitude, longitude, host: u8| Endpoint {
        id: EndpointId::new(id).unwrap(),
        kind,
        label: label.to_owned(),
        place: None,
        region: None,
        coordinates: Coordinates::new(latitude, longitude).unwrap(),
        primary_ip: std::net::IpAddr::from([192, 0, 2, host]),
        secondary_ip: None,
    };
    let connection = |id: &str, site: &str| model::Connection {
        id: ConnectionId::new(id).unwrap(),
        customer_edge: EndpointId::new(site).unwrap(),
        provider_edge: EndpointId::new("cloud").unwrap(),
        latency: None,
    };
    AssessmentQuestion {
        endpoints: vec![
            end("berlin", EndpointKind::Site, "Berlin HQ", 52.52, 13.405, 1),
            end("lyon", EndpointKind::Site, "Lyon works", 45.764, 4.836, 2),
            end(
                "cloud",
                EndpointKind::Cloud,
                "Frankfurt cloud",
                50.11,
                8.68,
                3,
            ),
        ],
        connections: vec![connection("c1", "berlin"), connection("c2", "lyon")],
        bandwidth: Mbps::new(bandwidth).unwrap(),
        term: Term::new(12, TermUnit::Months).ok(),
        protection: Protection::Unprotected,
    }
}

/// An order for [`question`] at level A under an idempotency key.
pub(crate) fn order(key: &str) -> NetworkOrder {
    let asked = question(100);
    NetworkOrder {
        service_name: operator_client::service_name("Nordic ring", 7),
        endpoints: asked.endpoints,
        connections: asked.connections,
        bandwidth: asked.bandwidth,
        level: Level::A,
        term: asked.term,
        protection: asked.protection,
        routing: Routing::Bgp,
        idempotency_key: key.to_owned(),
        sink: None,
    }
}

pub(crate) async fn ordered(client: &MultiPointVpn, key: &str) -> ServiceId {
    let created = client.create(&order(key), &CancellationToken::new()).await;
    created.unwrap().value.service_id.unwrap()
}

pub(crate) async fn read(
    client: &impl Operator,
    id: &ServiceId,
) -> Result<NetworkReport, CallError> {
    let answer = client.read(id, &CancellationToken::new()).await?;
    assert!(answer.is_simulated);
    Ok(answer.value)
}
