//! Bodies of the admin interface.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;

use crate::{SandboxState, http::Failure};

/// A JSON body of type `T`. Its content type is not looked at.
pub(super) struct Body<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequest<SandboxState> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &SandboxState) -> Result<Self, Failure> {
        let text = Bytes::from_request(request, state)
            .await
            .map_err(|_| invalid("The body is too large or ended early."))?;
        serde_json::from_slice(&text)
            .map(Self)
            .map_err(|error| invalid(&format!("The body cannot be used: {error}.")))
    }
}

/// A refusal of what was sent.
pub(super) fn invalid(message: &str) -> Failure {
    Failure::InvalidArgument(message.to_owned())
}
