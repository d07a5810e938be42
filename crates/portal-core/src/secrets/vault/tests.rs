//! The vault over keyrings that fail, wait for their prompt, or end.

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
    mpsc,
};

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

/// A keyring whose prompt nobody answers.
struct Stalled {
    prompt: Mutex<mpsc::Receiver<()>>,
    glance: Mutex<Option<KeyringGlance>>,
    given_up: AtomicBool,
}

impl Stalled {
    fn new(glance: Option<KeyringGlance>) -> (mpsc::Sender<()>, Arc<Self>) {
        let (release, prompt) = mpsc::channel();
        let stalled = Self {
            prompt: Mutex::new(prompt),
            glance: Mutex::new(glance),
            given_up: AtomicBool::new(false),
        };
        (release, Arc::new(stalled))
    }

    fn vault(self: &Arc<Self>) -> Vault {
        Vault {
            look: Duration::from_millis(5),
            ..Vault::new(Arc::clone(self) as Arc<dyn SecretStore>, "folder")
        }
    }
}

impl SecretStore for Stalled {
    fn get(&self, _: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        assert!(self.prompt.lock().unwrap().recv().is_err());
        Ok(None)
    }
    fn set(&self, _: &str, _: &SecretSlice<u8>) -> Result<(), KeyringError> {
        Ok(())
    }
    fn delete(&self, _: &str) -> Result<(), KeyringError> {
        Ok(())
    }
    fn glance(&self) -> Option<KeyringGlance> {
        *self.glance.lock().unwrap()
    }
    fn give_up(&self) {
        self.given_up.store(true, Ordering::SeqCst);
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
        (KeyringError::Stopped, KeyringView::Stopped),
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
async fn what_a_keyring_keeps_is_forgotten_from_memory_too_or_said_to_stay() {
    let keyring = Arc::new(MemorySecrets::default());
    let vault = Vault::new(Arc::clone(&keyring) as Arc<_>, "folder");
    let secret = SecretString::from("s3cret".repeat(1_000));
    for kind in [SecretKind::ClientSecret, SecretKind::Token] {
        vault.write(&profile(), kind, &secret).await.unwrap();
    }
    vault.use_memory();
    let kind = SecretKind::ClientSecret;
    vault.write(&profile(), kind, &secret).await.unwrap();
    assert!(!keyring.accounts().is_empty());
    vault.forget(&profile()).await.unwrap();
    assert!(keyring.accounts().is_empty() && vault.memory.accounts().is_empty());
    assert_eq!(vault.state(), KeyringView::Memory);

    for (error, expected) in [
        (KeyringError::Locked, Err(KeyringError::Locked)),
        (KeyringError::Missing, Ok(())),
    ] {
        let vault = Vault::new(Arc::new(Broken(error)), "folder");
        vault.use_memory();
        assert_eq!(vault.forget(&profile()).await, expected);
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
    let (release, stalled) = Stalled::new(None);
    let vault = Vault {
        time_limit: Duration::from_millis(10),
        ..stalled.vault()
    };
    let read = vault.read(&profile(), SecretKind::Token).await;
    assert_eq!(read.err(), Some(KeyringError::Locked));
    assert!(
        stalled.given_up.load(Ordering::SeqCst),
        "no later call waits behind it"
    );
    drop(release);
}

#[tokio::test]
async fn while_its_prompt_is_open_a_keyring_is_said_to_be_locked() {
    let (release, stalled) = Stalled::new(Some(KeyringGlance::Locked));
    let vault = stalled.vault();
    let reading = vault.clone();
    let read =
        tokio::spawn(async move { reading.read(&profile(), SecretKind::Token).await.is_ok() });
    let mut states = vault.watch();
    states
        .wait_for(|state| *state == KeyringView::Locked)
        .await
        .unwrap();
    drop(release);
    assert!(read.await.unwrap());
    assert_eq!(vault.state(), KeyringView::Ready);
}

#[tokio::test]
async fn a_keyring_that_dies_under_its_prompt_is_given_up_at_once() {
    let (release, stalled) = Stalled::new(Some(KeyringGlance::Locked));
    let vault = stalled.vault();
    let reading = vault.clone();
    let read = tokio::spawn(async move { reading.read(&profile(), SecretKind::Token).await.err() });
    let mut states = vault.watch();
    let is_locked = |state: &KeyringView| *state == KeyringView::Locked;
    states.wait_for(is_locked).await.unwrap();
    *stalled.glance.lock().unwrap() = Some(KeyringGlance::Absent);
    assert_eq!(read.await.unwrap(), Some(KeyringError::Stopped));
    assert_eq!(vault.state(), KeyringView::Stopped);
    assert!(stalled.given_up.load(Ordering::SeqCst));
    drop(release);
}

#[tokio::test]
async fn a_keyring_that_is_unlocked_elsewhere_is_noticed() {
    let (release, stalled) = Stalled::new(Some(KeyringGlance::Locked));
    let vault = stalled.vault();
    vault.set_state(KeyringView::Dismissed);
    let mended = vault.mended();
    tokio::pin!(mended);
    let early = timeout(Duration::from_millis(50), mended.as_mut()).await;
    assert!(early.is_err(), "it is locked still");
    *stalled.glance.lock().unwrap() = Some(KeyringGlance::Unlocked);
    mended.await;
    assert_eq!(vault.state(), KeyringView::NotAsked);
    drop(release);
}

#[tokio::test]
async fn a_replacement_can_be_taken_back() {
    let vault = Vault::new(Arc::<MemorySecrets>::default(), "folder");
    let (profile, kind) = (profile(), SecretKind::ClientSecret);
    let replaced = vault.replace(&profile, kind, &"first".into()).await;
    vault
        .replace(&profile, kind, &"second".into())
        .await
        .unwrap()
        .undo()
        .await
        .unwrap();
    let kept = vault.read(&profile, kind).await.unwrap().unwrap();
    assert_eq!(kept.expose_secret(), "first");
    replaced.unwrap().undo().await.unwrap();
    assert!(vault.read(&profile, kind).await.unwrap().is_none());
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
