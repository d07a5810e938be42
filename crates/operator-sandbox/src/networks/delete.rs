//! `deleteNetwork`, which is accepted at once and done later.

use axum::{extract::State, http::StatusCode};

use super::{NO_SUCH_NETWORK, registry::Registry, timeline::Phase};
use crate::{
    SandboxState,
    http::{Admitted, BodyKind, Failure, Operation, ServiceIdPath},
    oauth::Scope,
};

pub(crate) struct DeleteNetwork;

impl Operation for DeleteNetwork {
    const SCOPE: Scope = Scope::Delete;
    const BODY: BodyKind = BodyKind::None;
}

/// `DELETE /networks/{serviceId}`. A network that has run out or was cut off is removed at once; asking
/// again while one is being deleted changes nothing.
pub(crate) async fn delete(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<DeleteNetwork>,
    ServiceIdPath(service_id): ServiceIdPath,
) -> Result<StatusCode, Failure> {
    let now = state.now();
    let done_at = state.removed_at(now);
    let remove = move |registry: &Registry<'_>| -> rusqlite::Result<Option<()>> {
        let Some(mut network) = registry.find(DeleteNetwork::DIALECT, &client_id, &service_id)?
        else {
            return Ok(None);
        };
        let removed_at = match network.timeline.phase(now) {
            Phase::Gone => return Ok(None),
            Phase::Deleting => return Ok(Some(())),
            Phase::Requested | Phase::Available => done_at,
            Phase::Expired | Phase::Terminated => now,
        };
        network.timeline.removed_at = Some(removed_at);
        registry.reschedule(&network).map(Some)
    };
    let removed = state.write_networks(now, remove).await?;
    removed
        .map(|()| StatusCode::ACCEPTED)
        .ok_or(Failure::NotFound(NO_SUCH_NETWORK))
}
