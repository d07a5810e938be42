//! `/limits`: how often each client may ask, and how many networks it may have.

use std::num::NonZeroU32;

use axum::{Json, Router, extract::State, routing::get};
use serde::{Deserialize, Serialize};

use super::body::Body;
use crate::{Limits, SandboxState};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new().route("/limits", get(read).put(replace))
}

/// `null`, or left out, is without a limit.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct WrittenLimits {
    #[serde(default)]
    requests_per_second: Option<NonZeroU32>,
    #[serde(default)]
    networks: Option<u32>,
}

async fn read(State(state): State<SandboxState>) -> Json<WrittenLimits> {
    let Limits {
        requests_per_second,
        networks,
    } = state.limits().get();
    Json(WrittenLimits {
        requests_per_second,
        networks,
    })
}

async fn replace(
    state: State<SandboxState>,
    Body(written): Body<WrittenLimits>,
) -> Json<WrittenLimits> {
    state.set_limits(Limits {
        requests_per_second: written.requests_per_second,
        networks: written.networks,
    });
    read(state).await
}
