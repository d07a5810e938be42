//! A profile's connection, and the one way a call goes out through it.

use std::{future::Future, sync::Arc};

use contract::{OperatorState, ProfileOptions};
use model::ProfileId;
use operator_client::{Answer, CallError, Operator};
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use super::{needed_scopes, outcome};
use crate::{
    ConnectionPorts, ConnectionSpec,
    activity::About,
    errors::Failure,
    portal::{Core, State},
    profiles::{Address, Profile, Way},
    secrets::{ProfileSecret, ProfileTokens},
    storage::{self, Storage},
};

/// Where the API of the operator inside the app lies below its root.
const EMBEDDED_PATH: &str = "/multi-point-vpn/vwip";

/// An operator that can be spoken to.
#[derive(Clone)]
pub(crate) struct Link {
    /// Its profile as it was when the link was made.
    pub(crate) profile: Profile,
    /// The connection.
    pub(crate) operator: Arc<dyn Operator>,
    /// Holds calls back over those it bears at the same time.
    gate: Arc<Semaphore>,
    /// Cancelled as soon as the profile is another one.
    ended: CancellationToken,
}

impl Core {
    /// The operator in use.
    ///
    /// # Errors
    /// [`Failure::NoOperator`] where none is; or why it cannot be connected.
    pub(crate) async fn active_link(&self) -> Result<Link, Failure> {
        let way = self
            .owner
            .try_turn(|state| {
                let known = state.roster.active().ok_or(Failure::NoOperator)?;
                Ok(known.way())
            })
            .await?;
        self.connected(way).await
    }

    /// The operator of that profile.
    ///
    /// # Errors
    /// [`Failure::NoOperator`] where the profile is gone, or is the operator inside the
    /// app while another one is in use; or why it cannot be connected.
    pub(crate) async fn link(&self, id: ProfileId) -> Result<Link, Failure> {
        let way = self
            .owner
            .try_turn(move |state| {
                let known = state.roster.reachable(&id).ok_or(Failure::NoOperator)?;
                Ok(known.way())
            })
            .await?;
        self.connected(way).await
    }

    /// Begins to connect the operator in use, off the path of whoever needs it first.
    pub(crate) fn warm_up(self: &Arc<Self>) {
        let core = Arc::clone(self);
        self.jobs.spawn(async move {
            match core.active_link().await {
                Ok(_) | Err(Failure::NoOperator) => {}
                Err(error) => tracing::warn!(%error, "the operator cannot be connected"),
            }
        });
    }

    /// Makes one call, with what it is about on record, and notes how the operator is.
    ///
    /// # Errors
    /// What the call answers.
    pub(crate) async fn call<T>(
        &self,
        link: &Link,
        about: About,
        call: impl Future<Output = Result<Answer<T>, CallError>> + Send,
    ) -> Result<Answer<T>, CallError> {
        let turn = link.gate.acquire().await;
        let answer = about.scope(call).await;
        drop(turn);
        if let Some(operator_state) = outcome::operator_state(&answer) {
            let id = link.profile.id.clone();
            let poll_now = Arc::clone(&self.poll_now);
            self.note(link, move |state| {
                if note_state(state, &id, operator_state) {
                    poll_now.notify_one();
                }
            });
        }
        self.note_granted(link);
        let is_simulated = answer.as_ref().is_ok_and(|answer| answer.is_simulated);
        if is_simulated && !link.profile.is_simulated {
            self.note_simulated(link);
        }
        answer
    }

    /// Notes what was learned of an operator, unless its profile is another one by now.
    fn note(&self, link: &Link, note: impl FnOnce(&mut State) + Send + 'static) {
        let ended = link.ended.clone();
        self.owner.tell(move |state| {
            if !ended.is_cancelled() {
                note(state);
            }
        });
    }

    async fn connected(&self, way: Way) -> Result<Link, Failure> {
        let Way {
            profile,
            connection,
            gate,
        } = way;
        let ended = connection.ended();
        let connected = connection.operator(|| self.connect(&profile, ended));
        let operator = match connected.await {
            Ok(operator) => operator,
            Err(error) => {
                if matches!(error, Failure::Embedded(_)) {
                    self.note_failed(profile.id);
                }
                return Err(error);
            }
        };
        Ok(Link {
            operator,
            ended: ended.clone(),
            profile,
            gate,
        })
    }

