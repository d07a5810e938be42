//! What the core needs of the shell and, in tests, of its surroundings.

use std::{fmt, path::PathBuf, sync::Arc};

use contract::{Event, ProfileOptions};
use model::FeePeriod;
use operator_client::{
    CallObserver, Clock, NotSent, Operator, PortFuture, SecretSource, TokenStore,
};
use secrecy::SecretString;

use crate::{DesktopNotice, SecretStore};

/// The operator inside the app. Started at first need, stopped when another is in use.
pub trait EmbeddedOperator: Send + Sync {
    /// Starts it, where it does not run yet, and says where it listens.
    fn start(&self) -> PortFuture<'_, Result<EmbeddedEndpoint, String>>;
    /// Makes a new secret for its one client; the one before no longer works.
    fn new_secret(&self) -> PortFuture<'_, Result<SecretString, String>>;
    /// Stops it.
    fn stop(&self) -> PortFuture<'_, ()>;
    /// Stops it, and removes what it has kept on this computer.
    fn forget(&self) -> PortFuture<'_, ()>;
}

/// Where the operator inside the app listens in this run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddedEndpoint {
    /// Scheme, host and port.
    pub api_root: String,
    /// Address of the token endpoint.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
}

/// Asks the person for files.
pub trait FileDialog: Send + Sync {
    /// Where a file shall go; `None` where the person cancelled.
    fn save(&self, suggested_name: String) -> PortFuture<'_, Option<PathBuf>>;
    /// Which file to read, among those whose names end in one of `extensions` (`json`); `None` where the person cancelled.
    fn open(&self, extensions: &'static [&'static str]) -> PortFuture<'_, Option<PathBuf>>;
}

/// Sets quotes as PDF. Not by the core itself: whatever a document was made of, and what the
/// typesetter keeps for the next, is not to stay in the app's memory.
pub trait Typesetter: Send + Sync {
    /// What the typesetter answers to a manuscript. Dropping it ends the work.
    fn answer(&self, manuscript: Vec<u8>) -> PortFuture<'_, Result<Vec<u8>, String>>;
}

/// Makes the connection to an operator.
pub trait OperatorFactory: Send + Sync {
    /// A connection; nothing is sent by making it.
    ///
    /// # Errors
    /// [`NotSent`] where the addresses cannot be used.
    fn connect(
        &self,
        spec: &ConnectionSpec,
        ports: ConnectionPorts,
    ) -> Result<Arc<dyn Operator>, NotSent>;
}

/// Where an operator is and what its profile says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionSpec {
    /// Scheme, host and port.
    pub api_root: String,
    /// Path of the API below the root.
    pub base_path: String,
    /// Address of the token endpoint; empty where `options` has a discovery document.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
    /// Identifier of the key that signs assertions; absent with a client secret.
    pub key_id: Option<String>,
    /// Scopes to ask for.
    pub scopes: Vec<String>,
    /// What the operator's rent covers, where it does not say so itself.
    pub rent_period: FeePeriod,
    /// Whether it honours `x-idempotency-key`.
    pub honours_idempotency: bool,
    /// Whether tokens are kept between launches.
    pub keep_token: bool,
    /// Everything else the profile says.
    pub options: ProfileOptions,
}

/// What a connection needs of the core.
pub struct ConnectionPorts {
    /// The client secret.
    pub secrets: Arc<dyn SecretSource>,
    /// The kept token.
    pub tokens: Arc<dyn TokenStore>,
    /// The app's clock.
    pub clock: Arc<dyn Clock>,
    /// Told of every call.
    pub observer: Arc<dyn CallObserver>,
}

impl fmt::Debug for ConnectionPorts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionPorts").finish_non_exhaustive()
    }
}

/// Everything outside the core that it is opened with.
pub struct Surroundings {
    /// The operator inside the app, in a build that has one.
    pub embedded: Option<Arc<dyn EmbeddedOperator>>,
    /// Asks for files.
    pub dialog: Arc<dyn FileDialog>,
    /// Told of every change; has to return at once.
    pub events: Arc<dyn Fn(Event) + Send + Sync>,
    /// Shows a notification on the desktop; has to return at once.
    pub desktop: Arc<dyn Fn(DesktopNotice) + Send + Sync>,
    /// Makes connections.
    pub operators: Arc<dyn OperatorFactory>,
    /// The OS keyring.
    pub keyring: Arc<dyn SecretStore>,
    /// Sets PDFs.
    pub typesetter: Arc<dyn Typesetter>,
}

impl fmt::Debug for Surroundings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Surroundings").finish_non_exhaustive()
    }
}
