//! The admin interface: what a test or a demonstrator does to the operator from outside.
//!
//! On a port and with a token of its own, never on those of the API. Each part is a file with
//! its own routes; `docs/sandbox-operator.md` lists them.

mod body;
mod capacity;
mod clients;
mod clock;
mod faults;
mod limits;
mod networks;
mod observing;
mod server;
mod sinks;
mod token;
mod tokens;

use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
};

pub use server::AdminServer;
pub use token::AdminToken;

use crate::{
    SandboxState,
    http::{Failure, frame},
};

/// What is asked of a client that is not registered.
const NO_CLIENT: Failure = Failure::NotFound("There is no such client.");

/// Everything that the admin interface answers to whoever holds the token.
pub fn admin_router(state: SandboxState, token: AdminToken) -> Router {
    Router::new()
        .merge(capacity::routes())
        .merge(clients::routes())
        .merge(clock::routes())
        .merge(faults::routes())
        .merge(limits::routes())
        .merge(networks::routes())
        .merge(observing::routes())
        .merge(sinks::routes())
        .merge(tokens::routes())
        .fallback(|| async { Failure::NotFound("There is nothing at this path.") })
        .method_not_allowed_fallback(|| async { Failure::MethodNotAllowed })
        .layer(middleware::from_fn_with_state(token, token::check))
        .layer(middleware::from_fn(|request: Request, next: Next| {
            frame(None, request, |request| next.run(request))
        }))
        .with_state(state)
}
