//! The service identifier in a query.

use axum::{extract::FromRequestParts, http::request::Parts};
use camara::site_to_cloud::{SERVICE_ID_PARAMETERS, Spelling};
use url::form_urlencoded;

use super::body::spelling;
use crate::{SandboxState, http::Failure};

/// The parameter `servceId`, there once and not empty.
pub(super) struct ServceId(pub(super) String);

impl FromRequestParts<SandboxState> for ServceId {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &SandboxState) -> Result<Self, Failure> {
        let [published, ..] = SERVICE_ID_PARAMETERS;
        let names = match spelling(state.reading()) {
            Spelling::Any => &SERVICE_ID_PARAMETERS[..],
            Spelling::Published => &SERVICE_ID_PARAMETERS[..1],
        };
        let query = parts.uri.query().unwrap_or_default();
        let mut values = form_urlencoded::parse(query.as_bytes())
            .filter(|(name, _)| names.contains(&name.as_ref()))
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (Some(value), None) if !value.is_empty() => Ok(Self(value.into_owned())),
            (Some(_), Some(_)) => Err(Failure::InvalidArgument(format!(
                "The query parameter {published} is there more than once."
            ))),
            (Some(_) | None, _) => Err(Failure::InvalidArgument(format!(
                "The query parameter {published} is missing."
            ))),
        }
    }
}
