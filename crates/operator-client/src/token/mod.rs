//! The one token of an operator: from memory, from the store, or a new one.

mod assertion;
mod discovery;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;
mod kept;
mod lifetime;
mod mint;
mod wire;

use std::sync::{
    Arc, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::{ExposeSecret, SecretString};
use tokio::{sync::Mutex, task::JoinHandle, time::timeout};
use url::Url;

use crate::{
    Clock, Connection, Credential, DiscoveryFault, NotSent, SecretSource, StoredToken,
    TokenRefusal, TokenSource, TokenStore,
    pause::Pause,
    transport::{Reply, Transport},
};
use kept::{fingerprint, write};
use lifetime::Lifetime;
use mint::{Attempt, Minted};

/// A kept token with less than this left is not used.
const LEAST_LEFT: TimeDelta = TimeDelta::seconds(60);
/// After a failed renewal of a token that is still good, the next attempt.
const NEXT_RENEWAL: TimeDelta = TimeDelta::seconds(10);
/// How long a discovery document holds.
const DISCOVERY_LASTS: TimeDelta = TimeDelta::hours(24);
/// A difference between the clocks that is worth another assertion.
const SKEW: TimeDelta = TimeDelta::seconds(5);
/// How far an operator's clock is believed to be from this computer's: one that lost its time
/// begins anew in 1970, and none is a century off.
const FURTHEST_CLOCK: TimeDelta = TimeDelta::days(36_525);

/// A token in use.
pub(crate) struct Token {
    pub(crate) access_token: SecretString,
    pub(crate) scopes: Vec<String>,
    expires_at: DateTime<Utc>,
    serial: u64,
}

/// Keeps the token of one operator. One request for a token is under way at a time; who
/// waits for it shares its outcome.
pub(crate) struct Tokens {
    connection: Arc<Connection>,
    transport: Arc<Transport>,
    secrets: Arc<dyn SecretSource>,
    store: Arc<dyn TokenStore>,
    clock: Arc<dyn Clock>,
    minted_for: String,
    /// Requests for a token that came to an end.
    attempts: AtomicU64,
    held: Mutex<Held>,
    /// While the token endpoint asked to wait.
    pause: Pause,
    /// The scopes of the newest token.
    granted: std::sync::Mutex<Option<Vec<String>>>,
    /// The client's secret, plain and as it is sent, to know it again in an answer.
    known: std::sync::Mutex<Arc<[SecretString]>>,
}

#[derive(Default)]
struct Held {
    token: Option<Arc<Token>>,
    renew_at: DateTime<Utc>,
    is_store_read: bool,
    last_failure: Option<NotSent>,
    serial: u64,
    /// The token endpoint that the discovery document named, and when.
    discovered: Option<(Url, DateTime<Utc>)>,
    /// How far the clock of the token endpoint is ahead of the app's, as its last answer
    /// showed.
    clock_ahead: TimeDelta,
    /// Whether the operator knows none of the scopes that the app would ask for by itself.
    knows_no_scope: bool,
    /// The last write to the store: writes happen in order and off the request's path.
    last_write: Option<JoinHandle<()>>,
}

impl Tokens {
    pub(crate) fn new(
        connection: Arc<Connection>,
        transport: Arc<Transport>,
        secrets: Arc<dyn SecretSource>,
        store: Arc<dyn TokenStore>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            minted_for: fingerprint(&connection),
            connection,
            transport,
            secrets,
            store,
            clock,
            attempts: AtomicU64::new(0),
            held: Mutex::default(),
            pause: Pause::default(),
            granted: std::sync::Mutex::default(),
            known: std::sync::Mutex::new(Arc::new([])),
        }
    }

    /// A token that can be used at once.
    pub(crate) async fn usable(&self) -> Result<Arc<Token>, NotSent> {
        let attempts_seen = self.attempts.load(Ordering::Acquire);
        let mut held = self.held.lock().await;
        if !held.is_store_read {
            self.read_store(&mut held).await;
        }
        let now = self.clock.now();
        let current = held.token.clone().filter(|token| now < token.expires_at);
        if let Some(token) = &current
            && now < held.renew_at
        {
            return Ok(Arc::clone(token));
        }
        // Another call asked for a token while this one waited for its turn.
        if self.attempts.load(Ordering::Acquire) != attempts_seen
            && let Some(failure) = &held.last_failure
        {
            return current.ok_or_else(|| failure.clone());
        }
        let minted = self.mint(&mut held).await;
        match (minted, current) {
            (Ok((token, _)), _) => Ok(token),
            (Err(_), Some(token)) => {
                held.renew_at = now + NEXT_RENEWAL;
                Ok(token)
            }
            (Err(failure), None) => Err(failure),
        }
    }

    /// The scopes of the newest token; `None` while there was none.
    pub(crate) fn granted(&self) -> Option<Vec<String>> {
        let granted = self.granted.lock();
        granted.unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note_granted(&self, scopes: &[String]) {
        let granted = self.granted.lock();
        *granted.unwrap_or_else(PoisonError::into_inner) = Some(scopes.to_vec());
    }

    /// What must not come back from the operator besides the token.
    pub(crate) fn secrets(&self) -> Arc<[SecretString]> {
        let known = self.known.lock();
        Arc::clone(&known.unwrap_or_else(PoisonError::into_inner))
    }

    fn note_secret(&self, credential: &Credential) {
        let secrets = mint::as_sent(&self.connection.client_id, credential);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = secrets;
    }

    /// A new token, whatever is held.
    pub(crate) async fn renewed(&self) -> Result<(Arc<Token>, Reply), NotSent> {
        let mut held = self.held.lock().await;
        held.is_store_read = true;
        self.mint(&mut held).await
    }

    /// Forgets `token`, which the operator did not take; one that replaced it stays.
    pub(crate) async fn reject(&self, token: &Token) {
        let mut held = self.held.lock().await;
        let is_held = held
            .token
            .as_ref()
            .is_some_and(|current| current.serial == token.serial);
        if is_held {
            held.token = None;
            self.forget(&mut held);
        }
    }

    async fn mint(&self, held: &mut Held) -> Result<(Arc<Token>, Reply), NotSent> {
        if let Some(left) = self.pause.left(self.clock.now()) {
            return Err(NotSent::Waiting(left));
        }
        let minted = self.ask(held).await;
        self.attempts.fetch_add(1, Ordering::AcqRel);
        held.last_failure = minted.as_ref().err().cloned();
        let (minted, reply) = minted?;
        self.note_granted(&minted.scopes);
        held.serial += 1;
        let now = self.clock.now();
        let expires_at = now + minted.lifetime.length();
        let token = Arc::new(Token {
            access_token: minted.access_token,
            scopes: minted.scopes,
            expires_at,
            serial: held.serial,
        });
        // A token for one use is handed out and not held.
        held.token = (minted.lifetime != Lifetime::OneUse).then(|| Arc::clone(&token));
        held.renew_at = expires_at - minted.lifetime.renew_ahead();
        if matches!(minted.lifetime, Lifetime::Stated(_)) && self.connection.keep_token {
            let kept = StoredToken {
                access_token: token.access_token.clone(),
                scopes: token.scopes.clone(),
                expires_at,
                minted_for: self.minted_for.clone(),
            };
            let store = Arc::clone(&self.store);
            write(held, Box::pin(async move { store.save(kept).await }));
        } else {
            self.forget(held);
        }
        Ok((token, reply))
    }

    /// Asks for a token. The keyring takes as long as a person needs for its prompt, and all
    /// that is asked of the operator as long as one exchange may.
    async fn ask(&self, held: &mut Held) -> Result<(Minted, Reply), NotSent> {
        let credential = self.secrets.credential().await?;
        self.note_secret(&credential);
        let asked = self.ask_with(&credential, held);
        let attempt = timeout(self.transport.longest(), asked)
            .await
            .unwrap_or_else(|_| Attempt::failed(late()));
        let now = self.clock.now();
        match (attempt.outcome, attempt.refusal) {
            (Ok(minted), _) => {
                self.pause.end();
                Ok(minted)
            }
            (Err(reason), refusal) => Err(refusal
                .and_then(|reply| self.pause.begin_for_token(&reply, now))
                .map_or(reason, NotSent::Waiting)),
        }
    }

    /// Asks for a token with that credential. An assertion that was refused for the clock is
    /// made once more by the operator's, and scopes that are only a guess are left out once they
    /// were refused.
    async fn ask_with(&self, credential: &Credential, held: &mut Held) -> Attempt {
        let endpoint = match self.endpoint(held).await {
            Ok(endpoint) => endpoint,
            Err(reason) => return Attempt::failed(reason),
        };
        let scopes: &[String] = match held.knows_no_scope {
            true => &[],
            false => &self.connection.scopes,
        };
        let mut attempt = self.attempt(&endpoint, credential, scopes, held).await;
        let believable = attempt
            .clock_ahead
            .filter(|ahead| ahead.abs() <= FURTHEST_CLOCK);
        let learned = believable.unwrap_or(held.clock_ahead);
        let change = (learned - held.clock_ahead).abs();
        held.clock_ahead = learned;
        let is_refused = matches!(
            attempt.outcome,
            Err(NotSent::Token(
                TokenRefusal::InvalidClient | TokenRefusal::Other(_)
            ))
        );
        // Whoever asks to wait is not asked again at once.
        let has_to_wait = attempt
            .refusal
            .as_ref()
            .is_some_and(|reply| matches!(reply.status, 429 | 503));
        let signs = matches!(credential, Credential::Key(_));
        if is_refused && change >= SKEW && signs && !has_to_wait {
            tracing::info!(
                seconds = learned.num_seconds(),
                "the operator's clock is another; asking again by it"
            );
            attempt = self.attempt(&endpoint, credential, scopes, held).await;
        }
        let is_unknown = matches!(
            attempt.outcome,
            Err(NotSent::Token(TokenRefusal::InvalidScope))
        );
        if is_unknown && self.connection.guesses_scopes && !scopes.is_empty() && !has_to_wait {
            tracing::info!("the operator knows none of the scopes; asking again without any");
            attempt = self.attempt(&endpoint, credential, &[], held).await;
            held.knows_no_scope = attempt.outcome.is_ok();
        }
        attempt
    }

    /// The token endpoint. A discovery document is asked for once a day; while it cannot be
    /// had, what it said before holds.
    async fn endpoint(&self, held: &mut Held) -> Result<Url, NotSent> {
        let discovery = match &self.connection.token_source {
            TokenSource::Endpoint(url) => return Ok(url.clone()),
            TokenSource::Discovery(discovery) => discovery,
        };
        let now = self.clock.now();
        let known = held.discovered.clone();
        if let Some((url, at)) = &known
            && (now - *at).abs() < DISCOVERY_LASTS
        {
            return Ok(url.clone());
        }
        let asked = discovery::token_endpoint(&self.transport, discovery);
        // Something has to be left for the token.
        let said = match timeout(self.transport.longest() / 2, asked).await {
            Ok(said) => said,
            Err(_) => Err(DiscoveryFault::Unusable("no answer in time".to_owned()).into()),
        };
        match (said, known) {
            (Ok(url), _) => {
                held.discovered = Some((url.clone(), now));
                Ok(url)
            }
            // It can be had, and says something else.
            (
                Err(NotSent::Discovery(
                    fault @ (DiscoveryFault::Issuer | DiscoveryFault::OtherHost(_)),
                )),
                _,
            ) => Err(fault.into()),
            (Err(_), Some((url, _))) => Ok(url),
            (Err(reason), None) => Err(reason),
        }
    }

    /// Asks for the discovery document, where there is one.
    pub(crate) async fn discover(&self) -> Result<(), NotSent> {
        let mut held = self.held.lock().await;
        held.discovered = None;
        self.endpoint(&mut held).await.map(drop)
    }

    async fn attempt(
        &self,
        endpoint: &Url,
        credential: &Credential,
        scopes: &[String],
        held: &Held,
    ) -> Attempt {
        let now = self.clock.now();
        let now = now.checked_add_signed(held.clock_ahead).unwrap_or(now);
        let (connection, transport) = (&self.connection, &self.transport);
        mint::mint(connection, scopes, transport, endpoint, credential, now).await
    }
}

impl Token {
    /// The token for the `Authorization` header.
    pub(crate) fn expose(&self) -> &str {
        self.access_token.expose_secret()
    }
}

/// A token did not come in time.
pub(crate) fn late() -> NotSent {
    NotSent::Token(TokenRefusal::Fault("no answer in time".to_owned()))
}
