//! Under which address the OAuth server speaks.

use axum::http::{HeaderMap, header};

use super::{JWKS_PATH, REVOCATION_PATH, TOKEN_PATH};
use crate::SandboxState;

/// The issuer: scheme, host and port. It is the address that the client used, so that any
/// loopback name and a forwarded port work; without one, where the operator listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issuer(String);

impl Issuer {
    /// The issuer for a request; that its `Host` is a loopback address has been checked.
    pub(super) fn of(headers: &HeaderMap, state: &SandboxState) -> Self {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        Self(match host {
            Some(host) => format!("http://{host}"),
            None => state.root().unwrap_or("http://localhost").to_owned(),
        })
    }

    /// That of an operator at `root`.
    pub(super) fn at(root: &str) -> Self {
        Self(root.to_owned())
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL of something that is served.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    pub(super) fn token_endpoint(&self) -> String {
        self.url(TOKEN_PATH)
    }

    pub(super) fn revocation_endpoint(&self) -> String {
        self.url(REVOCATION_PATH)
    }

    pub(super) fn key_set(&self) -> String {
        self.url(JWKS_PATH)
    }

    /// Whom an assertion may be meant for: the endpoint that is called, or the issuer. The
    /// token endpoint is taken everywhere, as RFC 7523 has it.
    pub(super) fn audiences(&self) -> [String; 3] {
        [
            self.0.clone(),
            self.token_endpoint(),
            self.revocation_endpoint(),
        ]
    }
}
