//! What the OAuth server says of itself.

use axum::{
    Json,
    extract::State,
    http::HeaderMap,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Scope, SigningAlgorithm, issuer::Issuer, token_endpoint::CLIENT_CREDENTIALS};
use crate::SandboxState;

/// How a client may prove who it is; the first is the only one of the CAMARA profile.
pub(crate) const METHODS: [&str; 3] = [
    "private_key_jwt",
    "client_secret_basic",
    "client_secret_post",
];

/// The metadata (RFC 8414, 2). There is no authorization endpoint: tokens are for the client
/// itself.
#[derive(Serialize)]
struct Metadata {
    issuer: String,
    token_endpoint: String,
    revocation_endpoint: String,
    jwks_uri: String,
    scopes_supported: [&'static str; Scope::ALL.len()],
    response_types_supported: [&'static str; 0],
    grant_types_supported: [&'static str; 1],
    token_endpoint_auth_methods_supported: [&'static str; 3],
    token_endpoint_auth_signing_alg_values_supported: [&'static str; 3],
    revocation_endpoint_auth_methods_supported: [&'static str; 3],
    revocation_endpoint_auth_signing_alg_values_supported: [&'static str; 3],
}

impl Metadata {
    fn of(issuer: &Issuer) -> Self {
        let algorithms = SigningAlgorithm::ALL.map(SigningAlgorithm::as_str);
        Self {
            token_endpoint: issuer.token_endpoint(),
            revocation_endpoint: issuer.revocation_endpoint(),
            jwks_uri: issuer.key_set(),
            issuer: issuer.as_str().to_owned(),
            scopes_supported: Scope::ALL.map(Scope::as_str),
            response_types_supported: [],
            grant_types_supported: [CLIENT_CREDENTIALS],
            token_endpoint_auth_methods_supported: METHODS,
            token_endpoint_auth_signing_alg_values_supported: algorithms,
            revocation_endpoint_auth_methods_supported: METHODS,
            revocation_endpoint_auth_signing_alg_values_supported: algorithms,
        }
    }
}

/// `GET /.well-known/openid-configuration`.
pub(super) async fn describe(State(state): State<SandboxState>, headers: HeaderMap) -> Response {
    Json(Metadata::of(&Issuer::of(&headers, &state))).into_response()
}

/// What an operator at the usual address says.
pub(crate) fn metadata_example() -> Value {
    json!(Metadata::of(&Issuer::at("http://127.0.0.1:9091")))
}

/// `GET /oauth2/jwks`: no key, because the operator signs nothing. Its tokens are opaque.
pub(super) async fn own_keys() -> Response {
    Json(json!({"keys": []})).into_response()
}
