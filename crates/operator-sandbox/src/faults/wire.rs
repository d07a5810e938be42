//! Answers that are broken on the wire: cut off, dropped, or sent drop by drop.

use std::{io, time::Duration};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
};
use futures::{StreamExt as _, stream};
use tokio::{task::yield_now, time::sleep};

use super::plan::{Drip, Truncation};
use crate::serving::ConnectionDropped;

/// The connection is closed instead of an answer.
pub(super) fn dropped() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(ConnectionDropped);
    response
}

/// The body announces its length and ends before it. An answer without a body is dropped.
pub(super) async fn truncated(response: Response, truncation: &Truncation) -> Response {
    let (mut parts, body) = match whole(response).await {
        Ok(whole) => whole,
        Err(response) => return response,
    };
    let Some(most) = body.len().checked_sub(1) else {
        return dropped();
    };
    let keep = truncation.keep.unwrap_or(body.len() / 2).min(most);
    let kept = body.slice(..keep);
    let cut = stream::once(async move { Ok(kept) }).chain(stream::once(async {
        // What was kept has to be on its way before the connection breaks.
        yield_now().await;
        Err(io::Error::other("the fault plan cuts the answer off"))
    }));
    parts
        .headers
        .insert(header::CONTENT_LENGTH, body.len().into());
    Response::from_parts(parts, Body::from_stream(cut))
}

/// The body comes piece by piece, its length announced.
pub(super) async fn dripping(response: Response, drip: &Drip) -> Response {
    let (mut parts, body) = match whole(response).await {
        Ok(whole) => whole,
        Err(response) => return response,
    };
    parts
        .headers
        .insert(header::CONTENT_LENGTH, body.len().into());
    let length = usize::try_from(drip.bytes.get()).unwrap_or(usize::MAX);
    let pieces = pieces(body, length, drip.every.0);
    Response::from_parts(parts, Body::from_stream(pieces))
}

fn pieces(
    body: Bytes,
    length: usize,
    every: Duration,
) -> impl futures::Stream<Item = io::Result<Bytes>> {
    stream::unfold((body, true), move |(mut rest, is_first)| async move {
        if rest.is_empty() {
            return None;
        }
        if !is_first {
            sleep(every).await;
        }
        let piece = rest.split_to(length.min(rest.len()));
        Some((Ok(piece), (rest, false)))
    })
}

/// The answer with its body in one piece; the operator makes no other.
async fn whole(response: Response) -> Result<(axum::http::response::Parts, Bytes), Response> {
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) => Ok((parts, body)),
        Err(_) => Err(dropped()),
    }
}
