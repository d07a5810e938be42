//! Opening a portal on its data folder, and closing it.

use std::{sync::Arc, time::Duration};

use contract::{Event, OrderProgress};
use rusqlite::Transaction;
use tokio::{
    sync::{Mutex, Notify, RwLock},
    task::spawn_blocking,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use super::{Core, FolderLock, Frame, Outbox, Owner, Portal, Settings, State, settings::Flags};
use crate::{
    DesktopNotice, EmbeddedOperator, FileDialog, KeyringMode, OpenError, PortalOptions,
    SecretStore, StartOperator, StorageError, Surroundings, Typesetter,
    activity::Recorder,
    assessments::Recent,
    gazetteer::Gazetteer,
    notices,
    operators::LiveOperators,
    orders::{self, Groups, OpenOrders},
    profiles::{NewKeys, Profile, Roster},
    random,
    receiver::{self, Receiver},
    secrets::Vault,
    sessions::{self, Sessions},
    storage::{self, Storage},
};

/// Under what name the data folder's identifier is stored.
pub(crate) const FOLDER_ID: &str = "folder_id";
/// How long closing waits for jobs under way.
const CLOSING_TIME: Duration = Duration::from_secs(3);

impl Portal {
    /// Opens the portal on its data folder, with real connections and the keyring of the shell's choice.
    ///
    /// # Errors
    /// [`OpenError`] says why it cannot be opened.
    pub async fn open(
        options: PortalOptions,
        keyring: Arc<dyn SecretStore>,
        embedded: Option<Arc<dyn EmbeddedOperator>>,
        dialog: Arc<dyn FileDialog>,
        events: Arc<dyn Fn(Event) + Send + Sync>,
        desktop: Arc<dyn Fn(DesktopNotice) + Send + Sync>,
        typesetter: Arc<dyn Typesetter>,
    ) -> Result<Self, OpenError> {
        let surroundings = Surroundings {
            embedded,
            dialog,
            events,
            desktop,
            operators: Arc::new(LiveOperators),
            keyring,
            typesetter,
        };
        Self::open_in(options, surroundings).await
    }

    /// Opens the portal in surroundings of the caller's choice.
    ///
    /// # Errors
    /// [`OpenError`] says why it cannot be opened.
    pub async fn open_in(
        options: PortalOptions,
        surroundings: Surroundings,
    ) -> Result<Self, OpenError> {
        let folder = options.data_dir.clone();
        let (lock, storage) = spawn_blocking(move || {
            let lock = FolderLock::take(&folder)?;
            Ok::<_, OpenError>((lock, Storage::open(&folder)?))
        })
        .await
        .map_err(|_| StorageError::Closed)??;

        let candidate = random::bits().map_err(|_| OpenError::Random)?;
        let folder_id = storage
            .write(move |tx| folder_id(tx, format!("{candidate:032x}")))
            .await?;
        let vault = match options.keyring {
            KeyringMode::Os => Vault::new(Arc::clone(&surroundings.keyring), &folder_id),
            KeyringMode::Memory => Vault::in_memory(&folder_id),
        };
        let has_sandbox = surroundings.embedded.is_some();
        let new_profile = Profile::built_in(random::bits().map_err(|_| OpenError::Random)?);
        let start = options.operator;
        let Stored {
            settings,
            profiles,
            watched,
            entries,
            groups,
        } = storage
            .write(move |tx| Stored::load(tx, start, has_sandbox, new_profile))
            .await?;
        let (news, incoming) = notices::News::channel();
        let mut roster = Roster::new(profiles, settings.active.as_ref(), options.keyring);
        for one in &watched {
            roster.note_promise(one);
        }
        let state = State {
            news,
            roster,
            settings,
            recent: Recent::default(),
            running: std::collections::HashMap::new(),
            new_keys: NewKeys::default(),
            sessions: Sessions::new(watched, options.clock.now()),
            open_orders: OpenOrders::new(entries, options.clock.now()),
            order_groups: Groups::new(groups, options.clock.now()),
            diagnostics: None,
            outbox: Outbox::new(surroundings.events),
            frame: Frame {
                version: options.version,
                data_dir: options.data_dir.display().to_string(),
                has_sandbox,
                flags: Flags {
                    theme: options.theme,
                    locale: options.locale,
                    system_locale: options.system_locale,
                    animations: options.animations,
                },
                vault: vault.clone(),
                clock: Arc::clone(&options.clock),
            },
        };
        let owner = Owner::start(state);
        let core = Arc::new(Core {
            recorder: Recorder::start(storage.clone(), owner.clone(), Arc::clone(&options.clock)),
            owner,
            storage,
            vault,
            clock: options.clock,
            operators: surroundings.operators,
            embedded: surroundings.embedded,
            dialog: surroundings.dialog,
            desktop: surroundings.desktop,
            #[cfg(feature = "pdf")]
            typesetter: surroundings.typesetter,
            receiver: Receiver::default(),
            export_dir: options.export_dir,
            import_file: options.import_file,
            imported: Mutex::new(None),
            gazetteer: Arc::new(Gazetteer::default()),
            session_writes: Mutex::new(()),
            asking: RwLock::new(()),
            demo_turn: Mutex::new(()),
            profile_writes: Mutex::new(()),
            poll_now: Arc::new(Notify::new()),
            closing: CancellationToken::new(),
            jobs: TaskTracker::new(),
            folder_id,
            lock,
        });
        watch_keyring(&core);
        notices::start(&core, incoming);
        receiver::start(&core);
        sessions::start_poller(&core);
        Ok(Self { core })
    }

    /// Ends what is under way, waits for it a moment, stops the operator inside the app, and lets the next instance
    /// into the folder: the system may take its time until this process is gone.
    pub async fn close(&self) {
        let core = &self.core;
        core.lock.will_be_free();
        core.closing.cancel();
        core.jobs.close();
        let ended = tokio::time::timeout(CLOSING_TIME, core.jobs.wait()).await;
        if ended.is_err() {
            tracing::warn!("closing without waiting any longer for calls under way");
        }
        if let Some(embedded) = &core.embedded {
            embedded.stop().await;
        }
        core.storage.close().await;
        core.lock.release();
    }
}

/// What the database holds of the state.
struct Stored {
    settings: Settings,
    profiles: Vec<Profile>,
    watched: Vec<sessions::Watched>,
    entries: Vec<orders::Entry>,
    groups: Vec<(orders::GroupOrder, OrderProgress)>,
}

impl Stored {
    fn load(
        tx: &Transaction<'_>,
        start: StartOperator,
        has_sandbox: bool,
        new_profile: Profile,
    ) -> Result<Self, StorageError> {
        let mut settings = Settings::load(tx)?;
        let mut profiles = storage::profiles::list(tx)?;
        match start {
            StartOperator::Sandbox if has_sandbox => {
                let built_in = profiles.iter().find(|profile| profile.is_built_in());
                settings.active = Some(match built_in {
                    Some(profile) => profile.id.clone(),
                    None => {
                        storage::profiles::put(tx, &new_profile)?;
                        profiles.push(new_profile.clone());
                        new_profile.id
                    }
                });
                settings.store(tx)?;
            }
            // For this run only: the stored choice stays.
            StartOperator::None => settings.active = None,
            StartOperator::Sandbox | StartOperator::AsLast => {}
        }
        Ok(Self {
            settings,
            profiles,
            watched: storage::sessions::list(tx)?,
            entries: storage::ledger::open(tx)?,
            groups: orders::stored_groups(tx)?,
        })
    }
}

fn folder_id(tx: &Transaction<'_>, candidate: String) -> Result<String, StorageError> {
    if let Some(id) = storage::settings::get(tx, FOLDER_ID)? {
        return Ok(id);
    }
    storage::settings::set(tx, FOLDER_ID, Some(&candidate))?;
    Ok(candidate)
}

/// Tells the window whenever the keyring answers otherwise than before, and goes on by itself
/// when one that did not work can be used.
fn watch_keyring(core: &Arc<Core>) {
    let mut states = core.vault.watch();
    let owner = core.owner.clone();
    let closing = core.closing.clone();
    tokio::spawn(async move {
        while let Some(Ok(())) = closing.run_until_cancelled(states.changed()).await {
            owner.tell(|state| state.announce_app());
        }
    });
    let core = Arc::clone(core);
    tokio::spawn(async move {
        while core
            .closing
            .run_until_cancelled(core.vault.mended())
            .await
            .is_some()
        {
            if let Err(error) = core.secrets_are_back(false).await {
                tracing::debug!(%error, "the app is closing");
            }
        }
    });
}
