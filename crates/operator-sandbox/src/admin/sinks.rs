//! `/clients/{clientId}/sink`: where a client is told of its networks, and
//! `/clients/{clientId}/undelivered`: what it was to be told and is not.

use axum::{
    Json, Router,
    extract::{Path, State},
    http::StatusCode,
    routing::get,
};
use camara::request::SinkCredential;
use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};

use super::{NO_CLIENT, body::Body};
use crate::{
    SandboxState,
    http::Failure,
    notifications::{RegisterError, Undelivered},
};

const NO_SINK: &str = "This client has no sink.";

pub(super) fn routes() -> Router<SandboxState> {
    Router::new()
        .route(
            "/clients/{clientId}/sink",
            get(read).put(register).delete(remove),
        )
        .route("/clients/{clientId}/undelivered", get(undelivered))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Registration {
    sink: String,
    #[serde(default)]
    sink_credential: Option<SinkCredential>,
}

/// Without the credential.
#[derive(Serialize)]
struct Registered {
    sink: String,
}

#[derive(Serialize)]
struct AllUndelivered {
    undelivered: Vec<Waiting>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Waiting {
    id: String,
    service_id: String,
    status: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    status_info: Option<String>,
    happened_at: String,
    attempts: u32,
    next_attempt_at: String,
}

async fn read(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
) -> Result<Json<Registered>, Failure> {
    let sink = state.sink_of(&client_id).await?;
    sink.map(|sink| Json(Registered { sink }))
        .ok_or(Failure::NotFound(NO_SINK))
}

async fn register(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
    Body(asked): Body<Registration>,
) -> Result<Json<Registered>, Failure> {
    let credential = asked.sink_credential.as_ref();
    state
        .register_sink(&client_id, &asked.sink, credential)
        .await?;
    Ok(Json(Registered { sink: asked.sink }))
}

async fn remove(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
) -> Result<StatusCode, Failure> {
    let was_there = state.remove_sink(&client_id).await?;
    was_there
        .then_some(StatusCode::NO_CONTENT)
        .ok_or(Failure::NotFound(NO_SINK))
}

async fn undelivered(
    State(state): State<SandboxState>,
    Path(client_id): Path<String>,
) -> Result<Json<AllUndelivered>, Failure> {
    state.client(&client_id).await?.ok_or(NO_CLIENT)?;
    let undelivered = state.undelivered(&client_id).await?;
    let undelivered = undelivered.into_iter().map(Waiting::from).collect();
    Ok(Json(AllUndelivered { undelivered }))
}

impl From<RegisterError> for Failure {
    fn from(error: RegisterError) -> Self {
        match error {
            RegisterError::Invalid(sink) => sink.into(),
            RegisterError::UnknownClient => NO_CLIENT,
            RegisterError::Storage(error) => error.into(),
        }
    }
}

impl From<Undelivered> for Waiting {
    fn from(undelivered: Undelivered) -> Self {
        Self {
            id: undelivered.id,
            service_id: undelivered.service_id,
            status: undelivered.status,
            status_info: undelivered.status_info,
            happened_at: rfc3339(undelivered.happened_at),
            attempts: undelivered.attempts,
            next_attempt_at: rfc3339(undelivered.next_attempt_at),
        }
    }
}

fn rfc3339(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}