    async fn connect(
        &self,
        profile: &Profile,
        ended: &CancellationToken,
    ) -> Result<Arc<dyn Operator>, Failure> {
        if let Address::Tape { .. } = profile.address {
            return self.connect_tape(profile, ended).await;
        }
        let embedded = self.embedded.as_ref().filter(|_| profile.is_built_in());
        let spec = match (remote_spec(profile), embedded) {
            (Some(spec), _) => spec,
            (None, None) => return Err(Failure::NoOperator),
            (None, Some(embedded)) => {
                let endpoint = embedded.start().await.map_err(Failure::Embedded)?;
                spec_at(
                    profile,
                    (endpoint.api_root, EMBEDDED_PATH.to_owned()),
                    endpoint.token_endpoint,
                    endpoint.client_id,
                )
            }
        };
        let ports = ConnectionPorts {
            secrets: Arc::new(ProfileSecret {
                vault: self.vault.clone(),
                profile: profile.id.clone(),
                authentication: profile.authentication,
                is_memory_only: profile.keyring_is_of.is_some(),
                maker: embedded.cloned(),
                ended: ended.clone(),
            }),
            tokens: Arc::new(ProfileTokens {
                vault: self.vault.clone(),
                profile: profile.id.clone(),
                ended: ended.clone(),
            }),
            clock: Arc::clone(&self.clock),
            observer: self.recorder.observer(profile.name.clone()),
        };
        Ok(self.operators.connect(&spec, ports)?)
    }

    /// Notes that the operator inside the app does not run.
    fn note_failed(&self, id: ProfileId) {
        self.owner.tell(move |state| {
            note_state(state, &id, OperatorState::Error);
        });
    }

    /// Notes the scopes of the token in use, so that what they forbid can be told up front.
    fn note_granted(&self, link: &Link) {
        let Some(scopes) = link.operator.granted_scopes() else {
            return;
        };
        let id = link.profile.id.clone();
        let storage = self.storage.clone();
        self.note(link, move |state| {
            if let Some(profile) = state.roster.grants(&id, scopes) {
                store_noted(state, storage, profile);
            }
        });
    }

    fn note_simulated(&self, link: &Link) {
        let id = link.profile.id.clone();
        let storage = self.storage.clone();
        self.note(link, move |state| {
            if let Some(profile) = state.roster.simulates(&id) {
                store_noted(state, storage, profile);
            }
        });
    }
}

/// Tells the window of a profile of which something was learned, and stores it.
pub(crate) fn store_noted(state: &mut State, storage: Storage, profile: Profile) {
    let changed = state.roster.view(&profile.id).into_iter().collect();
    state.outbox.profiles(changed, Vec::new());
    state.announce_app();
    tokio::spawn(async move {
        let stored = storage
            .write(move |tx| {
                storage::profiles::amend(tx, &profile.id, |stored| {
                    // Of an operator elsewhere nothing was learned.
                    if stored.is_asked_as(&profile) {
                        stored.granted_scopes.clone_from(&profile.granted_scopes);
                        stored.is_simulated = profile.is_simulated;
                    }
                })
            })
            .await;
        if let Err(error) = stored {
            tracing::warn!(%error, "what was learned of the operator is not stored");
        }
    });
}

/// The connection of a profile outside the app; `None` for what is inside it.
pub(crate) fn remote_spec(profile: &Profile) -> Option<ConnectionSpec> {
    match &profile.address {
        Address::BuiltIn | Address::Tape { .. } => None,
        Address::Remote {
            api_root,
            base_path,
            token_endpoint,
            client_id,
        } => Some(spec_at(
            profile,
            (api_root.clone(), base_path.clone()),
            token_endpoint.clone(),
            client_id.clone(),
        )),
    }
}

/// The scopes to ask for: those of the profile, else those of the dialect.
pub(crate) fn scopes(options: &ProfileOptions) -> Vec<String> {
    if options.scopes.is_empty() {
        return needed_scopes(options.dialect);
    }
    let scopes = options.scopes.split_ascii_whitespace();
    scopes.map(str::to_owned).collect()
}

/// The connection of a profile at addresses of this run.
pub(crate) fn spec_at(
    profile: &Profile,
    (api_root, base_path): (String, String),
    token_endpoint: String,
    client_id: String,
) -> ConnectionSpec {
    ConnectionSpec {
        api_root,
        base_path,
        token_endpoint,
        client_id,
        key_id: profile.public_key.as_ref().map(|key| key.key_id.clone()),
        scopes: scopes(&profile.options),
        rent_period: profile.rent_period,
        honours_idempotency: profile.honours_idempotency,
        keep_token: profile.keep_token,
        options: profile.options.clone(),
    }
}

/// Notes how an operator is; whether that is new.
fn note_state(state: &mut State, id: &ProfileId, operator_state: OperatorState) -> bool {
    let is_new = state.roster.answered(id, operator_state);
    if is_new && operator_state == OperatorState::Ready {
        state.sessions.reached(id);
    }
    if is_new && let Some(view) = state.roster.view(id) {
        let is_active = view.is_active;
        state.outbox.profiles(vec![view], Vec::new());
        if is_active {
            state.announce_app();
        }
    }
    is_new
}
