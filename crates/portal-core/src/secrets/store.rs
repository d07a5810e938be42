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

    /// How the keyring is, found out without asking the person anything; `None` where this
    /// system cannot say. Answers soon, also while another call waits for a prompt.
    fn glance(&self) -> Option<KeyringGlance> {
        None
    }

    /// Gives up a call that has not come back: the next one does not wait behind it.
    fn give_up(&self) {}
}

/// How a keyring looks from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyringGlance {
    /// Nothing answers.
    Absent,
    /// It is there, and locked.
    Locked,
    /// It is there, and can be used.
    Unlocked,
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
    /// It worked before in this run, and does not answer any more.
    #[error("the keyring stopped answering")]
    Stopped,
    /// The secret is larger than what is kept.
    #[error("the secret is too large for the keyring")]
    TooLarge,
}

impl From<KeyringError> for SecretError {
    fn from(error: KeyringError) -> Self {
        match error {
            KeyringError::Missing => Self::KeyringMissing,
            KeyringError::Locked => Self::KeyringLocked,
            KeyringError::Dismissed => Self::KeyringDismissed,
            // A secret is too large only when it is written, which no connection does.
            KeyringError::Stopped | KeyringError::TooLarge => Self::KeyringStopped,
        }
    }
}
