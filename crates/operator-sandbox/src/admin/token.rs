//! Who may use the admin interface.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use subtle::ConstantTimeEq as _;

use crate::{
    http::{Failure, bearer},
    random::digest,
};

/// The token that the admin interface asks for, known by its hash alone.
#[derive(Clone, Copy, Debug)]
pub struct AdminToken([u8; 32]);

impl AdminToken {
    /// Of its text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(digest(text.as_bytes()))
    }
}

/// Lets a request pass that carries the token as `Authorization: Bearer`.
pub(super) async fn check(
    State(token): State<AdminToken>,
    request: Request,
    next: Next,
) -> Response {
    let given = bearer(request.headers()).map(|text| digest(text.as_bytes()));
    let is_right = given.is_some_and(|given| given.ct_eq(&token.0).into());
    if is_right {
        next.run(request).await
    } else {
        Failure::Unauthenticated.into_response()
    }
}
