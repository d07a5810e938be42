//! `assessConnectionFeasibility`: what could be built, for how much, and by when.

mod answer;

use axum::extract::State;
use camara::request::AssessmentRequest;
use model::Mbps;

use answer::AssessmentAnswer;
pub(crate) use answer::Offer;

use crate::{
    SandboxState,
    backbone::{Demand, Verdict},
    http::{Admitted, BodyKind, Failure, Json, Operation, StrictJson},
    networks::AskedTerm,
    oauth::Scope,
};

pub(crate) struct Assess;

impl Operation for Assess {
    const SCOPE: Scope = Scope::Assess;
    const BODY: BodyKind = BodyKind::Json;
}

/// `POST /assessment`. Stores nothing.
pub(crate) async fn assess(
    State(state): State<SandboxState>,
    _: Admitted<Assess>,
    StrictJson(request): StrictJson<AssessmentRequest>,
) -> Result<Json<AssessmentAnswer>, Failure> {
    let verdict = verdict(&state, &request)?;
    Ok(Json(AssessmentAnswer::from(&verdict)))
}

/// What the operator says to a request, by whichever API.
///
/// # Errors
/// [`Failure::OutOfRange`] where the duration is not one that can be had.
pub(crate) fn verdict(
    state: &SandboxState,
    request: &AssessmentRequest,
) -> Result<Verdict, Failure> {
    let now = state.now();
    let term = AskedTerm::read(request.duration.as_ref(), now)?;
    let demand = Demand {
        connections: request.connections.as_deref().unwrap_or_default(),
        bandwidth: request.guarantee_bandwidth.unwrap_or(Mbps::MIN),
        is_protected: request.is_protected == Some(true),
        term: term.stated,
    };
    Ok(state.assess(&demand, now))
}
