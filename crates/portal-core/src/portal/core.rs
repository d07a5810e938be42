//! What every command works with.

use std::{path::PathBuf, sync::Arc};

use operator_client::Clock;
use tokio::sync::{Mutex, Notify, RwLock};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{FolderLock, Owner};
use crate::{
    DesktopNotice, EmbeddedOperator, FileDialog, OperatorFactory, activity::Recorder,
    gazetteer::Gazetteer, receiver::Receiver, secrets::Vault, storage::Storage,
};

/// The parts of an open portal. Commands are methods of it, each in its domain's folder.
pub(crate) struct Core {
    /// The owner of mutable state.
    pub(crate) owner: Owner,
    /// The database.
    pub(crate) storage: Storage,
    /// Secrets.
    pub(crate) vault: Vault,
    /// The app's clock.
    pub(crate) clock: Arc<dyn Clock>,
    /// Makes connections.
    pub(crate) operators: Arc<dyn OperatorFactory>,
    /// The operator inside the app.
    pub(crate) embedded: Option<Arc<dyn EmbeddedOperator>>,
    /// Asks for files.
    pub(crate) dialog: Arc<dyn FileDialog>,
    /// Sets PDFs.
    #[cfg(feature = "pdf")]
    pub(crate) typesetter: Arc<dyn crate::Typesetter>,
    /// Exports land here without asking.
    pub(crate) export_dir: Option<PathBuf>,
    /// Shows a notification on the desktop; returns at once.
    pub(crate) desktop: Arc<dyn Fn(DesktopNotice) + Send + Sync>,
    /// Takes events of operators.
    pub(crate) receiver: Receiver,
    /// Imports come from here without asking.
    pub(crate) import_file: Option<PathBuf>,
    /// The rows of the file that was chosen last, until they are brought to a design.
    pub(crate) imported: Mutex<Option<Arc<design_files::Table>>>,
    /// The record of calls.
    pub(crate) recorder: Recorder,
    /// Place search.
    pub(crate) gazetteer: Arc<Gazetteer>,
    /// Held from reading a session until its change is in the state, so that none is lost.
    pub(crate) session_writes: Mutex<()>,
    /// Held by whoever asks about a design or saves an answer, and alone by whoever forgets a customer.
    pub(crate) asking: RwLock<()>,
    /// Held while the demo story is loaded.
    pub(crate) demo_turn: Mutex<()>,
    /// Held while a profile is changed with its secret, so that no two changes mix.
    pub(crate) profile_writes: Mutex<()>,
    /// Wakes the poller when there may be something to ask.
    pub(crate) poll_now: Arc<Notify>,
    /// Cancelled when the portal closes.
    pub(crate) closing: CancellationToken,
    /// Jobs that outlive the command that began them.
    pub(crate) jobs: TaskTracker,
    /// Identifies the data folder in the keyring.
    pub(crate) folder_id: String,
    /// Held for as long as the portal is open.
    pub(crate) lock: FolderLock,
}
