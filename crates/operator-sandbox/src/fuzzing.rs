//! What `cargo xtask fuzz` gives hostile bytes to: each parser of a request. None may panic, and what is taken has to
//! keep what its parser promises.

#[path = "../../../fuzz/header_lines.rs"]
mod header_lines;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use camara::{
    location,
    request::{self, AssessmentRequest, Body, Connection, NetworkCreate, NetworkUpdate, Pattern},
    site_to_cloud::{self, ServiceChange, ServiceOrder, Spelling},
};
use chrono::DateTime;
use serde::Serialize;

use self::header_lines::header_map;
use crate::{http, networks::AskedTerm, oauth};

/// The bytes as the body of each operation that has one.
///
/// # Panics
/// If a body that was taken reads otherwise once it was written again, or is taken by the narrow pattern alone.
pub fn body(bytes: &[u8]) {
    if let Some(order) = read::<NetworkCreate>(bytes) {
        place(order.connections.as_deref());
        end(order.duration.as_ref());
    }
    if let Some(asked) = read::<AssessmentRequest>(bytes) {
        place(asked.connections.as_deref());
        end(asked.duration.as_ref());
    }
    read::<NetworkUpdate>(bytes);
    read_spelt::<ServiceOrder>(bytes);
    read_spelt::<site_to_cloud::AssessmentRequest>(bytes);
    read_spelt::<ServiceChange>(bytes);
}

/// The bytes as the lines of a request's head.
///
/// # Panics
/// If a header is taken that may not be.
pub fn headers(bytes: &[u8]) {
    http::fuzzed::read(&header_map(bytes));
}

/// The bytes as a token request: lines of its head, an empty line, the form.
///
/// # Panics
/// If a scope is granted that does not exist.
pub fn token(bytes: &[u8]) {
    let empty_line = bytes.windows(2).position(|pair| pair == b"\n\n");
    let (head, form) = match empty_line {
        Some(at) => (&bytes[..at], &bytes[at + 2..]),
        None => (&[][..], bytes),
    };
    oauth::fuzzed::read(&header_map(head), form);
}

fn read<T: Body + Serialize + PartialEq>(bytes: &[u8]) -> Option<T> {
    let body: T = request::parse(bytes, Pattern::Either).ok().or_else(|| {
        let literal = request::parse::<T>(bytes, Pattern::Literal);
        assert!(literal.is_err(), "only the narrow pattern takes it");
        None
    })?;
    let again = serde_json::to_vec(&body).ok();
    let again = again.and_then(|written| request::parse::<T>(&written, Pattern::Either).ok());
    assert!(again.as_ref() == Some(&body), "it reads otherwise again");
    Some(body)
}

/// A body of Site-to-Cloud VPN, which is written as published however it was spelt.
fn read_spelt<T: Body + Serialize + PartialEq>(bytes: &[u8]) {
    if let Ok(body) = site_to_cloud::parse::<T>(bytes, Spelling::Any) {
        let again = serde_json::to_vec(&body).ok();
        let again = again.and_then(|text| site_to_cloud::parse(&text, Spelling::Published).ok());
        assert!(again.as_ref() == Some(&body), "it reads otherwise again");
    }
}

fn place(connections: Option<&[Connection]>) {
    let edges = connections
        .unwrap_or_default()
        .iter()
        .flat_map(|connection| [&connection.customer_edge, &connection.provider_edge]);
    for edge in edges.flatten() {
        let _ = edge.location.as_deref().map(location::decode);
    }
}

fn end(duration: Option<&request::Duration>) {
    let _ = AskedTerm::read(duration, DateTime::UNIX_EPOCH);
}

#[cfg(test)]
#[path = "../../../fuzz/shortly.rs"]
mod shortly;

#[cfg(test)]
mod tests {
    use super::{shortly::run, *};

    #[test]
    fn hostile_bodies_make_nothing_panic() {
        run("body", body);
    }

    #[test]
    fn hostile_headers_make_nothing_panic() {
        run("headers", headers);
    }

    #[test]
    fn hostile_token_requests_make_nothing_panic() {
        run("token", token);
    }
}
