//! The routes: the five operations and the token endpoint, with CAMARA errors for all else.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};

use crate::{
    SandboxState, assessment,
    http::{Failure, frame},
    networks, oauth,
};

/// Where MultiPoint VPN is served.
pub const BASE_PATH: &str = "/multi-point-vpn/vwip";
/// Where tokens are issued.
pub const TOKEN_PATH: &str = "/oauth2/token";

/// Largest body of a token request, in bytes.
const LARGEST_FORM: usize = 64 * 1024;

/// Everything that the operator answers.
pub fn router(state: SandboxState) -> Router {
    let multi_point_vpn = Router::new()
        .route("/networks", post(networks::create))
        .route(
            "/networks/{serviceId}",
            get(networks::read)
                .patch(networks::update)
                .delete(networks::delete),
        )
        .route("/assessment", post(assessment::assess));
    Router::new()
        .nest(BASE_PATH, multi_point_vpn)
        .route(
            TOKEN_PATH,
            post(oauth::issue_token).layer(DefaultBodyLimit::max(LARGEST_FORM)),
        )
        .fallback(|| async { Failure::NotFound("There is nothing at this path.") })
        .method_not_allowed_fallback(|| async { Failure::MethodNotAllowed })
        .layer(middleware::from_fn(frame))
        .with_state(state)
}
