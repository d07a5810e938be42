//! The token endpoint: OAuth 2.0 client credentials (RFC 6749, 4.4).

mod client_authentication;
mod form;
#[cfg(any(test, feature = "fuzzing"))]
pub(crate) mod fuzzed;
mod refusal;
mod scope;
mod token_endpoint;

pub use scope::{AllowedScopes, Scope, UnknownScope};
pub use token_endpoint::TOKEN_LIFETIME;
pub(crate) use token_endpoint::issue_token;
