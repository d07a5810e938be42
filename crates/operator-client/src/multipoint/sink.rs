//! An order that asks to be told of its network, and how an operator that does not do that answers.

use camara::request::{SinkCredential, WithSink};
use chrono::SecondsFormat;
use secrecy::ExposeSecret;

use crate::{CallError, Sink};

/// The order with where to tell of its network.
pub(super) fn with_sink<T>(order: T, sink: Option<&Sink>) -> WithSink<T> {
    let credential = |sink: &Sink| SinkCredential {
        credential_type: "ACCESSTOKEN".to_owned(),
        access_token: Some(sink.token.expose_secret().to_owned()),
        access_token_expires_utc: Some(sink.expires_at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        access_token_type: Some("bearer".to_owned()),
    };
    WithSink {
        order,
        sink: sink.map(|sink| sink.url.clone()),
        sink_credential: sink.map(credential),
    }
}

/// Whether an order was refused, perhaps for its sink alone: 400 for a property that is not
/// known, 422 where events are not supported (Commonalities r4.4), or where the same order
/// came before without it.
pub(super) fn is_refused(error: &CallError) -> bool {
    let CallError::Refused(refusal) = error else {
        return false;
    };
    let is_about_it = ["NOT_SUPPORTED", "NOT_CONFIGURED", "IDEMPOTENCY_KEY_REUSED"]
        .iter()
        .any(|ending| refusal.code.ends_with(ending));
    refusal.status == 400 || refusal.status == 422 && is_about_it
}
