//! Secrets and kept tokens: in the OS keyring, or in memory where the person chose so.

mod credential;
mod keyring;
mod memory;
mod parts;
mod ports;
mod store;
mod vault;

pub use keyring::{GlanceAtKeyring, OpenKeyring, OsKeyring};
pub use memory::MemorySecrets;
pub(crate) use ports::{ProfileSecret, ProfileTokens};
pub use store::{KeyringError, KeyringGlance, SecretStore};
pub(crate) use vault::{Replaced, SecretKind, Vault};
