//! Command: testing a connection as typed, step by step, before it is saved.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};
use contract::{
    AssessmentTicket, ProfileTestRequest, ProfileTestView, StepState, TestStep, TestStepView,
};
use model::{
    Action, Connection, ConnectionId, Coordinates, Endpoint, EndpointId, EndpointKind, Mbps,
    ProfileId, Protection,
};
use operator_client::{
    AssessmentQuestion, CallError, Credential, DiscoveryFault, NotSent, Operator, PortFuture,
    Reach, SecretError, SecretSource, StoredToken, TokenRefusal, TokenStore,
};
use tokio_util::sync::CancellationToken;

use super::{Profile, form};
use crate::{
    ConnectionPorts, ConnectionSpec, activity::About, errors::Failure, operators, portal::Core,
    random, secrets::SecretKind,
};

/// How long the whole test may take.
const TIME_LIMIT: Duration = Duration::from_secs(40);
/// A difference between the clocks that a person should know of, in s.
const NOTABLE_SKEW_S: i64 = 30;

impl Core {
    pub(crate) async fn profile_test(
        &self,
        request: ProfileTestRequest,
    ) -> Result<ProfileTestView, Failure> {
        let ProfileTestRequest { ticket, form } = request;
        // The secret that is read is the one of the profile that the form was checked against.
        let turn = self.profile_writes.lock().await;
        let before = match form.id.clone() {
            None => None,
            Some(id) => Some(self.profile(id).await?),
        };
        if before.as_ref().is_some_and(Profile::is_inside) {
            return Err(Failure::Input("What is built in needs no test.".to_owned()));
        }
        let id = match &before {
            Some(profile) => profile.id.clone(),
            None => ProfileId::from_random(random::bits()?),
        };
        let new_key = self.new_key(form.key.clone()).await?;
        let checked = form::check(form, id.clone(), before.as_ref(), new_key)?;
        let authentication = checked.profile.authentication;
        let is_of_stored = checked.secret.is_none()
            && before.is_some_and(|before| before.is_asked_as(&checked.profile));
        let secret = match checked.secret {
            Some(secret) => Some(secret),
            None if checked.profile.keyring_is_of.is_some() && !self.vault.is_memory() => None,
            None => self.vault.credential(&id, authentication).await?,
        };
        drop(turn);
        let ports = ConnectionPorts {
            secrets: Arc::new(Typed(secret)),
            tokens: Arc::new(NoTokens),
            clock: Arc::clone(&self.clock),
            observer: self.recorder.observer(checked.profile.name.clone()),
        };
        let spec = operators::remote_spec(&checked.profile)
            .ok_or(Failure::Internal("a typed profile has an address"))?;
        let operator = self.operators.connect(&spec, ports)?;
        let cancel = self.closing.child_token();
        let (running, registered) = (cancel.clone(), ticket.clone());
        self.owner
            .turn(move |state| state.running.insert(registered, running))
            .await?;
        let mut progress = Progress::begin(self, ticket.clone());
        let steps = About::default().scope(progress.take(operator.as_ref(), &spec, &cancel));
        let ended = tokio::time::timeout(TIME_LIMIT, steps).await;
        self.owner
            .turn(move |state| state.running.remove(&ticket))
            .await?;
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(CallError::Cancelled)) => return Err(CallError::Cancelled.into()),
            Ok(Err(error)) => progress.fail(error),
            Err(_) => progress.fail(CallError::Unanswered {
                reason: format!("no answer within {} s", TIME_LIMIT.as_secs()),
                timed_out: true,
                correlator: String::new(),
            }),
        }
        let granted = progress.granted.take();
        let view = progress.view;
        if let Some(granted) = granted
            && is_of_stored
        {
            self.note_tested(&checked.profile, granted).await?;
        }
        Ok(view)
    }

    /// Notes what a test of a stored profile was granted. Where that is more or less than was
    /// known, what was granted before is not used any more.
    async fn note_tested(&self, tested: &Profile, granted: Vec<String>) -> Result<(), Failure> {
        let _turn = self.profile_writes.lock().await;
        let id = tested.id.clone();
        let known = match self.profile(id.clone()).await {
            Ok(known) if known.is_asked_as(tested) => known.granted_scopes,
            // It was changed or deleted meanwhile.
            Ok(_) | Err(Failure::NotFound(_)) => return Ok(()),
            Err(error) => return Err(error),
        };
        if known.is_none_or(|known| known == granted) {
            return Ok(());
        }
        self.retired(vec![id.clone()], async {
            Ok(self.vault.delete(&id, SecretKind::Token).await?)
        })
        .await?;
        let storage = self.storage.clone();
        self.owner
            .turn(move |state| {
                state.roster.revive(std::slice::from_ref(&id));
                if let Some(profile) = state.roster.grants(&id, granted) {
                    operators::store_noted(state, storage, profile);
                }
            })
            .await
    }
}

/// A test under way: the window is told of each step as it begins and ends.
struct Progress<'a> {
    core: &'a Core,
    begun: DateTime<Utc>,
    view: ProfileTestView,
    /// The scopes of the token that was got.
    granted: Option<Vec<String>>,
}

