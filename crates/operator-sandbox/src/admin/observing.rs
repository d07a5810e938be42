//! `/metrics` for Prometheus.

use axum::{
    Router,
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
    routing::get,
};

use crate::{SandboxState, http::Failure, metrics, networks::ran_out_before, storage::networks};

pub(super) fn routes() -> Router<SandboxState> {
    Router::new().route("/metrics", get(read))
}

async fn read(State(state): State<SandboxState>) -> Result<Response, Failure> {
    let now = state.now();
    let networks = state
        .storage()
        .read(move |database| networks::count_readable(database, now, ran_out_before(now)))
        .await?;
    let text = state.metrics().text(networks);
    let text = text.map_err(|_| Failure::Internal)?;
    Ok(([(header::CONTENT_TYPE, metrics::MEDIA_TYPE)], text).into_response())
}
