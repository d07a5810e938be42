//! `/clock`: read, set and stepped.

use axum::{
    Json, Router,
    extract::State,
    routing::{get, post},
};
use chrono::SecondsFormat;
use serde::{Deserialize, Serialize};

use super::body::Body;
use crate::{ClockError, SandboxState, WrittenDuration, clock::ClockMode, http::Failure};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new()
        .route("/clock", get(read).put(set))
        .route("/clock/step", post(step))
}

#[derive(Serialize)]
struct ClockAnswer {
    now: String,
    /// As on the command line.
    mode: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WantedMode {
    mode: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    by: WrittenDuration,
}

async fn read(State(state): State<SandboxState>) -> Json<ClockAnswer> {
    let reading = state.clock_reading();
    Json(ClockAnswer {
        now: reading.now.to_rfc3339_opts(SecondsFormat::Millis, true),
        mode: reading.mode.map(|mode| mode.to_string()),
    })
}

async fn set(
    state: State<SandboxState>,
    Body(WantedMode { mode }): Body<WantedMode>,
) -> Result<Json<ClockAnswer>, Failure> {
    let mode: ClockMode = mode.parse().map_err(|error: crate::clock::InvalidMode| {
        Failure::InvalidArgument(format!("mode: {error}."))
    })?;
    match state.set_clock(mode).await {
        Ok(()) => Ok(read(state).await),
        Err(error) => Err(refused(error)),
    }
}

async fn step(
    state: State<SandboxState>,
    Body(Step { by }): Body<Step>,
) -> Result<Json<ClockAnswer>, Failure> {
    state.step_clock(by.0).await.map_err(refused)?;
    Ok(read(state).await)
}

fn refused(error: ClockError) -> Failure {
    match error {
        ClockError::Ahead(_) => Failure::IncompatibleState(
            "The clock is ahead of the system's. Let it run on from there with x1.",
        ),
        ClockError::BeyondCalendar => Failure::InvalidArgument(format!("by: {error}")),
        ClockError::Storage(error) => error.into(),
    }
}
