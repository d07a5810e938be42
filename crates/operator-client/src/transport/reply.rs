//! A whole answer.

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap};

use super::CORRELATOR;
use crate::{CallError, Refusal};
use camara::response::ErrorInfo;

/// What stands where a secret was repeated.
const BLANK: &str = "[hidden]";
/// Longest correlator (CAMARA `XCorrelator`).
const LONGEST_CORRELATOR: usize = 256;

/// An answer of any status, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// HTTP status.
    pub(crate) status: u16,
    /// The headers as received.
    pub(crate) headers: HeaderMap,
    /// The body, unpacked, without the secret that was sent.
    pub(crate) body: Vec<u8>,
    /// The correlator answered, else the one sent.
    pub(crate) correlator: String,
    /// The operator's `Date`, else the app's clock.
    pub(crate) at: DateTime<Utc>,
}

impl Reply {
    pub(super) fn new(
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
        sent_correlator: &str,
        secret: &str,
        now: DateTime<Utc>,
    ) -> Self {
        let correlator = headers
            .get(CORRELATOR)
            .and_then(|value| value.to_str().ok())
            .filter(|text| is_correlator(text) && (secret.is_empty() || !text.contains(secret)))
            .unwrap_or(sent_correlator)
            .to_owned();
        if correlator != sent_correlator {
            tracing::debug!(
                sent_correlator,
                correlator,
                "the operator answered another correlator"
            );
        }
        let at = headers
            .get(DATE)
            .and_then(|value| value.to_str().ok())
            .and_then(http_date)
            .unwrap_or(now);
        Self {
            status,
            body: without(body, secret),
            correlator,
            at,
            headers,
        }
    }

    pub(crate) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether it is a web page: a proxy's or a sign-in portal's, never the API's.
    pub(crate) fn is_page(&self) -> bool {
        self.header(CONTENT_TYPE.as_str()).is_some_and(|kind| {
            kind.trim_start()
                .to_ascii_lowercase()
                .starts_with("text/html")
        })
    }

    /// Whether the operator says that it is a simulation.
    pub(crate) fn is_simulated(&self) -> bool {
        self.header("x-simulated")
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What the operator said went wrong; its own status in the body is not looked at.
    pub(crate) fn refusal(&self, scope: &'static str) -> Refusal {
        let info = if self.is_page() {
            ErrorInfo::default()
        } else {
            ErrorInfo::read(&self.body)
        };
        Refusal {
            status: self.status,
            code: info.code,
            message: info.message,
            correlator: self.correlator.clone(),
            retry_after: None,
            scope,
        }
    }

    /// The failure of an answer that cannot be understood.
    pub(crate) fn undecodable(&self, reason: &str) -> CallError {
        CallError::Undecodable {
            status: self.status,
            reason: reason.to_owned(),
            correlator: self.correlator.clone(),
        }
    }
}

/// A moment as HTTP writes it (RFC 9110, `IMF-fixdate`).
pub(crate) fn http_date(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc2822(text)
        .ok()
        .map(|date| date.to_utc())
}

fn is_correlator(text: &str) -> bool {
    (1..=LONGEST_CORRELATOR).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_:;./<>{}".contains(&b))
}

/// `body` with every copy of `secret` blanked out.
fn without(body: Vec<u8>, secret: &str) -> Vec<u8> {
    let needle = secret.as_bytes();
    if needle.is_empty() || !body.windows(needle.len()).any(|window| window == needle) {
        return body;
    }
    String::from_utf8_lossy(&body)
        .replace(secret, BLANK)
        .into_bytes()
}
