//! `/networks`: ended by the operator, or never coming to be.

use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    routing::post,
};
use serde::Deserialize;

use super::body::Body;
use crate::{SandboxState, http::Failure};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new()
        .route("/networks/{serviceId}/terminate", post(terminate))
        .route("/networks/fail-next", post(fail_next))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Failing {
    /// Orders.
    count: u32,
}

async fn terminate(
    State(state): State<SandboxState>,
    Path(service_id): Path<String>,
) -> Result<StatusCode, Failure> {
    if state.terminate(&service_id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(Failure::NotFound(
            "There is no network of this serviceId that has not ended.",
        ))
    }
}

/// The next orders are taken, and fail when they should be ready.
async fn fail_next(
    State(state): State<SandboxState>,
    Body(Failing { count }): Body<Failing>,
) -> StatusCode {
    state.fail_next_orders(count);
    StatusCode::NO_CONTENT
}
