//! What the token endpoint answers.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use chrono::TimeDelta;
use serde::Serialize;
use subtle::ConstantTimeEq as _;

use super::{client_authentication::Credentials, form::Form, refusal::Refusal, scope::Scope};
use crate::{
    SandboxState,
    random::{self, digest},
    storage::{clients, tokens::StoredToken},
};

/// How long a token is valid.
pub const TOKEN_LIFETIME: TimeDelta = TimeDelta::hours(1);

/// The answer (RFC 6749, 5.1). Without a refresh token, as the CAMARA profile asks for.
#[derive(Serialize)]
struct TokenAnswer {
    access_token: String,
    token_type: &'static str,
    expires_in: i64,
    scope: String,
}

/// `POST /oauth2/token`.
pub(crate) async fn issue_token(
    State(state): State<SandboxState>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let answer = match body {
        Ok(body) => grant(&state, &headers, &body).await,
        Err(_) => Err(Refusal::InvalidRequest(
            "The body is too large or ended early.",
        )),
    };
    answer.unwrap_or_else(IntoResponse::into_response)
}

async fn grant(
    state: &SandboxState,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, Refusal> {
    let form = Form::read(headers, body)?;
    let client_id = authenticate(state, Credentials::read(headers, &form)?).await?;
    match form.get("grant_type") {
        Some("client_credentials") => {}
        Some(_) => return Err(Refusal::UnsupportedGrantType),
        None => return Err(Refusal::InvalidRequest("grant_type is missing.")),
    }
    let scope = granted(form.get("scope"))?;
    let access_token = random::secret()?;
    let hash = digest(access_token.as_bytes());
    let now = state.now();
    let token = StoredToken {
        client_id,
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
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    Ok((no_store, Json(answer)).into_response())
}

/// The client whose secret was given. An unknown client takes the same comparison.
async fn authenticate(state: &SandboxState, given: Credentials) -> Result<String, Refusal> {
    let Credentials { id, secret } = given;
    let find = {
        let id = id.clone();
        move |database: &rusqlite::Transaction<'_>| clients::secret_hash(database, &id)
    };
    let stored = state.storage().read(find).await?;
    let is_right = digest(secret.as_bytes()).ct_eq(&stored.unwrap_or([0; 32]));
    if stored.is_some() && bool::from(is_right) {
        Ok(id)
    } else {
        Err(Refusal::InvalidClient)
    }
}

/// The scopes asked for, each once, in the order asked. CAMARA requires at least one.
pub(super) fn granted(asked: Option<&str>) -> Result<String, Refusal> {
    let asked = asked.ok_or(Refusal::InvalidRequest("scope is missing."))?;
    let mut scopes = Vec::new();
    for name in asked.split(' ').filter(|name| !name.is_empty()) {
        let scope = Scope::named(name).ok_or(Refusal::InvalidScope)?.as_str();
        if !scopes.contains(&scope) {
            scopes.push(scope);
        }
    }
    if scopes.is_empty() {
        return Err(Refusal::InvalidRequest("scope is missing."));
    }
    Ok(scopes.join(" "))
}
