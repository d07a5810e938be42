//! The port to a keyring: named items of bytes, and how it can fail.

use operator_client::SecretError;
use secrecy::SecretSlice;

/// Keeps items under an account name. Calls may block for as long as a prompt is open.
pub trait SecretStore: Send + Sync {
    /// The item's content; `None` where there is no such item.
    ///
    /// # Errors
    /// [`KeyringError`] where the keyring cannot be asked.
    fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError>;

    /// Puts `content` in the place of whatever the item held.
    ///
    /// # Errors
    /// [`KeyringError`] where the keyring cannot be written.
    fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError>;

    /// Removes the item, if there is one.
    ///
    /// # Errors
    /// [`KeyringError`] where the keyring cannot be written.
    fn delete(&self, account: &str) -> Result<(), KeyringError>;
}

/// Why a keyring did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// There is none on this computer, or it does not answer.
    #[error("there is no keyring")]
    Missing,
    /// It is locked.
    #[error("the keyring is locked")]
    Locked,
    /// The person dismissed its prompt.
    #[error("the keyring's prompt was dismissed")]
    Dismissed,
}

impl From<KeyringError> for SecretError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Missing => Self::KeyringMissing,
            KeyringError::Locked => Self::KeyringLocked,
            KeyringError::Dismissed => Self::KeyringDismissed,
        }
    }
}
