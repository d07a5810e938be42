//! A whole answer.

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap};

use super::{CORRELATOR, blank::without};
use crate::{CallError, Operation, Refusal};
use camara::response::{ErrorInfo, is_error};

/// Farthest that an operator's clock is believed to be from the app's.
const FARTHEST: TimeDelta = TimeDelta::days(1);
/// The years that HTTP can write: with more digits there is none of its dates.
const YEARS: std::ops::RangeInclusive<i32> = 1..=9999;
/// Longest correlator (CAMARA `XCorrelator`).
const LONGEST_CORRELATOR: usize = 256;

/// An answer of any status, read to its end.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// HTTP status.
    pub(crate) status: u16,
    /// The headers as received.
    pub(crate) headers: HeaderMap,
    /// The body, unpacked, without the secrets of the connection.
    pub(crate) body: Vec<u8>,
    /// The correlator answered, else the one sent.
    pub(crate) correlator: String,
    /// The operator's `Date` where that can be true, else the app's clock.
    pub(crate) at: DateTime<Utc>,
    /// The operator's `Date`, however far it is from the app's clock.
    pub(crate) date: Option<DateTime<Utc>>,
    /// How far the operator's clock is ahead of the app's, where it sent a `Date`.
    pub(crate) clock_ahead: Option<TimeDelta>,
}

impl Reply {
    pub(crate) fn new(
        operation: Operation,
        status: u16,
        headers: HeaderMap,
        body: Vec<u8>,
        sent_correlator: &str,
        secrets: &[&str],
        now: DateTime<Utc>,
    ) -> Self {
        let correlator = headers
            .get(CORRELATOR)
            .filter(|_| !operation.is_confidential())
            .and_then(|value| value.to_str().ok())
            .filter(|text| is_correlator(text) && !secrets.iter().any(|secret| is_in(secret, text)))
            .unwrap_or(sent_correlator)
            .to_owned();
        if correlator != sent_correlator {
            tracing::debug!(
                sent_correlator,
                correlator,
                "the operator answered another correlator"
            );
        }
        let date = headers
            .get(DATE)
            .and_then(|value| value.to_str().ok())
            .and_then(http_date);
        let is_simulated = says_simulated(&headers);
        Self {
            status,
            body: without(body, secrets),
            correlator,
            at: date
                .filter(|date| is_simulated || is_near(*date, now))
                .unwrap_or(now),
            date,
            clock_ahead: date.map(|date| date - now),
            headers,
        }
    }

    pub(crate) const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// Whether it is a web page: a proxy's or a sign-in portal's, never the API's.
    pub(crate) fn is_page(&self) -> bool {
        let is_said_to_be = self.header(CONTENT_TYPE.as_str()).is_some_and(|kind| {
            let kind = kind.trim_start().to_ascii_lowercase();
            kind.starts_with("text/html") || kind.starts_with("application/xhtml")
        });
        is_said_to_be || self.body.trim_ascii_start().starts_with(b"<")
    }

    /// Whether it says that it went well and carries an error.
    pub(crate) fn is_hidden_error(&self) -> bool {
        self.is_success() && is_error(&self.body)
    }

    /// Whether the operator says that it is a simulation.
    pub(crate) fn is_simulated(&self) -> bool {
        says_simulated(&self.headers)
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
            is_page: self.is_page(),
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
        .filter(|date| YEARS.contains(&date.year()))
}

fn is_correlator(text: &str) -> bool {
    (1..=LONGEST_CORRELATOR).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_:;./<>{}".contains(&b))
}

fn is_in(secret: &str, text: &str) -> bool {
    !secret.is_empty() && text.contains(secret)
}

/// Whether the clocks of an operator and of this computer can be so far apart. A simulated
/// operator's may be anywhere.
fn is_near(date: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (date - now).abs() <= FARTHEST
}

fn says_simulated(headers: &HeaderMap) -> bool {
    headers
        .get("x-simulated")
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.trim().eq_ignore_ascii_case("true"))
}
