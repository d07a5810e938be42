//! The networks that customers order: how they are made, read, changed and removed.

mod answer;
mod create;
mod delete;
mod idempotency;
mod network;
mod read;
mod term;
mod timeline;
mod update;

pub(crate) use create::create;
pub(crate) use delete::delete;
pub use idempotency::IDEMPOTENCY_KEY_LIFETIME;
pub(crate) use network::Network;
pub(crate) use read::read;
pub(crate) use term::AskedTerm;
pub use timeline::EXPIRED_STAYS;
pub(crate) use timeline::{Change, Timeline};
pub(crate) use update::update;

/// What is said of a network that is unknown, removed or another client's.
const NO_SUCH_NETWORK: &str = "There is no network of this serviceId.";
