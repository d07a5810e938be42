//! Secrets in memory, for a run without a keyring.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use secrecy::SecretSlice;

use super::{KeyringError, SecretStore};

/// A keyring that is gone when the app closes.
#[derive(Debug, Default)]
pub struct MemorySecrets {
    items: Mutex<HashMap<String, SecretSlice<u8>>>,
}

impl MemorySecrets {
    /// The account names in use.
    #[must_use]
    pub fn accounts(&self) -> Vec<String> {
        self.items().keys().cloned().collect()
    }

    fn items(&self) -> std::sync::MutexGuard<'_, HashMap<String, SecretSlice<u8>>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SecretStore for MemorySecrets {
    fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
        Ok(self.items().get(account).cloned())
    }

    fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
        self.items().insert(account.to_owned(), content.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), KeyringError> {
        self.items().remove(account);
        Ok(())
    }
}
