//! Where this run's secrets are, asked without ever blocking a task.

use std::{sync::Arc, time::Duration};

use contract::KeyringView;
use model::ProfileId;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use tokio::{
    sync::watch,
    task::{JoinHandle, spawn_blocking},
    time::{interval, sleep, timeout},
};

use super::{KeyringError, KeyringGlance, MemorySecrets, SecretStore, parts};

/// How long a keyring may take, prompt included, before it counts as locked.
const TIME_LIMIT: Duration = Duration::from_secs(60);
/// How often a keyring that keeps one waiting, or does not work, is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// What a profile keeps in the keyring; the last part of the account name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    /// The client secret.
    ClientSecret,
    /// The private key that signs assertions.
    PrivateKey,
    /// The access token between launches.
    Token,
    /// What the tokens are made of that the operator shows when it tells of a network.
    SinkKey,
}

impl SecretKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 4] = [
        Self::ClientSecret,
        Self::PrivateKey,
        Self::Token,
        Self::SinkKey,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecret => "secret",
            Self::PrivateKey => "key",
            Self::Token => "token",
            Self::SinkKey => "sink",
        }
    }
}

/// This run's secrets: the keyring's, or those in memory after the person chose so.
#[derive(Clone)]
pub(crate) struct Vault {
    keyring: Arc<dyn SecretStore>,
    memory: Arc<MemorySecrets>,
    folder: Arc<str>,
    state: Arc<watch::Sender<KeyringView>>,
    /// Whether this run may ask the keyring at all.
    has_keyring: bool,
    time_limit: Duration,
    look: Duration,
}

/// A secret that was put in the place of another one, which is still known.
pub(crate) struct Replaced {
    vault: Vault,
    profile: ProfileId,
    kind: SecretKind,
    before: Option<SecretString>,
}

impl Replaced {
    /// Puts back what was there before.
    ///
    /// # Errors
    /// [`KeyringError`]; the new secret stays then.
    pub(crate) async fn undo(self) -> Result<(), KeyringError> {
        let Self {
            vault,
            profile,
            kind,
            before,
        } = self;
        match before {
            Some(secret) => vault.write(&profile, kind, &secret).await,
            None => vault.delete(&profile, kind).await,
        }
    }
}

impl Vault {
    /// A vault over `keyring` for the data folder of that identifier.
    pub(crate) fn new(keyring: Arc<dyn SecretStore>, folder: &str) -> Self {
        Self {
            keyring,
            memory: Arc::default(),
            folder: folder.into(),
            state: Arc::new(watch::Sender::new(KeyringView::NotAsked)),
            has_keyring: true,
            time_limit: TIME_LIMIT,
            look: LOOK,
        }
    }

    /// A vault of a run that was told to leave the keyring alone.
    pub(crate) fn in_memory(folder: &str) -> Self {
        let memory: Arc<MemorySecrets> = Arc::default();
        let keyring: Arc<dyn SecretStore> = Arc::<MemorySecrets>::clone(&memory);
        let vault = Self {
            memory,
            has_keyring: false,
            ..Self::new(keyring, folder)
        };
        vault.use_memory();
        vault
    }

    /// How the keyring is.
    pub(crate) fn state(&self) -> KeyringView {
        *self.state.borrow()
    }

    /// Whether secrets are in memory, and not in the keyring.
    pub(crate) fn is_memory(&self) -> bool {
        self.state() == KeyringView::Memory
    }

    /// Resolves its changes.
    pub(crate) fn watch(&self) -> watch::Receiver<KeyringView> {
        self.state.subscribe()
    }

    /// Keeps secrets in memory from here on.
    pub(crate) fn use_memory(&self) {
        self.set_state(KeyringView::Memory);
    }

    /// Asks the keyring again, whatever it answered before.
    pub(crate) async fn retry(&self) {
        if !self.has_keyring {
            return;
        }
        self.set_state(KeyringView::NotAsked);
        let account = format!("{}/probe", self.folder);
        // Writing is what brings up the prompt of a locked keyring, also where no item is to be
        // read. The answer is in the state.
        let _ = self
            .run(move |store| {
                store.set(&account, &SecretSlice::from(Vec::new()))?;
                store.delete(&account)
            })
            .await;
    }

    /// Resolves when a keyring that does not work looks usable: unlocked, installed or
    /// started without a word to this app. Never, on a system that cannot tell.
    pub(crate) async fn mended(&self) {
        let mut states = self.watch();
        loop {
            let trouble = states.wait_for(|state| is_trouble(*state)).await;
            if trouble.map(drop).is_err() {
                return std::future::pending().await;
            }
            sleep(self.look).await;
            let is_usable = self.glance().await == Some(KeyringGlance::Unlocked);
            if is_usable && is_trouble(self.state()) {
                return self.set_state(KeyringView::NotAsked);
            }
        }
    }

    /// A profile's secret of that kind; `None` where there is none.
    pub(crate) async fn read(
        &self,
        profile: &ProfileId,
        kind: SecretKind,
    ) -> Result<Option<SecretString>, KeyringError> {
        let account = self.account(profile, kind);
        let bytes = self.run(move |store| parts::read(store, &account)).await?;
        Ok(bytes.and_then(|bytes| {
            str::from_utf8(bytes.expose_secret())
                .ok()
                .map(SecretString::from)
        }))
    }

