//! Command: testing a connection as typed, before it is saved.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::Duration,
};

use contract::{AppError, ProfileForm, ProfileTestView};
use model::{
    Connection, ConnectionId, Coordinates, Endpoint, EndpointId, EndpointKind, Mbps, ProfileId,
    Protection,
};
use operator_client::{
    AssessmentQuestion, CallError, Credential, Operator, PortFuture, SecretError, SecretSource,
    StoredToken, TokenStore,
};
use secrecy::SecretString;
use tokio_util::sync::CancellationToken;

use super::form;
use crate::{
    ConnectionPorts,
    activity::About,
    errors::Failure,
    operators::{self, SCOPES},
    portal::Core,
    random,
    secrets::SecretKind,
};

/// How long the whole test may take.
const TIME_LIMIT: Duration = Duration::from_secs(40);

impl Core {
    pub(crate) async fn profile_test(
        &self,
        request: ProfileForm,
    ) -> Result<ProfileTestView, Failure> {
        let before = match request.id.clone() {
            None => None,
            Some(id) => Some(self.profile(id).await?),
        };
        if before.as_ref().is_some_and(super::Profile::is_built_in) {
            return Err(Failure::Input(
                "The built-in operator needs no test.".to_owned(),
            ));
        }
        let id = match &before {
            Some(profile) => profile.id.clone(),
            None => ProfileId::from_random(random::bits()?),
        };
        let checked = form::check(request, id.clone(), before.as_ref())?;
        let secret = match checked.secret {
            Some(secret) => Some(secret),
            None => self.vault.read(&id, SecretKind::ClientSecret).await?,
        };
        let ports = ConnectionPorts {
            secrets: Arc::new(Typed(secret)),
            tokens: Arc::new(NoTokens),
            clock: Arc::clone(&self.clock),
            observer: self.recorder.observer(checked.profile.name.clone()),
        };
        let spec = operators::remote_spec(&checked.profile)
            .ok_or(Failure::Internal("a typed profile has an address"))?;
        let begun = self.clock.now();
        let tested = match self.operators.connect(&spec, ports) {
            Ok(operator) => self.try_out(operator.as_ref()).await,
            Err(reason) => Err((Vec::new(), CallError::NotSent(reason))),
        };
        let took = self.clock.now() - begun;
        let (granted, error) = match tested {
            Ok(granted) => (granted, None),
            Err((granted, error)) => (granted, Some(AppError::from(Failure::Call(error)))),
        };
        let missing = SCOPES
            .iter()
            .filter(|scope| !granted.is_empty() && !granted.iter().any(|have| have == *scope))
            .map(|scope| (*scope).to_owned())
            .collect();
        Ok(ProfileTestView {
            error,
            granted_scopes: granted,
            missing_scopes: missing,
            took_ms: u32::try_from(took.num_milliseconds().max(0)).unwrap_or(u32::MAX),
        })
    }

    /// Gets a token, then has a connection between two addresses assessed that nobody has. That creates nothing, and
    /// unlike a network nobody has, it is not answered by 404 where the base path is right.
    async fn try_out(
        &self,
        operator: &dyn Operator,
    ) -> Result<Vec<String>, (Vec<String>, CallError)> {
        let cancel = CancellationToken::new();
        let _guard = cancel.clone().drop_guard();
        let test = About::default().scope(async {
            let granted = operator
                .sign_in(&cancel)
                .await
                .map_err(|error| (Vec::new(), error))?
                .value;
            let Some(question) = example() else {
                return Ok(granted);
            };
            match operator.assess(&question, &cancel).await {
                Ok(_) => Ok(granted),
                // It understood the question, and finds that the example cannot be built.
                Err(CallError::Refused(refusal)) if matches!(refusal.status, 400 | 422) => {
                    Ok(granted)
                }
                Err(error) => Err((granted, error)),
            }
        });
        match tokio::time::timeout(TIME_LIMIT, test).await {
            Ok(ended) => ended,
            Err(_) => Err((
                Vec::new(),
                CallError::Unanswered {
                    reason: format!("no answer within {} s", TIME_LIMIT.as_secs()),
                    timed_out: true,
                    correlator: String::new(),
                },
            )),
        }
    }
}

/// A question between two addresses that are for documentation only (RFC 5737).
fn example() -> Option<AssessmentQuestion> {
    let endpoint = |bits, latitude, longitude, ip| {
        Some(Endpoint {
            id: EndpointId::from_random(bits),
            kind: EndpointKind::Site,
            label: "Test".to_owned(),
            place: None,
            region: None,
            coordinates: Coordinates::new(latitude, longitude).ok()?,
            primary_ip: IpAddr::V4(ip),
            secondary_ip: None,
        })
    };
    let one = endpoint(1, 52.5, 13.4, Ipv4Addr::new(192, 0, 2, 1))?;
    let other = endpoint(2, 50.1, 8.7, Ipv4Addr::new(198, 51, 100, 1))?;
    Some(AssessmentQuestion {
        connections: vec![Connection {
            id: ConnectionId::from_random(1),
            customer_edge: one.id.clone(),
            provider_edge: other.id.clone(),
        }],
        endpoints: vec![one, other],
        bandwidth: Mbps::MIN,
        term: None,
        protection: Protection::Unprotected,
    })
}

/// The secret as typed, else the stored one.
struct Typed(Option<SecretString>);

impl SecretSource for Typed {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async {
            let secret = self.0.clone().ok_or(SecretError::Absent)?;
            Ok(Credential::Secret(secret))
        })
    }
}

/// A test neither uses nor leaves a kept token.
struct NoTokens;

impl TokenStore for NoTokens {
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
