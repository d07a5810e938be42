//! A JSON body that is exactly what the API's schema says.

use axum::extract::{FromRequest, Request};
use camara::request::{self, Body};
use futures::StreamExt as _;

use super::Failure;
use crate::SandboxState;

/// Largest body that is read.
const LARGEST: usize = 1024 * 1024;
/// How much more is read and thrown away, so that a sender that is still sending gets to
/// see the answer.
const DISCARDED: usize = 16 * 1024 * 1024;

/// A body of type `T`: one object in UTF-8, without unknown, repeated or null properties at
/// any depth. Everything else is a 400, whatever axum's own extractor would answer.
pub(crate) struct StrictJson<T>(pub(crate) T);

impl<T: Body> FromRequest<SandboxState> for StrictJson<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &SandboxState) -> Result<Self, Failure> {
        let body = read_body(request).await?;
        Ok(Self(request::parse(&body, state.reading().pattern())?))
    }
}

/// Reads a body up to 1 MiB.
///
/// # Errors
/// [`Failure::TooLarge`], or [`Failure::InvalidArgument`] where it ends early.
pub(crate) async fn read_body(request: Request) -> Result<Vec<u8>, Failure> {
    let mut body = request.into_body().into_data_stream();
    let mut read = Vec::new();
    let mut received = 0_usize;
    while let Some(data) = body.next().await {
        let data =
            data.map_err(|_| Failure::InvalidArgument("The body ended early.".to_owned()))?;
        received += data.len();
        if received > LARGEST + DISCARDED {
            break;
        }
        if received <= LARGEST {
            read.extend_from_slice(&data);
        }
    }
    if received > LARGEST {
        Err(Failure::TooLarge)
    } else {
        Ok(read)
    }
}
