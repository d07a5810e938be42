//! `/clients`: who may ask for tokens.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::{delete, get},
};
use serde_json::{Value, json};

use super::body::{Body, invalid};
use crate::{
    SandboxState,
    http::Failure,
    oauth::{Client, ClientError},
};

const NO_SUCH_CLIENT: &str = "There is no client of this id that can be removed.";

pub(super) fn routes() -> Router<SandboxState> {
    Router::new()
        .route("/clients", get(list).post(register))
        .route("/clients/{clientId}", delete(remove))
}

async fn list(State(state): State<SandboxState>) -> Result<Json<Value>, Failure> {
    let clients = state.clients().await?;
    let clients: Vec<_> = clients.iter().map(Client::to_json).collect();
    Ok(Json(json!({ "clients": clients })))
}

/// Answers with the client, and with the secret where one had to be made.
async fn register(
    State(state): State<SandboxState>,
    Body(metadata): Body<Value>,
) -> Result<Response, Failure> {
    let client =
        Client::from_json(&metadata).map_err(|error| invalid(&format!("The client: {error}.")))?;
    let mut registered = client.to_json();
    match state.register_client(client).await {
        Ok(None) => {}
        Ok(Some(secret)) => registered["client_secret"] = secret.into(),
        Err(error @ ClientError::Own(_)) => return Err(invalid(&error.to_string())),
        Err(ClientError::Storage(error)) => return Err(error.into()),
        Err(ClientError::Randomness(error)) => return Err(error.into()),
    }
    Ok((StatusCode::CREATED, Json(registered)).into_response())
}

async fn remove(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
) -> Result<StatusCode, Failure> {
    if state.remove_client(&client_id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Failure::NotFound(NO_SUCH_CLIENT))
    }
}
