//! A JSON body in the spelling that is taken.

use axum::extract::{FromRequest, Request};
use camara::{
    request::{Body, WithSink},
    site_to_cloud::{self, ServiceOrder, Spelling},
};

use crate::{
    Reading, SandboxState,
    http::{Failure, read_body},
    notifications::OrderSinks,
};

/// A body of type `T`, as strict as one of MultiPoint VPN; other spellings than the published
/// ones are taken unless the file is read to the letter.
pub(super) struct SpeltJson<T>(pub(super) T);

impl<T: Body> FromRequest<SandboxState> for SpeltJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &SandboxState) -> Result<Self, Failure> {
        let body = read_body(request).await?;
        Ok(Self(site_to_cloud::parse(
            &body,
            spelling(state.reading()),
        )?))
    }
}

/// An order, with the sink where the operator takes one.
pub(super) struct OrderJson(pub(super) WithSink<ServiceOrder>);

impl FromRequest<SandboxState> for OrderJson {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &SandboxState) -> Result<Self, Failure> {
        match state.notifications().order_sinks {
            OrderSinks::Unknown => {
                let SpeltJson(order) =
                    SpeltJson::<ServiceOrder>::from_request(request, state).await?;
                Ok(Self(order.into()))
            }
            OrderSinks::Taken => {
                let SpeltJson(order) = SpeltJson::from_request(request, state).await?;
                Ok(Self(order))
            }
        }
    }
}

pub(super) const fn spelling(reading: Reading) -> Spelling {
    match reading {
        Reading::Lenient => Spelling::Any,
        Reading::Strict => Spelling::Published,
    }
}
