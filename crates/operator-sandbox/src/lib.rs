//! A simulated telecom operator that speaks the CAMARA MultiPoint VPN API over HTTP and OAuth.
//!
//! `docs/sandbox-operator.md` describes what it answers and why. Everything follows from
//! three things: the stored orders, an injected [`clock`], and the [`backbone`] that decides
//! what can be built and for how much. No timer changes any state.

mod assessment;
pub mod backbone;
pub mod clock;
pub mod embedded;
mod http;
mod networks;
mod oauth;
mod openapi;
mod random;
mod reading;
mod router;
mod state;
mod storage;

pub use networks::{EXPIRED_STAYS, IDEMPOTENCY_KEY_LIFETIME};
pub use oauth::{AllowedScopes, Scope, TOKEN_LIFETIME, UnknownScope};
pub use openapi::{DOCUMENT_PATH, openapi_document};
pub use random::{NoRandomness, secret as new_secret};
pub use reading::Reading;
pub use router::{BASE_PATH, BASE_PATHS, TOKEN_PATH, router};
pub use state::{OpenError, SandboxState, Settings};
pub use storage::{Database, StorageError};
