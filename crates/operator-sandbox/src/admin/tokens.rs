//! `/tokens`, and those of one client.

use axum::{
    Json, Router,
    extract::{Path, State},
    routing::{delete, post},
};
use serde::Serialize;

use super::NO_CLIENT;
use crate::{SandboxState, http::Failure};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new()
        .route("/clients/{clientId}/tokens", delete(revoke))
        .route("/tokens/expire", post(expire))
}

#[derive(Serialize)]
struct Ended {
    /// Tokens that were kept, and are valid no longer.
    tokens: usize,
}

async fn revoke(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
) -> Result<Json<Ended>, Failure> {
    state.client(&client_id).await?.ok_or(NO_CLIENT)?;
    let tokens = state.revoke_tokens(&client_id).await?;
    Ok(Json(Ended { tokens }))
}

async fn expire(State(state): State<SandboxState>) -> Result<Json<Ended>, Failure> {
    let tokens = state.expire_tokens().await?;
    Ok(Json(Ended { tokens }))
}
