//! `updateNetwork`: another bandwidth or level.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use camara::request::NetworkUpdate;
use chrono::{DateTime, Utc};
use model::{Level, Mbps};

use super::{
    Change, NO_SUCH_NETWORK, Network, answer::NetworkAnswer, registry::Registry, timeline::Phase,
};
use crate::{
    SandboxState,
    dialect::Dialect,
    http::{Admitted, BodyKind, Failure, Json, Operation, ServiceIdPath, StrictJson},
    oauth::Scope,
};

pub(crate) struct UpdateNetwork;

impl Operation for UpdateNetwork {
    const SCOPE: Scope = Scope::Update;
    const BODY: BodyKind = BodyKind::MergePatch;
}

/// `PATCH /networks/{serviceId}`. Answers with the new values at once; until the change is
/// done they stand in `xLifecycle.pendingChange` as well.
pub(crate) async fn update(
    State(state): State<SandboxState>,
    Admitted { client_id, .. }: Admitted<UpdateNetwork>,
    ServiceIdPath(service_id): ServiceIdPath,
    StrictJson(patch): StrictJson<NetworkUpdate>,
) -> Result<Response, Failure> {
    let dialect = Dialect::MultiPointVpn;
    let (network, now) = change(&state, dialect, client_id, service_id, patch).await?;
    let answer = NetworkAnswer::at(network, now).ok_or(Failure::NotFound(NO_SUCH_NETWORK))?;
    Ok(Json(answer).into_response())
}

/// Changes a client's network and gives it with the moment of the change.
///
/// # Errors
/// [`Failure`] where there is none, or where it cannot be changed so.
pub(crate) async fn change(
    state: &SandboxState,
    dialect: Dialect,
    client_id: String,
    service_id: String,
    patch: NetworkUpdate,
) -> Result<(Network, DateTime<Utc>), Failure> {
    let now = state.now();
    let change = move |registry: &Registry<'_>| -> rusqlite::Result<Result<Network, Failure>> {
        let found = registry.find(dialect, &client_id, &service_id)?;
        let Some(network) = found else {
            return Ok(Err(Failure::NotFound(NO_SUCH_NETWORK)));
        };
        let mut network = match changed(network, &patch, now) {
            Ok(Changed::Nothing(network)) => return Ok(Ok(network)),
            Ok(Changed::Terms(network)) => network,
            Err(failure) => return Ok(Err(failure)),
        };
        let resized = registry.resize(&mut network)?;
        Ok(resized.map(|()| network).map_err(Failure::Refused))
    };
    let network = state.write_networks(now, change).await??;
    Ok((network, now))
}

/// A network as a patch leaves it.
enum Changed {
    /// It was so before.
    Nothing(Network),
    Terms(Network),
}

fn changed(
    mut network: Network,
    patch: &NetworkUpdate,
    now: DateTime<Utc>,
) -> Result<Changed, Failure> {
    match network.timeline.phase(now) {
        Phase::Requested | Phase::Available => {}
        Phase::Deleting => return Err(Failure::IncompatibleState("The network is being deleted.")),
        Phase::Expired => {
            return Err(Failure::IncompatibleState(
                "The network's duration is over.",
            ));
        }
        Phase::Terminated => {
            return Err(Failure::IncompatibleState("The network was terminated."));
        }
        Phase::Gone => return Err(Failure::NotFound(NO_SUCH_NETWORK)),
    }
    let bandwidth: Option<Mbps> = patch
        .guarantee_bandwidth
        .filter(|new| *new != network.bandwidth);
    let sla: Option<Level> = patch.sla.filter(|new| *new != network.sla);
    if bandwidth.is_none() && sla.is_none() {
        return Ok(Changed::Nothing(network));
    }
    let before = network.in_force(now);
    network.bandwidth = bandwidth.unwrap_or(network.bandwidth);
    network.sla = sla.unwrap_or(network.sla);
    let pending = network.timeline.pending_change(now);
    let change = Change {
        // Later, where building it takes longer.
        done_at: network.timeline.available_at.max(now),
        bandwidth: bandwidth.or(pending.and_then(|change| change.bandwidth)),
        sla: sla.or(pending.and_then(|change| change.sla)),
        before,
    };
    network.timeline.change = Some(change);
    Ok(Changed::Terms(network))
}
