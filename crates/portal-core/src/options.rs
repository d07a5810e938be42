//! How a portal is opened, and why it cannot be.

use std::{fmt, io, path::PathBuf, sync::Arc};

use contract::Theme;
use operator_client::Clock;

use crate::StorageError;

/// What the start flags and the shell decide.
#[derive(Clone)]
pub struct PortalOptions {
    /// Everything but secrets is kept here; made where it is missing.
    pub data_dir: PathBuf,
    /// Where secrets are kept.
    pub keyring: KeyringMode,
    /// The app's clock.
    pub clock: Arc<dyn Clock>,
    /// Exports land here without asking.
    pub export_dir: Option<PathBuf>,
    /// Imports come from this file without asking.
    pub import_file: Option<PathBuf>,
    /// In place of the stored theme, for this run.
    pub theme: Option<Theme>,
    /// In place of the stored language (BCP 47), for this run.
    pub locale: Option<String>,
    /// The desktop's language (BCP 47), which counts until one was chosen.
    pub system_locale: Option<String>,
    /// Whether things move.
    pub animations: bool,
    /// The operator to start with.
    pub operator: StartOperator,
    /// The app's version.
    pub version: String,
}

impl fmt::Debug for PortalOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortalOptions")
            .field("data_dir", &self.data_dir)
            .field("keyring", &self.keyring)
            .field("operator", &self.operator)
            .finish_non_exhaustive()
    }
}

/// Where secrets are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyringMode {
    /// In the OS keyring.
    Os,
    /// In memory, until the app closes.
    Memory,
}

/// The operator in use at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartOperator {
    /// The built-in one, without a welcome page.
    Sandbox,
    /// None: the welcome page.
    None,
    /// The one of last time.
    AsLast,
}

/// Why a portal cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The app already runs with this data folder.
    #[error("the app already runs with this data folder")]
    InUse,
    /// The data folder cannot be made or used.
    #[error("the data folder cannot be used")]
    Folder(#[source] io::Error),
    /// The database cannot be used.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The system gives no random numbers.
    #[error("the system gives no random numbers")]
    Random,
}
