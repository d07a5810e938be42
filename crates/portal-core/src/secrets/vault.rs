//! Where this run's secrets are, asked without ever blocking a task.

use std::{sync::Arc, time::Duration};

use contract::KeyringView;
use model::ProfileId;
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use tokio::{
    sync::watch,
    task::spawn_blocking,
    time::{Instant, timeout_at},
};

use super::{KeyringError, MemorySecrets, SecretStore, parts};

/// How long a keyring may take, prompt included, before it counts as locked.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// What a profile keeps in the keyring; the last part of the account name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SecretKind {
    /// The client secret.
    ClientSecret,
    /// The access token between launches.
    Token,
}

impl SecretKind {
    /// Every kind.
    pub(crate) const ALL: [Self; 2] = [Self::ClientSecret, Self::Token];

    const fn as_str(self) -> &'static str {
        match self {
            Self::ClientSecret => "secret",
            Self::Token => "token",
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
        // The answer is in the state.
        drop(self.run(move |store| store.get(&account)).await);
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

    /// Removes a profile's secret of that kind.
    pub(crate) async fn delete(
        &self,
        profile: &ProfileId,
        kind: SecretKind,
    ) -> Result<(), KeyringError> {
        let account = self.account(profile, kind);
        self.run(move |store| parts::delete(store, &account)).await
    }

    /// Removes everything a profile keeps; where there is no keyring, there is nothing.
    pub(crate) async fn forget(&self, profile: &ProfileId) -> Result<(), KeyringError> {
        for kind in SecretKind::ALL {
            match self.delete(profile, kind).await {
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
        let keyring = Arc::clone(&self.keyring);
        let deadline = Instant::now() + self.time_limit;
        let asked = timeout_at(deadline, spawn_blocking(move || ask(keyring.as_ref()))).await;
        let answer = match asked {
            Ok(Ok(answer)) => answer,
            // A panic of the platform's keyring code.
            Ok(Err(_)) => Err(KeyringError::Missing),
            // What blocks that long is a prompt nobody answers.
            Err(_) => Err(KeyringError::Locked),
        };
        // The person may have chosen memory while the keyring was being asked.
        if self.state() != KeyringView::Memory {
            self.set_state(match &answer {
                Ok(_) => KeyringView::Ready,
                Err(KeyringError::Missing) => KeyringView::Missing,
                Err(KeyringError::Locked) => KeyringView::Locked,
                Err(KeyringError::Dismissed) => KeyringView::Dismissed,
            });
        }
        answer
    }

    fn set_state(&self, new: KeyringView) {
        self.state.send_if_modified(|state| {
            let is_new = *state != new;
            *state = new;
            is_new
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(KeyringError);

    impl SecretStore for Broken {
        fn get(&self, _: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
            Err(self.0)
        }
        fn set(&self, _: &str, _: &SecretSlice<u8>) -> Result<(), KeyringError> {
            Err(self.0)
        }
        fn delete(&self, _: &str) -> Result<(), KeyringError> {
            Err(self.0)
        }
    }

    struct Stalled(std::sync::Mutex<std::sync::mpsc::Receiver<()>>);

    impl SecretStore for Stalled {
        fn get(&self, _: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
            assert!(self.0.lock().unwrap().recv().is_err());
            Ok(None)
        }
        fn set(&self, _: &str, _: &SecretSlice<u8>) -> Result<(), KeyringError> {
            Ok(())
        }
        fn delete(&self, _: &str) -> Result<(), KeyringError> {
            Ok(())
        }
    }

    fn profile() -> ProfileId {
        ProfileId::from_random(1)
    }

    #[tokio::test]
    async fn a_keyring_that_fails_is_explained_and_memory_is_the_way_on() {
        for (error, view) in [
            (KeyringError::Missing, KeyringView::Missing),
            (KeyringError::Locked, KeyringView::Locked),
            (KeyringError::Dismissed, KeyringView::Dismissed),
        ] {
            let vault = Vault::new(Arc::new(Broken(error)), "folder");
            let read = vault.read(&profile(), SecretKind::ClientSecret).await;
            assert_eq!(read.err(), Some(error));
            assert_eq!(vault.state(), view);

            vault.use_memory();
            let secret = SecretString::from("s3cret");
            vault
                .write(&profile(), SecretKind::ClientSecret, &secret)
                .await
                .unwrap();
            let back = vault.read(&profile(), SecretKind::ClientSecret).await;
            assert_eq!(back.unwrap().unwrap().expose_secret(), "s3cret");
            assert_eq!(vault.state(), KeyringView::Memory);
        }
    }

    #[tokio::test]
    async fn a_run_without_a_keyring_never_asks_one() {
        let vault = Vault::in_memory("folder");
        vault.retry().await;
        assert_eq!(vault.state(), KeyringView::Memory);
    }

    #[tokio::test]
    async fn a_prompt_nobody_answers_counts_as_locked() {
        let (release, prompt) = std::sync::mpsc::channel();
        let stalled = Stalled(std::sync::Mutex::new(prompt));
        let vault = Vault {
            time_limit: Duration::from_millis(10),
            ..Vault::new(Arc::new(stalled), "folder")
        };
        let read = vault.read(&profile(), SecretKind::Token).await;
        assert_eq!(read.err(), Some(KeyringError::Locked));
        drop(release);
    }

    #[tokio::test]
    async fn two_data_folders_never_share_an_item() {
        let keyring = Arc::new(MemorySecrets::default());
        let one = Vault::new(Arc::clone(&keyring) as Arc<dyn SecretStore>, "one");
        let two = Vault::new(Arc::clone(&keyring) as Arc<dyn SecretStore>, "two");
        let secret = SecretString::from("s3cret");
        one.write(&profile(), SecretKind::Token, &secret)
            .await
            .unwrap();
        let other = two.read(&profile(), SecretKind::Token).await.unwrap();
        assert!(other.is_none());
        one.forget(&profile()).await.unwrap();
        assert!(keyring.accounts().is_empty());
    }
}
