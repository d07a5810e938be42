//! Revoking a token before it expires (RFC 7009).

use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    authenticate::authenticate,
    form::Form,
    refusal::{NO_STORE, Refusal, answered},
};
use crate::{SandboxState, random::digest, storage::tokens::Revocation};

/// `POST /oauth2/revoke`. A `token_type_hint` is not needed: all tokens are of one type.
pub(super) async fn revoke_token(
    State(state): State<SandboxState>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    answered(revoke(&state, &headers, body).await, &state)
}

async fn revoke(
    state: &SandboxState,
    headers: &HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let form = Form::read(headers, &body?)?;
    let client = authenticate(state, headers, &form).await?;
    let token = form.get("token");
    let token = token.ok_or(Refusal::InvalidRequest("token is missing."))?;
    let hash = digest(token.as_bytes());
    let whose = client.id.as_str().to_owned();
    match state.storage().revoke_token(hash, whose).await? {
        // An unknown token is as good as a revoked one (2.2).
        Revocation::Done | Revocation::Unknown => {
            Ok((StatusCode::OK, [(header::CACHE_CONTROL, NO_STORE)]).into_response())
        }
        Revocation::OfAnother => Err(Refusal::UnauthorizedClient(
            "The token was issued to another client.",
        )),
    }
}
