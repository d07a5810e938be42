//! Idempotency keys: an order that is sent twice is made once.

use axum::http::HeaderMap;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use crate::{http::Failure, random::digest};

/// How long the answer to a key is kept.
pub const IDEMPOTENCY_KEY_LIFETIME: TimeDelta = TimeDelta::hours(24);

/// The names of the header; the first that is there counts.
const NAMES: [&str; 2] = ["x-idempotency-key", "idempotency-key"];

/// A key and a digest of what was asked for with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IdempotencyKey {
    pub(super) key: String,
    /// Of the order in one spelling, so that only its content counts.
    pub(super) request_hash: [u8; 32],
}

impl IdempotencyKey {
    /// Reads the key of a request, where it has one.
    ///
    /// # Errors
    /// [`Failure::InvalidArgument`] unless it is 1 to 255 visible ASCII characters.
    pub(crate) fn read(
        headers: &HeaderMap,
        order: &impl Serialize,
    ) -> Result<Option<Self>, Failure> {
        let Some(value) = NAMES.iter().find_map(|name| headers.get(*name)) else {
            return Ok(None);
        };
        let key = value.to_str().ok().filter(|key| {
            (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
        });
        let key = key.ok_or_else(|| {
            let message = "The idempotency key is not 1 to 255 visible ASCII characters.";
            Failure::InvalidArgument(message.to_owned())
        })?;
        let order = serde_json::to_vec(order).map_err(|error| {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "an order cannot be written"
            );
            Failure::Internal
        })?;
        Ok(Some(Self {
            key: key.to_owned(),
            request_hash: digest(&order),
        }))
    }
}

/// An answer from before this moment is kept no longer.
pub(super) fn oldest_kept(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_sub_signed(IDEMPOTENCY_KEY_LIFETIME)
        .unwrap_or(DateTime::<Utc>::MIN_UTC)
}
