//! `DELETE /S2C_VPN`, which is done when it is answered, with a last report.

use axum::extract::State;

use super::{answer::FinalReport, service_id::ServceId};
use crate::{
    SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Json, Operation, Rejection},
    networks::{NO_SUCH_NETWORK, Registry},
    oauth::Scope,
};

pub(crate) struct DeleteService;

impl Operation for DeleteService {
    const SCOPE: Scope = Scope::SiteToCloudDelete;
    const BODY: BodyKind = BodyKind::None;
    const DIALECT: Dialect = Dialect::SiteToCloudVpn;
}

/// Removes a service at once, whatever its state.
pub(super) async fn delete(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<DeleteService>,
    service_id: Result<ServceId, Failure>,
) -> Result<Json<FinalReport>, Rejection<DeleteService>> {
    let ServceId(service_id) = service_id?;
    let now = state.now();
    let remove = move |registry: &Registry<'_>| -> rusqlite::Result<Option<FinalReport>> {
        let found = registry.find(DeleteService::DIALECT, &client_id, &service_id)?;
        let Some((mut network, report)) = found
            .and_then(|network| FinalReport::at(&network, now).map(|report| (network, report)))
        else {
            return Ok(None);
        };
        network.timeline.removed_at = Some(now);
        registry.reschedule(&network)?;
        Ok(Some(report))
    };
    let report = state.write_networks(now, remove).await?;
    Ok(Json(report.ok_or(Failure::NotFound(NO_SUCH_NETWORK))?))
}
