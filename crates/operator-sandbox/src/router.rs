//! The routes: the operations and the OAuth server, with CAMARA errors for all else.

use axum::{
    Router, middleware,
    routing::{get, post},
};

use crate::{
    SandboxState, assessment,
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
    let multi_point_vpn = Router::new()
        .route("/networks", collection)
        .route("/networks/{serviceId}/extend", post(networks::extend))
        .route(
            "/networks/{serviceId}",
            get(networks::read)
                .patch(networks::update)
                .delete(networks::delete),
        )
        .route("/assessment", post(assessment::assess));
    BASE_PATHS
        .into_iter()
        .fold(Router::new(), |router, path| {
            router.nest(path, multi_point_vpn.clone())
        })
        .merge(site_to_cloud::routes())
        .merge(openapi::routes(openapi::Offered::by(&state)))
        .merge(oauth::routes())
        .fallback(|| async { Failure::NotFound("There is nothing at this path.") })
        .method_not_allowed_fallback(|| async { Failure::MethodNotAllowed })
        .layer(middleware::from_fn_with_state(state.clone(), inject))
        .layer(middleware::from_fn(frame))
        .layer(middleware::from_fn_with_state(state.clone(), measure))
        .with_state(state)
}
