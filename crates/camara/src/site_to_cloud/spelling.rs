//! Names that are misspelt in the published file, and what else they may be taken as.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;

use crate::request::{self, Body, Pattern, Violation, invalid};

/// How the names of properties and parameters may be spelt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Spelling {
    /// As published, as correct English has it, or as the file has it elsewhere.
    #[default]
    Any,
    /// As published at that place.
    Published,
}

/// Properties of requests: another spelling, and the published one in its place.
pub const CORRECTED: [(&str, &str); 7] = [
    ("serviceName", "servceName"),
    ("routeProtocol", "routeProtocal"),
    ("GuaranteeBandwidth", "guaranteeBandwidth"),
    ("sla", "SLA"),
    ("slaLevel", "SLA"),
    ("serviceId", "serviceID"),
    ("servceId", "serviceID"),
];

/// The query parameter that names a service: as published, and its other spellings.
pub const SERVICE_ID_PARAMETERS: [&str; 3] = ["servceId", "serviceId", "serviceID"];

/// Reads and checks a body as [`request::parse`] does; `spelling` says which names it may use.
///
/// # Errors
/// The first [`Violation`].
pub fn parse<T: Body>(body: &[u8], spelling: Spelling) -> Result<T, Violation> {
    let value = request::parse(body, Pattern::Either)?;
    match spelling {
        Spelling::Any => Ok(value),
        Spelling::Published => check_names(body).map(|()| value),
    }
}

fn check_names(body: &[u8]) -> Result<(), Violation> {
    let properties: BTreeMap<String, IgnoredAny> =
        serde_json::from_slice(body).map_err(|error| invalid("", error.to_string()))?;
    let corrected = CORRECTED
        .iter()
        .find(|(corrected, _)| properties.contains_key(*corrected));
    match corrected {
        None => Ok(()),
        Some((corrected, published)) => Err(invalid(
            format!("/{corrected}"),
            format!("is published as {published}"),
        )),
    }
}
