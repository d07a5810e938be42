//! `GET /S2C_VPN`: what was bought and what is delivered.

use axum::extract::State;

use super::{answer::ServiceAnswer, service_id::ServceId};
use crate::{
    SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Json, Operation, Rejection},
    networks::NO_SUCH_NETWORK,
    oauth::Scope,
    storage::networks,
};

pub(crate) struct ReadService;

impl Operation for ReadService {
    const SCOPE: Scope = Scope::SiteToCloudRead;
    const BODY: BodyKind = BodyKind::None;
    const DIALECT: Dialect = Dialect::SiteToCloudVpn;
}

pub(super) async fn read(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<ReadService>,
    service_id: Result<ServceId, Failure>,
) -> Result<Json<ServiceAnswer>, Rejection<ReadService>> {
    let ServceId(service_id) = service_id?;
    let now = state.now();
    let find = state.storage().read(move |database| {
        networks::find_in(database, ReadService::DIALECT, &client_id, &service_id)
    });
    let answer = find
        .await?
        .and_then(|network| ServiceAnswer::at(&network, now));
    Ok(Json(answer.ok_or(Failure::NotFound(NO_SUCH_NETWORK))?))
}
