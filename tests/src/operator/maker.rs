//! Many networks at an operator, ordered without an app.

use std::sync::Arc;

use anyhow::{Context as _, Result};
use model::{Dialect, FeePeriod, Level, Mbps, Protection, Routing};
use operator_client::{
    CallObserver, CallRecord, Clock, Credential, MultiPointVpn, NetworkOrder, Operator as _,
    PortFuture, SecretError, SecretSource, StoredToken, TokenSource, TokenStore,
};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::{Credentials, TwoSites};

/// Orders networks of 1 Mbps.
#[derive(Debug)]
pub struct NetworkMaker {
    operator: MultiPointVpn,
}

impl NetworkMaker {
    /// A client of that operator.
    ///
    /// # Errors
    /// If its address cannot be used.
    pub fn of(credentials: &Credentials, clock: Arc<dyn Clock>) -> Result<Self> {
        let surroundings = Arc::new(Surroundings(credentials.client_secret.clone()));
        let connection = operator_client::Connection {
            api_root: operator_client::Connection::address(&credentials.api_root)?,
            dialect: Dialect::MultiPoint,
            base_path: "/multi-point-vpn/vwip".to_owned(),
            token_source: TokenSource::Endpoint(operator_client::Connection::address(
                &credentials.token_endpoint,
            )?),
            client_id: credentials.client_id.clone(),
            key_id: None,
            scopes: [
                "multi-point-vpn:network:create",
                "multi-point-vpn:network:read",
            ]
            .map(str::to_owned)
            .to_vec(),
            guesses_scopes: false,
            rent_period: FeePeriod::Unknown,
            honours_idempotency: true,
            keep_token: false,
            currency: None,
            proxy: None,
            certificates: String::new(),
        };
        let operator = MultiPointVpn::new(
            connection,
            Arc::clone(&surroundings) as _,
            Arc::clone(&surroundings) as _,
            clock,
            surroundings,
        )?;
        Ok(Self { operator })
    }

    /// Orders the network of that number, and gives its identifier.
    ///
    /// # Errors
    /// If the operator does not take it.
    pub async fn make(&self, number: usize) -> Result<String> {
        let TwoSites {
            endpoints,
            connection,
        } = TwoSites::new()?;
        let order = NetworkOrder {
            service_name: format!("many_{number}"),
            endpoints: endpoints.to_vec(),
            connections: vec![connection],
            bandwidth: Mbps::MIN,
            level: Level::A,
            term: None,
            protection: Protection::Unprotected,
            routing: Routing::Bgp,
            idempotency_key: format!("many-{number}"),
            sink: None,
        };
        let never = CancellationToken::new();
        let answer = self.operator.create(&order, &never).await?;
        let id = answer.value.service_id.context("a network without an id")?;
        Ok(id.to_string())
    }
}

struct Surroundings(String);

impl SecretSource for Surroundings {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async { Ok(Credential::Secret(SecretString::from(self.0.clone()))) })
    }
}

impl TokenStore for Surroundings {
    fn load(&self) -> PortFuture<'_, Option<StoredToken>> {
        Box::pin(async { None })
    }

    fn save(&self, _: StoredToken) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }

    fn delete(&self) -> PortFuture<'_, ()> {
        Box::pin(async {})
    }
}

impl CallObserver for Surroundings {
    fn called(&self, _: CallRecord) {}
}
