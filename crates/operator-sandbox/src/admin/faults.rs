//! `/faults`: the plan in force.

use axum::{
    Json, Router,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
    routing::get,
};

use super::body::invalid;
use crate::{FaultPlan, FaultReport, SandboxState, http::Failure};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new().route("/faults", get(read).put(replace).delete(end))
}

async fn read(State(state): State<SandboxState>) -> Result<Json<FaultReport>, Failure> {
    let report = state.fault_report();
    report
        .map(Json)
        .ok_or(Failure::NotFound("There is no fault plan."))
}

/// Puts another plan in force, its counters at 0.
async fn replace(
    state: State<SandboxState>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<FaultReport>, Failure> {
    let text = body.map_err(|_| invalid("The fault plan is too large or ended early."))?;
    let plan = FaultPlan::parse(&text)
        .map_err(|problem| invalid(&format!("The fault plan cannot be used: {problem}.")))?;
    state.set_fault_plan(Some(plan));
    read(state).await
}

async fn end(State(state): State<SandboxState>) -> StatusCode {
    state.set_fault_plan(None);
    StatusCode::NO_CONTENT
}
