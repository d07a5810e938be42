//! `getNetwork`.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};

use super::{NO_SUCH_NETWORK, answer::NetworkAnswer};
use crate::{
    SandboxState,
    http::{Admitted, BodyKind, Failure, Json, Operation, ServiceIdPath},
    oauth::Scope,
    storage::networks,
};

pub(crate) struct GetNetwork;

impl Operation for GetNetwork {
    const SCOPE: Scope = Scope::Read;
    const BODY: BodyKind = BodyKind::None;
}

/// `GET /networks/{serviceId}`.
pub(crate) async fn read(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<GetNetwork>,
    ServiceIdPath(service_id): ServiceIdPath,
) -> Result<Response, Failure> {
    let now = state.now();
    let find = state
        .storage()
        .read(move |database| networks::find(database, &client_id, &service_id));
    let answer = find
        .await?
        .and_then(|network| NetworkAnswer::at(network, now));
    let answer = answer.ok_or(Failure::NotFound(NO_SUCH_NETWORK))?;
    Ok(Json(answer).into_response())
}
