//! A whole answer.

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{CONTENT_TYPE, DATE, HeaderMap};

use super::CORRELATOR;
use crate::{CallError, Refusal};
use camara::response::{ErrorInfo, is_error};

/// What stands where a secret was repeated.
const BLANK: &str = "[hidden]";
/// A shorter text is in every answer by chance, and no secret.
const SHORTEST_SECRET: usize = 6;
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
    /// How far the operator's clock is ahead of the app's, where it sent a `Date`.
    pub(crate) clock_ahead: Option<TimeDelta>,
}

impl Reply {
    pub(crate) fn new(
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
        let date = headers
            .get(DATE)
            .and_then(|value| value.to_str().ok())
            .and_then(http_date);
        Self {
            status,
            body: without(body, secret),
            correlator,
            at: date.unwrap_or(now),
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

/// `body` with every copy of `secret` blanked out, also of one in the escapes of JSON.
fn without(body: Vec<u8>, secret: &str) -> Vec<u8> {
    if secret.len() < SHORTEST_SECRET {
        return body;
    }
    let has_secret = |body: &[u8]| {
        let needle = secret.as_bytes();
        body.windows(needle.len()).any(|window| window == needle)
    };
    let written = if body.contains(&b'\\') {
        Some(unescaped(&body)).filter(|body| has_secret(body))
    } else {
        None
    };
    let body = match written {
        Some(written) => written,
        None if has_secret(&body) => body,
        None => return body,
    };
    String::from_utf8_lossy(&body)
        .replace(secret, BLANK)
        .into_bytes()
}

/// `body` with the escapes of JSON undone that stand for a character of a token: none of
/// these can end a text.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&first, after)) = rest.split_first() {
        let (byte, length) = match escape(rest) {
            Some(escape) => escape,
            // A pair stays one: its second half begins no escape.
            None if first == b'\\' && !after.is_empty() => {
                plain.extend_from_slice(&rest[..2]);
                rest = &rest[2..];
                continue;
            }
            None => (first, 1),
        };
        plain.push(byte);
        rest = &rest[length..];
    }
    plain
}

/// The character that an escape at the start of `text` stands for, and its length.
fn escape(text: &[u8]) -> Option<(u8, usize)> {
    if text.starts_with(br"\/") {
        return Some((b'/', 2));
    }
    let digits = text.strip_prefix(br"\u")?.get(..4)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let code = u32::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()?;
    let byte = u8::try_from(code).ok()?;
    (byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\')).then_some((byte, 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_secret_is_blanked_out_in_any_writing() {
        for (body, expected) in [
            (r#"{"m":"your s3cret/+x"}"#, r#"{"m":"your [hidden]"}"#),
            (r#"{"m":"s3cret\/+x"}"#, r#"{"m":"[hidden]"}"#),
            (
                r#"{"m":"\u00733cr\u0065t\/\u002Bx!"}"#,
                r#"{"m":"[hidden]!"}"#,
            ),
            (r#"{"m":"\\u0073 \u0022"}"#, r#"{"m":"\\u0073 \u0022"}"#),
            (r#"{"m":"other\/thing\"}"#, r#"{"m":"other\/thing\"}"#),
            (r#"{"m":"\u00"#, r#"{"m":"\u00"#),
        ] {
            let told = without(body.as_bytes().to_vec(), "s3cret/+x");
            assert_eq!(String::from_utf8_lossy(&told), expected, "{body}");
        }
        assert_eq!(without(b"aaa".to_vec(), "a"), b"aaa");
    }
}
