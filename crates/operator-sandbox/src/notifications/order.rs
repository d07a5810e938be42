//! The body of an order, with the sink where the operator takes one.

use axum::extract::{FromRequest, Request};
use camara::request::{self, Body, WithSink};

use super::OrderSinks;
use crate::{
    SandboxState,
    http::{Failure, read_body},
};

/// A body as [`crate::http::StrictJson`] reads it. Where sinks are not taken, `sink` is the
/// unknown property that the API says it is.
pub(crate) struct OrderJson<T>(pub(crate) WithSink<T>);

impl<T: Body> FromRequest<SandboxState> for OrderJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &SandboxState) -> Result<Self, Failure> {
        let body = read_body(request).await?;
        let pattern = state.reading().pattern();
        let order = match state.notifications().order_sinks {
            OrderSinks::Unknown => request::parse::<T>(&body, pattern)?.into(),
            OrderSinks::Taken => request::parse(&body, pattern)?,
        };
        Ok(Self(order))
    }
}
