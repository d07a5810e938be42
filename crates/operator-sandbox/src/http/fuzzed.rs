//! The parsers of headers, for hostile ones.

use axum::http::HeaderMap;
use camara::request::NetworkCreate;

use super::{
    admission::bearer,
    correlator::Correlator,
    frame::check_source,
    media::{ContentType, accepts_json},
};
use crate::networks::IdempotencyKey;

/// Reads every header that the operator looks at.
///
/// # Panics
/// If a correlator is answered that the API does not allow.
pub(crate) fn read(headers: &HeaderMap) {
    let _ = check_source(headers);
    let answered = Correlator::read(headers).answered();
    let answered = answered.as_ref().map_or(&[][..], |value| value.as_bytes());
    let is_allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:;./<>{}".contains(byte);
    assert!((1..=256).contains(&answered.len()) && answered.iter().all(is_allowed));
    assert!(bearer(headers).is_none_or(|token| !token.is_empty()));
    let _ = accepts_json(headers);
    let _ = ContentType::read(headers);
    let _ = IdempotencyKey::read(headers, &NetworkCreate::default());
}
