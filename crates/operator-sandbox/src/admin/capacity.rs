//! `/capacity`: how much trunks and access lines carry.

use axum::{Json, Router, extract::State, routing::get};
use serde::{Deserialize, Serialize};

use super::body::Body;
use crate::{SandboxState, backbone::Capacity};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new().route("/capacity", get(read).put(replace))
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct CapacityInForce {
    capacity: Capacity,
}

async fn read(State(state): State<SandboxState>) -> Json<CapacityInForce> {
    Json(CapacityInForce {
        capacity: state.capacity(),
    })
}

/// Networks that stand stay, whether they still fit or not.
async fn replace(
    state: State<SandboxState>,
    Body(wanted): Body<CapacityInForce>,
) -> Json<CapacityInForce> {
    state.set_capacity(wanted.capacity);
    read(state).await
}
