//! The networks that customers order: how they are made, read, changed and removed.

mod answer;
mod create;
mod delete;
mod extend;
mod idempotency;
mod list;
mod network;
mod observation;
mod operator;
mod provisioning;
mod read;
mod registry;
mod settings;
mod term;
mod timeline;
mod update;

pub(crate) use answer::Lifecycle;
pub(crate) use create::{AskedNetwork, CreateNetwork, FailsLater, create, place};
pub(crate) use delete::{DeleteNetwork, delete};
pub(crate) use extend::{ExtendNetwork, extend};
pub use idempotency::IDEMPOTENCY_KEY_LIFETIME;
pub(crate) use idempotency::IdempotencyKey;
pub(crate) use list::{DEFAULT_PAGE, LARGEST_PAGE, LAST_PAGE, ListNetworks, list};
pub(crate) use network::{DEFAULT_BANDWIDTH_MBPS, Network};
pub(crate) use observation::Observation;
pub use provisioning::ProvisioningDelay;
pub(crate) use read::{GetNetwork, read};
pub(crate) use registry::{Registry, recall};
pub use settings::NetworkSettings;
pub(crate) use term::{AskedTerm, SHORTEST, longest};
pub use timeline::EXPIRED_STAYS;
pub(crate) use timeline::{Change, InForce, Phase, Timeline, ran_out_before};
pub(crate) use update::{UpdateNetwork, change, update};

/// What is said of a network that is unknown, removed or another client's.
pub(crate) const NO_SUCH_NETWORK: &str = "There is no network of this serviceId.";
