//! `PUT /S2C_VPN`: another bandwidth or level. What the body leaves out stays as it is.

use axum::extract::State;
use camara::{request::NetworkUpdate, site_to_cloud::ServiceChange};

use super::{answer::ChangedAnswer, body::SpeltJson};
use crate::{
    SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Json, Operation, Rejection},
    networks,
    oauth::Scope,
};

pub(crate) struct ChangeService;

impl Operation for ChangeService {
    const SCOPE: Scope = Scope::SiteToCloudUpdate;
    const BODY: BodyKind = BodyKind::Json;
    const DIALECT: Dialect = Dialect::SiteToCloudVpn;
}

/// Answers with the new values at once, as MultiPoint VPN does.
pub(super) async fn change(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<ChangeService>,
    change: Result<SpeltJson<ServiceChange>, Failure>,
) -> Result<Json<ChangedAnswer>, Rejection<ChangeService>> {
    let SpeltJson(change) = change?;
    let patch = NetworkUpdate {
        guarantee_bandwidth: change.guarantee_bandwidth,
        sla: change.sla,
    };
    let dialect = ChangeService::DIALECT;
    let (network, _) =
        networks::change(&state, dialect, client_id, change.service_id, patch).await?;
    Ok(Json(ChangedAnswer::from(network)))
}
