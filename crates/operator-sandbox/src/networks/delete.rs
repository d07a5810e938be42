//! `deleteNetwork`, which is accepted at once and done later.

use axum::{extract::State, http::StatusCode};
use rusqlite::Transaction;

use super::{NO_SUCH_NETWORK, timeline::Phase};
use crate::{
    SandboxState,
    http::{Admitted, BodyKind, Failure, Operation, ServiceIdPath},
    oauth::Scope,
    storage::networks,
};

pub(crate) struct DeleteNetwork;

impl Operation for DeleteNetwork {
    const SCOPE: Scope = Scope::Delete;
    const BODY: BodyKind = BodyKind::None;
}

/// `DELETE /networks/{serviceId}`. A network that has run out is removed at once; asking
/// again while one is being deleted changes nothing.
pub(crate) async fn delete(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<DeleteNetwork>,
    ServiceIdPath(service_id): ServiceIdPath,
) -> Result<StatusCode, Failure> {
    let now = state.now();
    let done_at = state.done_at(now);
    let remove = move |database: &Transaction<'_>| -> rusqlite::Result<Option<()>> {
        let Some(mut network) = networks::find(database, &client_id, &service_id)? else {
            return Ok(None);
        };
        let removed_at = match network.timeline.phase(now) {
            Phase::Gone => return Ok(None),
            Phase::Deleting => return Ok(Some(())),
            Phase::Requested | Phase::Available => done_at,
            Phase::Expired => now,
        };
        network.timeline.removed_at = Some(removed_at);
        networks::update(database, &network, now).map(Some)
    };
    let removed = state.storage().write(remove).await?;
    removed
        .map(|()| StatusCode::ACCEPTED)
        .ok_or(Failure::NotFound(NO_SUCH_NETWORK))
}
