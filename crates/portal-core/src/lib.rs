//! What the app does, without a window: profiles, secrets, designs, quotes, orders, sessions.
//!
//! [`Portal`] has one method for each command of the bridge. Mutable state has one owner
//! task, which never waits; whatever waits for an operator, the keyring or the disk is a
//! job beside it that reports back.

mod activity;
mod assessments;
mod clock;
mod demo;
mod designs;
mod diagnostics;
mod digest;
mod documents;
mod errors;
mod gazetteer;
mod listener;
mod matrix;
mod notices;
mod operators;
mod options;
mod orders;
mod portal;
mod ports;
mod profiles;
mod quotes;
mod random;
mod receiver;
mod secrets;
mod sessions;
mod storage;
mod tape;

#[cfg(test)]
mod checks;
#[cfg(test)]
mod testing;

pub use clock::SystemClock;
pub use notices::DesktopNotice;
pub use options::{KeyringMode, OpenError, PortalOptions, StartOperator};
pub use portal::Portal;
pub use ports::{
    ConnectionPorts, ConnectionSpec, EmbeddedEndpoint, EmbeddedOperator, FileDialog,
    OperatorFactory, Surroundings, Typesetter,
};
#[cfg(feature = "pdf")]
pub use quote_document::answer as typeset;
pub use secrets::{
    GlanceAtKeyring, KeyringError, KeyringGlance, MemorySecrets, OpenKeyring, OsKeyring,
    SecretStore,
};
pub use storage::StorageError;
