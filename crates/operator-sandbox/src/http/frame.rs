//! What surrounds every answer: correlator, the mark of the simulator, the time it took.

use std::time::Instant;

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header, uri::Authority},
    response::{IntoResponse as _, Response},
};

use super::{
    Failure,
    correlator::{self, Correlator},
};
use crate::OperationName;

/// Says that an answer is simulated.
pub(crate) const SIMULATED: HeaderName = HeaderName::from_static("x-simulated");
/// Says how long the operator itself took, in milliseconds.
pub(crate) const SERVER_TIMING: HeaderName = HeaderName::from_static("server-timing");

/// Wraps the whole router, its 404 and 405 included: a request from a page of a browser gets no `answer`.
pub(crate) async fn frame<A: Future<Output = Response>>(
    operation: Option<OperationName>,
    mut request: Request,
    answer: impl FnOnce(Request) -> A,
) -> Response {
    let started = Instant::now();
    let correlator = Correlator::read(request.headers());
    let answered = correlator.answered();
    request.extensions_mut().insert(correlator);
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let mut response = match check_source(request.headers()) {
        Ok(()) => answer(request).await,
        Err(failure) => failure.into_response(),
    };
    let status = response.status().as_u16();
    let headers = response.headers_mut();
    if let Some(value) = answered {
        headers.insert(correlator::NAME, value);
    }
    headers.insert(SIMULATED, HeaderValue::from_static("true"));
    let micros = started.elapsed().as_micros();
    if let Ok(value) = format!("app;dur={}.{:03}", micros / 1000, micros % 1000).try_into() {
        headers.insert(SERVER_TIMING, value);
    }
    tracing::debug!(
        operation = operation.map(OperationName::as_str),
        %method,
        path = uri.path(),
        status,
        milliseconds = micros as f64 / 1000.0,
        correlator = headers.get(correlator::NAME).and_then(|value| value.to_str().ok()),
        "answered"
    );
    response
}

/// A web page must not reach the operator through the browser of whoever runs it: pages send
/// an `Origin`, and a name that was rebound to the loopback address shows in `Host`.
pub(super) fn check_source(headers: &HeaderMap) -> Result<(), Failure> {
    if headers.contains_key(header::ORIGIN) {
        let message = "Requests from web pages are not taken.".to_owned();
        return Err(Failure::PermissionDenied(message));
    }
    match headers.get(header::HOST) {
        Some(host) if !is_loopback(host) => {
            let message = "Host is not a loopback address.".to_owned();
            Err(Failure::PermissionDenied(message))
        }
        Some(_) | None => Ok(()),
    }
}

fn is_loopback(host: &HeaderValue) -> bool {
    let Ok(authority) = Authority::try_from(host.as_bytes()) else {
        return false;
    };
    let name = authority
        .host()
        .trim_start_matches('[')
        .trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_hosts_are_taken() {
        for host in [
            "127.0.0.1:9091",
            "localhost",
            "LOCALHOST:1",
            "[::1]:80",
            "127.8.8.8",
        ] {
            assert!(is_loopback(&HeaderValue::from_static(host)), "{host}");
        }
        for host in [
            "example.com",
            "localhost.example.com",
            "10.0.0.1:80",
            "",
            "a b",
            "user@localhost.evil",
        ] {
            assert!(!is_loopback(&HeaderValue::from_static(host)), "{host}");
        }
    }
}
