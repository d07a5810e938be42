//! The OS keyring: Secret Service, Keychain or Windows Credential Manager.

use keyring::Entry;
use keyring_core::Error;
use secrecy::{ExposeSecret, SecretSlice};

use super::{KeyringError, SecretStore};

/// Items of the OS keyring under one service name.
#[derive(Clone, Debug)]
pub struct OsKeyring {
    service: String,
}

impl OsKeyring {
    /// The keyring's items under `service`. Nothing is asked of the keyring yet.
    #[must_use]
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
        }
    }

    fn entry(&self, account: &str) -> Result<Entry, KeyringError> {
        Entry::new(&self.service, account).map_err(|error| explain(&error))
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
    use super::*;

    #[derive(Debug, thiserror::Error)]
    enum Cause {
        #[error("a prompt was dismissed")]
        Prompt,
        #[error("locked")]
        Locked,
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
