//! The `x-correlator` header, echoed on every answer.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::random;

/// The header's name.
pub(crate) const NAME: HeaderName = HeaderName::from_static("x-correlator");

/// What a value has to match, as a regular expression of JSON Schema.
pub(crate) const PATTERN: &str = "^[a-zA-Z0-9_:;./<>{}-]{0,256}$";

/// What the request's header said. Kept in the request's extensions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Correlator {
    /// A valid value, to be echoed as it is.
    Given(HeaderValue),
    /// None, or an empty one.
    Absent,
    /// A value outside the API's [`PATTERN`], never echoed.
    Invalid,
}

impl Correlator {
    pub(super) fn read(headers: &HeaderMap) -> Self {
        let mut values = headers.get_all(NAME).iter();
        match (values.next(), values.next()) {
            (None, _) => Self::Absent,
            (Some(value), None) if value.is_empty() => Self::Absent,
            (Some(value), None) if is_valid(value.as_bytes()) => Self::Given(value.clone()),
            (Some(_), _) => Self::Invalid,
        }
    }

    /// What the answer carries: the value given, else a new UUID.
    pub(super) fn answered(&self) -> Option<HeaderValue> {
        match self {
            Self::Given(value) => Some(value.clone()),
            Self::Absent | Self::Invalid => {
                let mut text = Uuid::encode_buffer();
                let uuid = random::uuid().ok()?;
                HeaderValue::from_str(uuid.hyphenated().encode_lower(&mut text)).ok()
            }
        }
    }
}

fn is_valid(value: &[u8]) -> bool {
    value.len() <= 256
        && value
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_:;./<>{}".contains(byte))
}
