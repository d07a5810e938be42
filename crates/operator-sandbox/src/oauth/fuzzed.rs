//! The parsers of token requests, for hostile ones.

use axum::http::HeaderMap;

use super::{
    AllowedScopes, Scope, assertion::Assertion, credentials::Credentials, form::Form,
    token_endpoint::granted,
};

/// Reads a token request as far as it can be without the database.
///
/// # Panics
/// If a scope is granted that does not exist.
pub(crate) fn read(headers: &HeaderMap, body: &[u8]) {
    let Ok(form) = Form::read(headers, body) else {
        return;
    };
    if let Ok(Credentials::Assertion { assertion, .. }) = Credentials::read(headers, &form) {
        let _ = Assertion::read(&assertion);
    }
    if let Ok(scopes) = granted(form.get("scope"), &AllowedScopes::All) {
        let is_known = |name| Scope::ALL.iter().any(|scope| scope.as_str() == name);
        assert!(scopes.split(' ').all(is_known), "{scopes}");
    }
}
