//! The OS keyring: Secret Service, Keychain or Windows Credential Manager.

use std::sync::{Arc, Mutex, PoisonError};

use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretSlice};

use super::{KeyringError, SecretStore};

/// Connects to the keyring of this system.
pub type OpenKeyring = fn() -> keyring_core::Result<Arc<CredentialStore>>;

/// Items of the OS keyring under one service name.
#[derive(Debug)]
pub struct OsKeyring {
    service: String,
    open: OpenKeyring,
    /// Absent until it was reached: a keyring that was not there may be started meanwhile.
    reached: Mutex<Option<Arc<CredentialStore>>>,
}

impl OsKeyring {
    /// The items under `service` of the keyring that `open` connects to. Nothing is asked of it yet.
    #[must_use]
    pub fn new(service: impl Into<String>, open: OpenKeyring) -> Self {
        Self {
            service: service.into(),
            open,
            reached: Mutex::new(None),
        }
    }

    fn entry(&self, account: &str) -> Result<Entry, KeyringError> {
        let store = self.store().map_err(|error| explain(&error))?;
        let entry = store.build(&self.service, account, None);
        entry.map_err(|error| explain(&error))
    }

    fn store(&self) -> keyring_core::Result<Arc<CredentialStore>> {
        let mut reached = self.reached.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(store) = reached.as_ref() {
            return Ok(Arc::clone(store));
        }
        let store = (self.open)()?;
        *reached = Some(Arc::clone(&store));
        Ok(store)
    }
}

impl SecretStore for OsKeyring {
    fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        match self.entry(account)?.get_secret() {
            Ok(content) => Ok(Some(content.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(explain(&error)),
        }
    }

    fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
        self.entry(account)?
            .set_secret(content.expose_secret())
            .map_err(|error| explain(&error))
    }

    fn delete(&self, account: &str) -> Result<(), KeyringError> {
        match self.entry(account)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(explain(&error)),
        }
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the list of the keyring's failures is open; a new one means that it does not work"
)]
fn explain(error: &Error) -> KeyringError {
    match error {
        // The keyring's own error type is a private dependency of its store; the name of
        // its variant is all that tells a dismissed prompt from a locked collection.
        Error::NoStorageAccess(source) if format!("{source:?}").starts_with("Prompt") => {
            KeyringError::Dismissed
        }
        Error::NoStorageAccess(_) => KeyringError::Locked,
        _ => KeyringError::Missing,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Cause {
        #[error("a prompt was dismissed")]
        Prompt,
        #[error("locked")]
        Locked,
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
        let keyring = OsKeyring::new("test", open);
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
        ];
        for (error, expected) in cases {
            assert_eq!(explain(&error), expected, "{error:?}");
        }
    }
}
