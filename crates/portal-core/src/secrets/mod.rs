//! Secrets and kept tokens: in the OS keyring, or in memory where the person chose so.

mod keyring;
mod memory;
mod parts;
mod ports;
mod store;
mod vault;

pub use keyring::{OpenKeyring, OsKeyring};
pub use memory::MemorySecrets;
pub(crate) use ports::{ProfileSecret, ProfileTokens};
pub use store::{KeyringError, SecretStore};
pub(crate) use vault::{SecretKind, Vault};
