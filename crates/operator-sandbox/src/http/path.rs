//! The service identifier in a path.

use axum::{extract::FromRequestParts, http::request::Parts};
use percent_encoding::percent_decode_str;

use super::Failure;
use crate::SandboxState;

/// The segment of the path after `networks`, decoded and of the API's pattern.
pub(crate) struct ServiceIdPath(pub(crate) String);

impl FromRequestParts<SandboxState> for ServiceIdPath {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &SandboxState) -> Result<Self, Failure> {
        let path = parts.uri.path();
        let after = path.split_once("/networks/").map_or("", |(_, after)| after);
        let segment = after.split('/').next().unwrap_or_default();
        percent_decode_str(segment)
            .decode_utf8()
            .ok()
            .filter(|id| state.reading().pattern().takes(id, 255))
            .map(|id| Self(id.into_owned()))
            .ok_or_else(|| {
                let message =
                    "serviceId is not 1 to 255 letters, digits and the signs the API takes.";
                Failure::InvalidArgument(message.to_owned())
            })
    }
}
