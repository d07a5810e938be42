//! What the client needs of its surroundings: secrets, kept tokens, a clock and an observer.

use std::{future::Future, pin::Pin, time::Duration};

use chrono::{DateTime, Utc};
use secrecy::SecretString;

use crate::SigningKey;

/// A call into the surroundings.
pub type PortFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The one place from which comes what a client proves with who it is.
pub trait SecretSource: Send + Sync {
    /// The profile's secret or key.
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>>;
}

/// What a client proves with who it is.
#[derive(Clone, Debug)]
pub enum Credential {
    /// A client secret, sent in `Authorization` (`client_secret_basic`).
    Secret(SecretString),
    /// A key to sign assertions with (`private_key_jwt`).
    Key(SigningKey),
}

/// Why there is no secret to be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// None was stored.
    #[error("no secret is stored")]
    Absent,
    /// No keyring on this computer.
    #[error("there is no keyring")]
    KeyringMissing,
    /// The keyring is locked.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The person dismissed the keyring's prompt.
    #[error("the keyring's prompt was dismissed")]
    KeyringDismissed,
    /// The keyring worked before, and does not answer any more.
    #[error("the keyring stopped answering")]
    KeyringStopped,
}

/// Keeps one profile's token between launches.
pub trait TokenStore: Send + Sync {
    /// The kept token, if there is one that can be read.
    fn load(&self) -> PortFuture<'_, Option<StoredToken>>;
    /// Keeps `token` in place of any other. Failure only costs a new token next time.
    fn save(&self, token: StoredToken) -> PortFuture<'_, ()>;
    /// Forgets the kept token.
    fn delete(&self) -> PortFuture<'_, ()>;
}

/// A token with what decides whether it may be used.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// The token itself.
    pub access_token: SecretString,
    /// Scopes granted.
    pub scopes: Vec<String>,
    /// When it ends by the app's clock.
    pub expires_at: DateTime<Utc>,
    /// Hash of token endpoint, client id, scopes and key it was minted for.
    pub minted_for: String,
}

/// The app's clock; `--now` and tests move it.
pub trait Clock: Send + Sync {
    /// The moment.
    fn now(&self) -> DateTime<Utc>;
    /// Resolves after `duration` of this clock.
    fn sleep(&self, duration: Duration) -> PortFuture<'_, ()>;

    /// Waits until `moment`. A clock that is moved by hand meets it however late it is asked.
    fn sleep_until(&self, moment: DateTime<Utc>) -> PortFuture<'_, ()> {
        let left = moment - self.now();
        self.sleep(left.to_std().unwrap_or_default())
    }
}

/// Is told of every call to the operator, for the activity page.
pub trait CallObserver: Send + Sync {
    /// A call is over, answered or not. Has to return at once.
    fn called(&self, record: CallRecord);
}

/// One call, without any secret in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// What it was for.
    pub operation: Operation,
    /// HTTP status; absent where no answer came.
    pub status: Option<u16>,
    /// What went wrong, without secrets.
    pub problem: Option<String>,
    /// The correlator sent or, if there is one, answered.
    pub correlator: String,
    /// From sending to the last byte, in ms.
    pub latency_ms: u32,
}

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operation {
    /// A token.
    Token,
    /// The discovery document.
    Discovery,
    /// `assessConnectionFeasibility`.
    Assess,
    /// `createNetwork`.
    Create,
    /// `getNetwork`.
    Read,
    /// `updateNetwork`.
    Update,
    /// `deleteNetwork`.
    Delete,
}

impl Operation {
    /// Whether its answer brings a secret, or could repeat one that is not known to this call:
    /// of such an answer nothing is taken over but what it is asked for.
    pub(crate) const fn is_confidential(self) -> bool {
        match self {
            Self::Token | Self::Discovery => true,
            Self::Assess | Self::Create | Self::Read | Self::Update | Self::Delete => false,
        }
    }
}
