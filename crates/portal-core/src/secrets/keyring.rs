//! The OS keyring: Secret Service, Keychain or Windows Credential Manager.

use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretSlice};

use super::{KeyringError, KeyringGlance, SecretStore};

/// Connects to the keyring of this system.
pub type OpenKeyring = fn() -> keyring_core::Result<Arc<CredentialStore>>;

/// Looks how the keyring of this system is, without a prompt; `None` where that cannot be told.
pub type GlanceAtKeyring = fn() -> Option<KeyringGlance>;

/// Items of the OS keyring under one service name.
#[derive(Debug)]
pub struct OsKeyring {
    service: String,
    open: OpenKeyring,
    glance: GlanceAtKeyring,
    reached: Mutex<Reached>,
}

/// The connection to the keyring.
#[derive(Debug, Default)]
struct Reached {
    /// Absent until it was reached: a keyring that was not there may be started meanwhile.
    store: Option<Arc<CredentialStore>>,
    /// Whether it ever was: then one that does not answer has stopped, and is not missing.
    ever: bool,
}

impl OsKeyring {
    /// The items under `service` of the keyring that `open` connects to. Nothing is asked of it yet.
    #[must_use]
    pub fn new(service: impl Into<String>, open: OpenKeyring, glance: GlanceAtKeyring) -> Self {
        Self {
            service: service.into(),
            open,
            glance,
            reached: Mutex::default(),
        }
    }

    /// Does something with an item. A keyring that was started anew knows nothing of the connection to the one before,
    /// so what fails on an old connection is tried once more on a new one.
    fn with<T>(
        &self,
        account: &str,
        ask: impl Fn(&Entry) -> keyring_core::Result<T>,
    ) -> Result<T, KeyringError> {
        let try_on = |store: &CredentialStore| ask(&store.build(&self.service, account, None)?);
        let known = self.reached().store.clone();
        if let Some(store) = known {
            match try_on(store.as_ref()).map_err(|error| explain(&error)) {
                Err(KeyringError::Missing) => self.reached().store = None,
                answer => return answer,
            }
        }
        let answer = self.connect().and_then(|store| try_on(store.as_ref()));
        answer.map_err(|error| {
            let error = explain(&error);
            let has_stopped = error == KeyringError::Missing && self.reached().ever;
            if has_stopped {
                KeyringError::Stopped
            } else {
                error
            }
        })
    }

    fn connect(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        let store = (self.open)()?;
        *self.reached() = Reached {
            store: Some(Arc::clone(&store)),
            ever: true,
        };
        Ok(store)
    }