impl<'a> Progress<'a> {
    fn begin(core: &'a Core, ticket: AssessmentTicket) -> Self {
        let waiting = |step| TestStepView {
            step,
            state: StepState::Waiting,
        };
        Self {
            core,
            begun: core.clock.now(),
            granted: None,
            view: ProfileTestView {
                ticket,
                steps: TestStep::ALL.map(waiting).to_vec(),
                error: None,
                granted_scopes: Vec::new(),
                missing_scopes: Vec::new(),
                token_host: None,
                clock_ahead_s: None,
                took_ms: 0,
            },
        }
    }

    /// Takes every step, up to the first that fails.
    async fn take(
        &mut self,
        operator: &dyn Operator,
        spec: &ConnectionSpec,
        cancel: &CancellationToken,
    ) -> Result<(), CallError> {
        self.set(TestStep::Names, StepState::Running);
        let named = operator.reach(Reach::Names, cancel).await;
        match named {
            Ok(_) => {
                self.set(TestStep::Names, StepState::Ok);
                self.set(TestStep::Connection, StepState::Running);
                operator.reach(Reach::Connections, cancel).await?;
            }
            Err(error) => {
                // A proxy of the system may know names that this computer does not.
                let may_have_proxy = spec.options.proxy.is_empty();
                let is_reached =
                    may_have_proxy && operator.reach(Reach::Connections, cancel).await.is_ok();
                if !is_reached {
                    return Err(error);
                }
                self.set(TestStep::Names, StepState::Skipped);
            }
        }
        self.set(TestStep::Connection, StepState::Ok);
        if !spec.options.discovery_url.is_empty() {
            self.set(TestStep::Discovery, StepState::Running);
            operator.reach(Reach::Discovery, cancel).await?;
            self.set(TestStep::Discovery, StepState::Ok);
        } else {
            self.set(TestStep::Discovery, StepState::Skipped);
        }
        self.set(TestStep::Token, StepState::Running);
        let signed_in = match operator.sign_in(cancel).await {
            Err(error @ CallError::NotSent(NotSent::Token(TokenRefusal::InvalidScope))) => {
                // The client is known there; it is the scopes that it may not have.
                self.set(TestStep::Token, StepState::Ok);
                self.set(TestStep::Scopes, StepState::Running);
                return Err(error);
            }
            signed_in => signed_in?,
        };
        let date = signed_in.value.date;
        let ahead = date.map(|date| (date - self.core.clock.now()).num_seconds());
        self.view.clock_ahead_s = ahead.filter(|ahead| ahead.abs() >= NOTABLE_SKEW_S);
        self.set(TestStep::Token, StepState::Ok);
        let granted = signed_in.value.scopes;
        self.granted = Some(granted.clone());
        let is_missing = |scope: &&String| !granted.is_empty() && !granted.contains(*scope);
        self.view.missing_scopes = spec.scopes.iter().filter(is_missing).cloned().collect();
        // What the harmless call needs.
        let needed = Action::Assess.scope(spec.options.dialect);
        let can_ask = !self.view.missing_scopes.iter().any(|scope| scope == needed);
        self.view.granted_scopes = granted;
        self.set(
            TestStep::Scopes,
            if self.view.missing_scopes.is_empty() {
                StepState::Ok
            } else {
                StepState::Partial
            },
        );
        let Some(question) = example().filter(|_| can_ask) else {
            self.set(TestStep::Call, StepState::Skipped);
            return Ok(());
        };
        self.set(TestStep::Call, StepState::Running);
        match operator.assess(&question, cancel).await {
            Ok(_) => {}
            // It understood the question, and finds that the example cannot be built.
            Err(CallError::Refused(refusal)) if matches!(refusal.status, 400 | 422) => {}
            Err(error) => return Err(error),
        }
        self.set(TestStep::Call, StepState::Ok);
        Ok(())
    }

    /// Notes why the step under way failed. What comes after it is not come to.
    fn fail(&mut self, error: CallError) {
        for step in &mut self.view.steps {
            step.state = match step.state {
                StepState::Running => StepState::Failed,
                StepState::Waiting => StepState::Skipped,
                ended @ (StepState::Ok
                | StepState::Partial
                | StepState::Failed
                | StepState::Skipped) => ended,
            };
        }
        if let CallError::NotSent(NotSent::Discovery(DiscoveryFault::OtherHost(host))) = &error {
            self.view.token_host = Some(host.clone());
        }
        self.view.error = Some(Failure::Call(error).into());
        self.tell();
    }

    fn set(&mut self, step: TestStep, state: StepState) {
        if let Some(found) = self.view.steps.iter_mut().find(|known| known.step == step) {
            found.state = state;
        }
        self.tell();
    }

    fn tell(&mut self) {
        let took = self.core.clock.now() - self.begun;
        self.view.took_ms = u32::try_from(took.num_milliseconds().max(0)).unwrap_or(u32::MAX);
        let view = self.view.clone();
        self.core
            .owner
            .tell(move |state| state.outbox.profile_test(view));
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
            latency: None,
        }],
        endpoints: vec![one, other],
        bandwidth: Mbps::MIN,
        term: None,
        protection: Protection::Unprotected,
    })
}

/// A secret or key that is at hand: of the form, else the stored one.
pub(crate) struct Typed(pub(crate) Option<Credential>);

impl SecretSource for Typed {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async { self.0.clone().ok_or(SecretError::Absent) })
    }
}

/// A connection that neither uses nor leaves a kept token.
pub(crate) struct NoTokens;

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
