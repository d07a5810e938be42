//! `assessConnectionFeasibility`: what could be built, for how much, and by when.

mod answer;

use axum::{Json, extract::State};
use camara::request::AssessmentRequest;
use model::Mbps;

use answer::AssessmentAnswer;

use crate::{
    SandboxState,
    backbone::Demand,
    http::{Admitted, BodyKind, Failure, Operation, StrictJson},
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
    let term = AskedTerm::read(request.duration.as_ref(), state.now())?;
    let demand = Demand {
        connections: request.connections.as_deref().unwrap_or_default(),
        bandwidth: request.guarantee_bandwidth.unwrap_or(Mbps::MIN),
        is_protected: request.is_protected == Some(true),
        term: term.stated,
    };
    Ok(Json(AssessmentAnswer::from(
        &state.backbone().assess(&demand),
    )))
}
