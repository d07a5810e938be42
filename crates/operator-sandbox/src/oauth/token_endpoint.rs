//! What the token endpoint answers.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use chrono::TimeDelta;
use serde::Serialize;

use super::{
    AllowedScopes, Scope,
    authenticate::authenticate,
    form::Form,
    refusal::{NO_STORE, Refusal, answered},
};
use crate::{
    SandboxState,
    random::{self, digest},
    storage::tokens::StoredToken,
};

/// How long a token is valid.
pub const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The only grant there is.
pub(crate) const CLIENT_CREDENTIALS: &str = "client_credentials";

/// The answer (RFC 6749, 5.1). Without a refresh token, as the CAMARA profile asks for.
#[derive(Serialize)]
struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    scope: String,
}

/// `POST /oauth2/token`.
pub(super) async fn issue_token(
    State(state): State<SandboxState>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    answered(grant(&state, &headers, body).await, &state)
}

async fn grant(
    state: &SandboxState,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let form = Form::read(headers, &body?)?;
    let client = authenticate(state, headers, &form).await?;
    match form.get("grant_type") {
        Some(CLIENT_CREDENTIALS) => {}
        Some(_) => return Err(Refusal::UnsupportedGrantType),
        None => return Err(Refusal::InvalidRequest("grant_type is missing.")),
    }
    let scope = granted(form.get("scope"), &client.scopes)?;
    let access_token = random::secret()?;
    let hash = digest(access_token.as_bytes());
    let now = state.now();
    let token = StoredToken {
        client_id: client.id.as_str().to_owned(),
        scope: scope.clone(),
    };
    let expires_at = now + TOKEN_LIFETIME;
    state
        .storage()
        .keep_token(hash, token, expires_at, now)
        .await?;
    let answer = TokenAnswer {
        access_token,
        token_type: "Bearer",
        expires_in: TOKEN_LIFETIME.num_seconds(),
        scope,
    };
    let no_store = [
        (header::CACHE_CONTROL, NO_STORE),
        (header::PRAGMA, "no-cache"),
    ];
    Ok((no_store, Json(answer)).into_response())
}

/// Of the scopes asked for those that the client may have, each once, in the order asked.
/// CAMARA requires that at least one is asked for.
pub(super) fn granted(asked: Option<&str>, allowed: &AllowedScopes) -> Result<String, Refusal> {
    const MISSING: Refusal = Refusal::InvalidRequest("scope is missing.");
    let mut scopes = Vec::new();
    for name in asked.ok_or(MISSING)?.split(' ') {
        if name.is_empty() {
            continue;
        }
        let scope = Scope::named(name).ok_or(Refusal::InvalidScope)?;
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    if scopes.is_empty() {
        return Err(MISSING);
    }
    scopes.retain(|scope| allowed.allows(*scope));
    if scopes.is_empty() {
        return Err(Refusal::UnauthorizedClient(
            "The client may have none of these scopes.",
        ));
    }
    let names: Vec<_> = scopes.into_iter().map(Scope::as_str).collect();
    Ok(names.join(" "))
}