    fn reached(&self) -> std::sync::MutexGuard<'_, Reached> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for OsKeyring {
    fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        self.with(account, |entry| match entry.get_secret() {
            Ok(content) => Ok(Some(content.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
        self.with(account, |entry| entry.set_secret(content.expose_secret()))
    }

    fn delete(&self, account: &str) -> Result<(), KeyringError> {
        self.with(account, |entry| match entry.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error),
        })
    }

    fn glance(&self) -> Option<KeyringGlance> {
        (self.glance)()
    }

    fn give_up(&self) {
        self.reached().store = None;
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of the keyring's failures is open; a new one means that it does not work"
)]
fn explain(error: &Error) -> KeyringError {
    // The keyring's own error type is a private dependency of its store; what its `Debug` output says is all that
    // tells a dismissed prompt from a locked collection, and both from one that was never made.
    match error {
        Error::NoStorageAccess(source) => match format!("{source:?}") {
            cause if cause.starts_with("Prompt") => KeyringError::Dismissed,
            cause if cause.starts_with("NoResult") => KeyringError::Missing,
            _ => KeyringError::Locked,
        },
        Error::PlatformFailure(source)
            if format!("{source:?}").contains("org.freedesktop.Secret.Error.IsLocked") =>
        {
            KeyringError::Locked
        }
        _ => KeyringError::Missing,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Cause {
        #[error("a prompt was dismissed")]
        Prompt,
        #[error("locked")]
        Locked,
        #[error("no such collection")]
        NoResult,
        #[error("the service says so")]
        Service(&'static str),
    }

    /// A keyring whose connection breaks when its service is started anew.
    mod restarted {
        use super::*;

        pub(super) static IS_UP: AtomicBool = AtomicBool::new(true);
        pub(super) static OPENED: AtomicUsize = AtomicUsize::new(0);

        pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
            if !IS_UP.load(Ordering::SeqCst) {
                return Err(Error::NoDefaultStore);
            }
            OPENED.fetch_add(1, Ordering::SeqCst);
            let store: Arc<CredentialStore> = keyring_core::mock::Store::new()?;
            Ok(store)
        }

        /// Makes the next call on this connection fail as that of a service that is gone.
        pub(super) fn breaks(keyring: &OsKeyring, account: &str) {
            let store = keyring.reached().store.clone().unwrap();
            let entry = store.build("test", account, None).unwrap();
            let mock: &keyring_core::mock::Cred = entry.as_any().downcast_ref().unwrap();
            mock.set_error(Error::PlatformFailure(Box::new(Cause::Service("gone"))));
        }
    }

    fn nothing() -> Option<KeyringGlance> {
        None
    }

    #[test]
    fn a_keyring_that_stops_is_told_from_one_that_was_never_there() {
        let keyring = OsKeyring::new("test", restarted::open, nothing);
        keyring.set("a", &b"secret".to_vec().into()).unwrap();
        restarted::breaks(&keyring, "a");
        keyring.set("a", &b"secret".to_vec().into()).unwrap();
        assert_eq!(
            restarted::OPENED.load(Ordering::SeqCst),
            2,
            "one that was started anew is connected to"
        );
        restarted::breaks(&keyring, "a");
        restarted::IS_UP.store(false, Ordering::SeqCst);
        for _ in 0..2 {
            assert!(matches!(keyring.get("a"), Err(KeyringError::Stopped)));
        }
    }

    #[test]
    fn a_keyring_that_is_not_there_is_asked_for_again() {
        static TRIES: AtomicUsize = AtomicUsize::new(0);
        fn open() -> keyring_core::Result<Arc<CredentialStore>> {
            match TRIES.fetch_add(1, Ordering::SeqCst) {
                0 => Err(Error::NoDefaultStore),
                _ => {
                    let store: Arc<CredentialStore> = keyring_core::mock::Store::new()?;
                    Ok(store)
                }
            }
        }
        let keyring = OsKeyring::new("test", open, nothing);
        assert!(matches!(keyring.get("a"), Err(KeyringError::Missing)));
        keyring.set("a", &b"secret".to_vec().into()).unwrap();
        assert!(keyring.get("a").unwrap().is_some());
        assert_eq!(TRIES.load(Ordering::SeqCst), 2, "one connection is kept");
    }

    #[test]
    fn missing_locked_and_dismissed_are_told_apart() {
        let cases = [
            (Error::NoDefaultStore, KeyringError::Missing),
            (
                Error::PlatformFailure(Box::new(Cause::Locked)),
                KeyringError::Missing,
            ),
            (
                Error::NoStorageAccess(Box::new(Cause::Locked)),
                KeyringError::Locked,
            ),
            (
                Error::NoStorageAccess(Box::new(Cause::Prompt)),
                KeyringError::Dismissed,
            ),
            (
                Error::NoStorageAccess(Box::new(Cause::NoResult)),
                KeyringError::Missing,
            ),
            (
                Error::PlatformFailure(Box::new(Cause::Service(
                    "org.freedesktop.Secret.Error.IsLocked",
                ))),
                KeyringError::Locked,
            ),
        ];
        for (error, expected) in cases {
            assert_eq!(explain(&error), expected, "{error:?}");
        }
    }
}
