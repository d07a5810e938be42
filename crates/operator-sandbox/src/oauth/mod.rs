//! The OAuth server: client credentials (RFC 6749, 4.4) under the CAMARA profile.

mod assertion;
mod authenticate;
mod client;
mod client_metadata;
mod clients;
mod credentials;
mod discovery;
mod form;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;
mod issuer;
mod key_set;
mod refusal;
mod revocation_endpoint;
mod scope;
mod token_endpoint;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use client::{
    Authentication, Client, ClientId, InvalidClientId, InvalidSecretHash, SecretHash, SecretSent,
};
pub use client_metadata::InvalidClient;
pub use clients::ClientError;
pub(crate) use credentials::ASSERTION_TYPE;
pub(crate) use discovery::{METHODS as AUTHENTICATION_METHODS, metadata_example};
pub use key_set::{KeySet, KeySetError, SigningAlgorithm};
pub(crate) use refusal::{CHALLENGE, NO_STORE, Refusal};
pub use scope::{AllowedScopes, Scope, UnknownScope};
pub(crate) use token_endpoint::CLIENT_CREDENTIALS;
pub use token_endpoint::TOKEN_LIFETIME;

use crate::SandboxState;

/// Where the OAuth server describes itself (OpenID Connect Discovery 1.0, 4).
pub const DISCOVERY_PATH: &str = "/.well-known/openid-configuration";
/// The same for clients that know OAuth alone (RFC 8414, 3).
pub const METADATA_PATH: &str = "/.well-known/oauth-authorization-server";
/// Where tokens are issued.
pub const TOKEN_PATH: &str = "/oauth2/token";
/// Where tokens are revoked (RFC 7009).
pub const REVOCATION_PATH: &str = "/oauth2/revoke";
/// Where the operator's own public keys are.
pub const JWKS_PATH: &str = "/oauth2/jwks";

/// Largest body of a request, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// The routes of the OAuth server.
pub(crate) fn routes() -> Router<SandboxState> {
    Router::new()
        .route(TOKEN_PATH, post(token_endpoint::issue_token))
        .route(REVOCATION_PATH, post(revocation_endpoint::revoke_token))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .route(DISCOVERY_PATH, get(discovery::describe))
        .route(METADATA_PATH, get(discovery::describe))
        .route(JWKS_PATH, get(discovery::own_keys))
}
