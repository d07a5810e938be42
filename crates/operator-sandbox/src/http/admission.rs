//! The checks before a body is looked at, in the order a caller may rely on.
//!
//! Rate 429, 401, 403, correlator 400, 415 and 406; 404 and 405 come before, as routes.

use std::{marker::PhantomData, sync::Arc};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};

use super::{
    Failure,
    correlator::Correlator,
    media::{ContentType, accepts_json},
};
use crate::{
    Reading, SandboxState, dialect::Dialect, oauth::Scope, random::digest,
    storage::tokens::StoredToken,
};

/// One operation of an API.
pub(crate) trait Operation {
    /// What a token needs for it.
    const SCOPE: Scope;
    /// What its body is.
    const BODY: BodyKind;
    /// The API it is of, which decides how refusals are worded.
    const DIALECT: Dialect = Dialect::MultiPointVpn;
}

/// The body of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    None,
    Json,
    /// A merge patch; unless read strictly plain JSON is taken as well, as the drafts of the
    /// API had it.
    MergePatch,
}

/// Why the operation `O` is refused, in the words of its API.
pub(crate) struct Rejection<O> {
    failure: Failure,
    operation: PhantomData<O>,
}

impl<O, F: Into<Failure>> From<F> for Rejection<O> {
    fn from(failure: F) -> Self {
        Self {
            failure: failure.into(),
            operation: PhantomData,
        }
    }
}

impl<O: Operation> IntoResponse for Rejection<O> {
    fn into_response(self) -> Response {
        self.failure.worded(O::DIALECT)
    }
}

/// A caller with a valid token for the operation `O`, and a request that can be read.
pub(crate) struct Admitted<O> {
    /// Whose token it is.
    pub(crate) client_id: String,
    operation: PhantomData<O>,
}

impl<O: Operation + Send> FromRequestParts<SandboxState> for Admitted<O> {
    type Rejection = Rejection<O>;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &SandboxState,
    ) -> Result<Self, Rejection<O>> {
        let now = state.now();
        let caller = caller(&parts.headers, state, now);
        let client_id = caller.as_ref().map(|token| token.client_id.as_str());
        state.limits().admit(client_id, now)?;
        let token = caller.ok_or(Failure::Unauthenticated)?;
        if !token
            .scope
            .split(' ')
            .any(|scope| scope == O::SCOPE.as_str())
        {
            let scope = O::SCOPE.as_str();
            let message = format!("The token lacks the scope {scope}.");
            return Err(Failure::PermissionDenied(message).into());
        }
        check_correlator(parts.extensions.get(), O::DIALECT, state.reading())?;
        if !O::BODY.takes(&parts.headers, state.reading()) {
            return Err(Failure::UnsupportedMediaType.into());
        }
        if !accepts_json(&parts.headers) {
            return Err(Failure::NotAcceptable.into());
        }
        Ok(Self {
            client_id: token.client_id.clone(),
            operation: PhantomData,
        })
    }
}

impl BodyKind {
    /// What it may be sent as, the usual type first.
    pub(crate) const fn media_types(self, reading: Reading) -> &'static [ContentType] {
        match (self, reading) {
            (Self::None, _) => &[],
            (Self::Json, _) => &[ContentType::Json],
            (Self::MergePatch, Reading::Strict) => &[ContentType::MergePatch],
            (Self::MergePatch, Reading::Lenient) => &[ContentType::MergePatch, ContentType::Json],
        }
    }

    fn takes(self, headers: &HeaderMap, reading: Reading) -> bool {
        let taken = self.media_types(reading);
        match ContentType::read(headers) {
            _ if taken.is_empty() => true,
            // Without a body there is nothing to be of a type; that it is missing is told later.
            ContentType::Absent => !announces_body(headers),
            kind @ (ContentType::Json | ContentType::MergePatch | ContentType::Other) => {
                taken.contains(&kind)
            }
        }
    }
}

/// Whether a request has to have a correlator: Site-to-Cloud VPN says so, and is taken by its
/// word only when read to the letter.
pub(crate) fn needs_correlator(dialect: Dialect, reading: Reading) -> bool {
    dialect == Dialect::SiteToCloudVpn && reading.is_strict()
}

fn check_correlator(
    correlator: Option<&Correlator>,
    dialect: Dialect,
    reading: Reading,
) -> Result<(), Failure> {
    let is_needed = needs_correlator(dialect, reading);
    let message = match correlator {
        Some(Correlator::Invalid) => {
            "x-correlator has more than 256 characters, or some that it may not have."
        }
        Some(Correlator::Absent) | None if is_needed => "X-Correlator is missing.",
        Some(_) | None => return Ok(()),
    };
    Err(Failure::InvalidArgument(message.to_owned()))
}

/// The token that was given, if it is a valid one.
fn caller(
    headers: &HeaderMap,
    state: &SandboxState,
    now: DateTime<Utc>,
) -> Option<Arc<StoredToken>> {
    let hash = digest(bearer(headers)?.as_bytes());
    state.storage().token(&hash, now)
}

/// The token of `Authorization: Bearer`, where it is there exactly once.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let token = token.trim_start_matches(' ');
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn announces_body(headers: &HeaderMap) -> bool {
    headers.contains_key(header::TRANSFER_ENCODING)
        || headers
            .get(header::CONTENT_LENGTH)
            .is_some_and(|length| length != "0")
}
