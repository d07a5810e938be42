//! The routes: the operations and the OAuth server, with CAMARA errors for all else.

use axum::{
    Router,
    extract::{Request, State},
    middleware::{self, Next},
    response::Response,
    routing::{get, post},
};

use crate::{
    OperationName, SandboxState, assessment,
    faults::inject,
    http::{Failure, frame},
    metrics::measure,
    networks, oauth, openapi, site_to_cloud,
};

/// Where MultiPoint VPN is served: the version under work, the first alpha release, and any
/// 0.1 after it. All three are one API; links follow the path of the request.
pub const BASE_PATHS: [&str; 3] = [
    BASE_PATH,
    "/multi-point-vpn/v0.1alpha1",
    "/multi-point-vpn/v0.1",
];
/// The first of [`BASE_PATHS`].
pub const BASE_PATH: &str = "/multi-point-vpn/vwip";

/// Everything that the operator answers.
pub fn router(state: SandboxState) -> Router {
    let collection = if state.is_listed() {
        get(networks::list).post(networks::create)
    } else {
        post(networks::create)
    };
    let network = get(networks::read)
        .patch(networks::update)
        .delete(networks::delete);
    // Not nested, since each request would have its path taken apart and put together again.
    BASE_PATHS
        .into_iter()
        .fold(Router::new(), |router, base| {
            let at = |path| format!("{base}{path}");
            router
                .route(&at("/networks"), collection.clone())
                .route(&at("/networks/{serviceId}"), network.clone())
                .route(&at("/networks/{serviceId}/extend"), post(networks::extend))
                .route(&at("/assessment"), post(assessment::assess))
        })
        .merge(site_to_cloud::routes())
        .merge(openapi::routes(openapi::Offered::by(&state)))
        .merge(oauth::routes())
        .fallback(|| async { Failure::NotFound("There is nothing at this path.") })
        .method_not_allowed_fallback(|| async { Failure::MethodNotAllowed })
        .layer(middleware::from_fn_with_state(state.clone(), surround))
        .with_state(state)
}

/// Counts, frames and, where the fault plan says so, spoils an answer. One layer for all three: each layer costs a
/// request several copies of what it surrounds.
async fn surround(State(state): State<SandboxState>, request: Request, next: Next) -> Response {
    let operation = OperationName::of(&request);
    let answered = frame(operation, request, |request| {
        inject(&state, operation, request, next)
    });
    measure(state.metrics(), operation, answered).await
}
