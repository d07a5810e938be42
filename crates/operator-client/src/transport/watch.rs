//! Tells the observer of an exchange, also of one that is given up half-way.

use std::time::Instant;

use camara::response::ErrorInfo;
use chrono::{DateTime, Utc};

use super::{Broken, Reply};
use crate::{CallObserver, CallRecord, Operation};

/// Longest code taken into a record (CAMARA `ErrorInfo.code`).
const LONGEST_CODE: usize = 96;
/// What a token endpoint says where it gives no token (RFC 6749, 5.2, and those of 4.1.2.1 that
/// some use there too).
const OAUTH_CODES: [&str; 8] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "invalid_scope",
    "unauthorized_client",
    "unsupported_grant_type",
    "server_error",
    "temporarily_unavailable",
];

/// An exchange under way; what is dropped without an end was cancelled.
pub(super) struct Watch<'a> {
    observer: &'a dyn CallObserver,
    record: Option<CallRecord>,
    begun: Instant,
}

impl<'a> Watch<'a> {
    pub(super) fn begin(
        observer: &'a dyn CallObserver,
        operation: Operation,
        correlator: &str,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            observer,
            record: Some(CallRecord {
                at,
                operation,
                status: None,
                problem: Some("cancelled".to_owned()),
                correlator: correlator.to_owned(),
                latency_ms: 0,
            }),
            begun: Instant::now(),
        }
    }

    pub(super) fn answered(&mut self, reply: &Reply) {
        self.end(|record| {
            record.status = Some(reply.status);
            record.correlator.clone_from(&reply.correlator);
            record.problem = problem(record.operation, reply);
        });
    }

    pub(super) fn broken(&mut self, broken: &Broken) {
        self.end(|record| {
            if let Broken::TooLarge { status } = broken {
                record.status = Some(*status);
            }
            record.problem = Some(broken.to_string());
        });
    }

    fn end(&mut self, fill: impl FnOnce(&mut CallRecord)) {
        if let Some(mut record) = self.record.take() {
            fill(&mut record);
            record.latency_ms = millis_since(self.begun);
            self.observer.called(record);
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.end(|_| ());
    }
}

/// Milliseconds since `begun`, at most the most a `u32` holds.
pub(crate) fn millis_since(begun: Instant) -> u32 {
    u32::try_from(begun.elapsed().as_millis()).unwrap_or(u32::MAX)
}

/// The code of an error answer, whatever its status. Words of the operator's own stay out of the record, and
/// so does a code that is none, or one of an answer that may repeat what must not be told.
fn problem(operation: Operation, reply: &Reply) -> Option<String> {
    if reply.is_success() && !reply.is_hidden_error() && !reply.is_page() {
        return None;
    }
    let code = ErrorInfo::read(&reply.body).code;
    let is_code = (1..=LONGEST_CODE).contains(&code.len())
        && code
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b));
    let is_told = !operation.is_confidential() || OAUTH_CODES.contains(&code.as_str());
    Some(if is_code && is_told {
        code
    } else {
        format!("HTTP {}", reply.status)
    })
}
