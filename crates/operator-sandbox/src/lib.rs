//! A simulated telecom operator that speaks the CAMARA MultiPoint VPN API over HTTP and OAuth.
//!
//! `docs/sandbox-operator.md` describes what it answers and why. Everything follows from
//! three things: the stored orders, an injected [`clock`], and the [`backbone`] that decides
//! what can be built and for how much. No timer changes any state.

mod admin;
mod assessment;
pub mod backbone;
pub mod clock;
mod dialect;
mod duration;
pub mod embedded;
mod faults;
#[cfg(any(test, feature = "fuzzing"))]
pub mod fuzzing;
mod http;
mod limits;
mod metrics;
mod networks;
pub mod notifications;
mod oauth;
mod openapi;
mod operation_name;
mod operator_clock;
mod random;
mod reading;
mod router;
mod serving;
mod site_to_cloud;
mod state;
mod storage;

pub use admin::{AdminServer, AdminToken, admin_router};
pub use duration::{WrittenDuration, parse_duration};
pub use faults::{FaultCounter, FaultPlan, FaultPlanError, FaultReport, PlanProblem};
pub use limits::Limits;
pub use networks::{EXPIRED_STAYS, IDEMPOTENCY_KEY_LIFETIME, NetworkSettings, ProvisioningDelay};
pub use oauth::{
    AllowedScopes, Authentication, Client, ClientError, ClientId, DISCOVERY_PATH, InvalidClient,
    InvalidClientId, InvalidSecretHash, JWKS_PATH, KeySet, KeySetError, METADATA_PATH,
    REVOCATION_PATH, Scope, SecretHash, SecretSent, SigningAlgorithm, TOKEN_LIFETIME, TOKEN_PATH,
    UnknownScope,
};
pub use openapi::{
    DOCUMENT_PATH, Offered, SITE_TO_CLOUD_DOCUMENT_PATH, openapi_document, site_to_cloud_document,
};
pub use operation_name::OperationName;
pub use operator_clock::{ClockAhead, ClockError, ClockReading};
pub use random::{NoRandomness, secret as new_secret};
pub use reading::Reading;
pub use router::{BASE_PATH, BASE_PATHS, router};
pub use site_to_cloud::SITE_TO_CLOUD_PATH;
pub use state::{OpenError, SandboxState, Settings};
pub use storage::{Database, StorageError, keep_private};