    /// Puts a secret in the place of what the profile had.
    pub(crate) async fn write(
        &self,
        profile: &ProfileId,
        kind: SecretKind,
        secret: &SecretString,
    ) -> Result<(), KeyringError> {
        let account = self.account(profile, kind);
        let bytes = SecretSlice::from(secret.expose_secret().as_bytes().to_vec());
        self.run(move |store| parts::write(store, &account, &bytes))
            .await
    }

    /// Puts a secret in the place of what the profile had, until it is clear that the rest of
    /// the change could be stored as well.
    pub(crate) async fn replace(
        &self,
        profile: &ProfileId,
        kind: SecretKind,
        secret: &SecretString,
    ) -> Result<Replaced, KeyringError> {
        let before = self.read(profile, kind).await?;
        self.write(profile, kind, secret).await?;
        Ok(Replaced {
            vault: self.clone(),
            profile: profile.clone(),
            kind,
            before,
        })
    }

    /// Removes a profile's secret of that kind.
    pub(crate) async fn delete(
        &self,
        profile: &ProfileId,
        kind: SecretKind,
    ) -> Result<(), KeyringError> {
        let account = self.account(profile, kind);
        self.run(move |store| parts::delete(store, &account)).await
    }

    /// Removes everything a profile keeps; where there is no keyring, there is nothing. What an
    /// earlier run left in a keyring that this one does not use goes too.
    ///
    /// # Errors
    /// [`KeyringError`] where something may be left in the keyring.
    pub(crate) async fn forget(&self, profile: &ProfileId) -> Result<(), KeyringError> {
        for kind in SecretKind::ALL {
            let account = self.account(profile, kind);
            parts::delete(self.memory.as_ref(), &account)?;
            if !self.has_keyring {
                continue;
            }
            let asked = self.ask(move |store| parts::delete(store, &account));
            match asked.await {
                Ok(()) | Err(KeyringError::Missing) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn account(&self, profile: &ProfileId, kind: SecretKind) -> String {
        format!("{}/{profile}/{}", self.folder, kind.as_str())
    }

    async fn run<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn SecretStore) -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<T, KeyringError> {
        if self.state() == KeyringView::Memory {
            return ask(self.memory.as_ref());
        }
        self.ask(ask).await
    }

    /// Asks the keyring, also in a run that goes on from memory.
    async fn ask<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&dyn SecretStore) -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<T, KeyringError> {
        let keyring = Arc::clone(&self.keyring);
        let answer = self
            .answer(spawn_blocking(move || ask(keyring.as_ref())))
            .await;
        // The person may have chosen memory while the keyring was being asked.
        if self.state() != KeyringView::Memory {
            self.set_state(match &answer {
                Ok(_) | Err(KeyringError::TooLarge) => KeyringView::Ready,
                Err(KeyringError::Missing) => KeyringView::Missing,
                Err(KeyringError::Locked) => KeyringView::Locked,
                Err(KeyringError::Dismissed) => KeyringView::Dismissed,
                Err(KeyringError::Stopped) => KeyringView::Stopped,
            });
        }
        answer
    }

    /// Waits for the keyring, looks meanwhile what keeps it, and gives it up where it is gone
    /// or its prompt stays open too long.
    async fn answer<T>(
        &self,
        mut asked: JoinHandle<Result<T, KeyringError>>,
    ) -> Result<T, KeyringError> {
        let limit = sleep(self.time_limit);
        tokio::pin!(limit);
        let mut look = interval(self.look);
        look.reset();
        let mut was_there = false;
        loop {
            tokio::select! {
                biased;
                // A panic of the platform's keyring code counts as no keyring.
                answer = &mut asked => return answer.unwrap_or(Err(KeyringError::Missing)),
                () = &mut limit => {
                    self.keyring.give_up();
                    return Err(KeyringError::Locked);
                }
                _ = look.tick() => match self.glance().await {
                    // Its prompt is open, maybe behind the window.
                    Some(KeyringGlance::Locked) => {
                        was_there = true;
                        if self.state() != KeyringView::Memory {
                            self.set_state(KeyringView::Locked);
                        }
                    }
                    Some(KeyringGlance::Unlocked) => was_there = true,
                    // One that is only being started has not been there yet.
                    Some(KeyringGlance::Absent) if was_there => {
                        self.keyring.give_up();
                        return Err(KeyringError::Stopped);
                    }
                    Some(KeyringGlance::Absent) | None => {}
                },
            }
        }
    }

    async fn glance(&self) -> Option<KeyringGlance> {
        let keyring = Arc::clone(&self.keyring);
        let looked = spawn_blocking(move || keyring.glance());
        timeout(self.look, looked).await.ok()?.ok()?
    }

    fn set_state(&self, new: KeyringView) {
        self.state.send_if_modified(|state| {
            let is_new = *state != new;
            *state = new;
            is_new
        });
    }
}

/// Whether secrets cannot be had, for a reason that can end by itself.
const fn is_trouble(state: KeyringView) -> bool {
    match state {
        KeyringView::Missing
        | KeyringView::Locked
        | KeyringView::Dismissed
        | KeyringView::Stopped => true,
        KeyringView::NotAsked | KeyringView::Ready | KeyringView::Memory => false,
    }
}

#[cfg(test)]
mod tests;
