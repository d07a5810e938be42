//! The assertion that stands in for a client secret (RFC 7523, CAMARA profile).

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::Serialize;
use url::Url;
use uuid::Uuid;

use crate::{KeyError, SigningKey};

/// What `client_assertion_type` says (RFC 7523, 2.2).
pub(super) const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// How long an assertion lives, in seconds. The profile allows 300; a short one leaves room
/// for a clock that is ahead.
const LIFETIME: i64 = 90;

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    jti: String,
    iat: i64,
    exp: i64,
}

/// A fresh assertion, good for one request at `audience`, by the operator's clock.
pub(super) fn fresh(
    key: &SigningKey,
    client_id: &str,
    audience: &Url,
    now: DateTime<Utc>,
) -> Result<SecretString, KeyError> {
    let issued = now.timestamp();
    key.sign(&Claims {
        iss: client_id,
        sub: client_id,
        aud: audience.as_str(),
        jti: Uuid::new_v4().to_string(),
        iat: issued,
        exp: issued + LIFETIME,
    })
}
