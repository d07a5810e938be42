//! Where notifications go, and by what the operator is known there.

use std::fmt;

use axum::http::StatusCode;
use camara::request::{SinkCredential, WithSink};
use chrono::{DateTime, SubsecRound as _, Utc};
use url::{Host, Url};

use super::addresses::Reach;

/// Longest URL, in characters (Commonalities r4.3).
pub(crate) const LONGEST_URL: usize = 2048;
/// Longest access token, in characters.
pub(crate) const LONGEST_TOKEN: usize = 4096;

/// A URL that notifications may be posted to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sink {
    /// As it was given.
    pub(crate) url: String,
    pub(crate) token: Option<AccessToken>,
}

/// What a sink knows the operator by. `Debug` shows when it ends, and not the token.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct AccessToken {
    pub(crate) text: String,
    pub(crate) expires_at: DateTime<Utc>,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// Why a sink is not taken. The text names no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidSink {
    /// The URL cannot be posted to.
    #[error("sink {0}.")]
    Url(&'static str),
    /// A type of credential that is not known here.
    #[error("credentialType is not ACCESSTOKEN.")]
    CredentialType,
    /// A key that was never given to this operator.
    #[error("No key was agreed on for PRIVATE_KEY_JWT: use ACCESSTOKEN.")]
    KeyNotConfigured,
    /// A type of token that is not known here.
    #[error("accessTokenType is not bearer.")]
    TokenType,
    /// A token that cannot be used.
    #[error("{0}.")]
    Token(&'static str),
    /// Something that has to be there is not.
    #[error("{0} is missing.")]
    Missing(&'static str),
}

impl InvalidSink {
    /// The answer's status and CAMARA code.
    pub(crate) const fn status_and_code(self) -> (StatusCode, &'static str) {
        let code = match self {
            Self::Url(_) => "INVALID_SINK",
            Self::CredentialType => "INVALID_CREDENTIAL",
            Self::TokenType | Self::Token(_) => "INVALID_TOKEN",
            Self::Missing(_) => "INVALID_ARGUMENT",
            Self::KeyNotConfigured => {
                let code = "PRIVATE_KEY_JWT_NOT_CONFIGURED";
                return (StatusCode::UNPROCESSABLE_ENTITY, code);
            }
        };
        (StatusCode::BAD_REQUEST, code)
    }
}

impl Sink {
    /// Reads a sink and its credential at the moment `now`.
    ///
    /// # Errors
    /// [`InvalidSink`].
    pub fn read(
        url: &str,
        credential: Option<&SinkCredential>,
        now: DateTime<Utc>,
    ) -> Result<Self, InvalidSink> {
        parse(url).map_err(InvalidSink::Url)?;
        let token = credential.map(|given| AccessToken::read(given, now));
        Ok(Self {
            url: url.to_owned(),
            token: token.transpose()?,
        })
    }

    /// Reads the sink of an order, where it names one.
    ///
    /// # Errors
    /// [`InvalidSink`].
    pub(crate) fn of_order<T>(
        order: &WithSink<T>,
        now: DateTime<Utc>,
    ) -> Result<Option<Self>, InvalidSink> {
        match (&order.sink, &order.sink_credential) {
            (Some(url), credential) => Self::read(url, credential.as_ref(), now).map(Some),
            (None, Some(_)) => Err(InvalidSink::Missing("sink")),
            (None, None) => Ok(None),
        }
    }
}

impl AccessToken {
    fn read(given: &SinkCredential, now: DateTime<Utc>) -> Result<Self, InvalidSink> {
        match given.credential_type.as_str() {
            "ACCESSTOKEN" => {}
            "PRIVATE_KEY_JWT" => return Err(InvalidSink::KeyNotConfigured),
            _ => return Err(InvalidSink::CredentialType),
        }
        let missing = InvalidSink::Missing;
        let text = given
            .access_token
            .as_deref()
            .ok_or(missing("accessToken"))?;
        let ends = given.access_token_expires_utc.as_deref();
        let ends = ends.ok_or(missing("accessTokenExpiresUtc"))?;
        match given.access_token_type.as_deref() {
            Some("bearer") => {}
            Some(_) => return Err(InvalidSink::TokenType),
            None => return Err(missing("accessTokenType")),
        }
        let is_sendable = text.bytes().all(|byte| byte.is_ascii_graphic());
        if !(1..=LONGEST_TOKEN).contains(&text.len()) || !is_sendable {
            let why = "accessToken is not 1 to 4096 visible ASCII characters";
            return Err(InvalidSink::Token(why));
        }
        let ends: DateTime<Utc> = DateTime::parse_from_rfc3339(ends)
            .map_err(|_| {
                InvalidSink::Token("accessTokenExpiresUtc is not a date and time with its zone")
            })?
            .to_utc();
        if ends <= now {
            return Err(InvalidSink::Token("accessToken has expired"));
        }
        Ok(Self {
            text: text.to_owned(),
            expires_at: ends.trunc_subsecs(3),
        })
    }
}

/// The URL of a sink, and how far away it may be.
///
/// # Errors
/// What is wrong with it.
pub(super) fn parse(text: &str) -> Result<(Url, Reach), &'static str> {
    const SCHEME: &str = "is neither https, nor http to this machine";
    if text.len() > LONGEST_URL {
        return Err("is longer than 2048 characters");
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err("is not a URL");
    }
    let reach = if text.starts_with("https://") {
        Reach::Public
    } else if text.starts_with("http://") {
        Reach::Loopback
    } else {
        return Err(SCHEME);
    };
    let url = Url::parse(text).map_err(|_| "is not a URL")?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err("names a user");
    }
    let address = match url.host() {
        Some(Host::Domain(name)) if reach == Reach::Public || name == "localhost" => None,
        Some(Host::Domain(_)) => return Err(SCHEME),
        Some(Host::Ipv4(address)) => Some(address.into()),
        Some(Host::Ipv6(address)) => Some(address.into()),
        None => return Err("is not a URL"),
    };
    match (address, reach) {
        (Some(address), _) if reach.includes(address) => Ok((url, reach)),
        (None, _) => Ok((url, reach)),
        (Some(_), Reach::Loopback) => Err(SCHEME),
        (Some(_), Reach::Public) => Err("is at an address that is not public"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-02T09:30:00Z";

    fn credential(change: impl FnOnce(&mut SinkCredential)) -> SinkCredential {
        let mut credential = SinkCredential {
            credential_type: "ACCESSTOKEN".to_owned(),
            access_token: Some("secret".to_owned()),
            access_token_expires_utc: Some("2026-11-03T00:00:00+02:00".to_owned()),
            access_token_type: Some("bearer".to_owned()),
        };
        change(&mut credential);
        credential
    }

    fn read(change: impl FnOnce(&mut SinkCredential)) -> Result<Sink, InvalidSink> {
        let url = "https://sink.example/events";
        Sink::read(url, Some(&credential(change)), NOW.parse().unwrap())
    }

    #[test]
    fn sinks_are_https_or_this_machine() {
        for url in [
            "https://sink.example/events?of=me",
            "https://sink.example:8443",
            "https://1.1.1.1/",
            "https://127.0.0.1:8443/",
            "http://127.0.0.1:8080/events",
            "http://[::1]:8080/",
            "http://localhost/",
        ] {
            assert!(parse(url).is_ok(), "{url}: {:?}", parse(url));
        }
        for url in [
            "",
            "sink.example",
            "https://",
            "https:sink.example",
            " https://sink.example/",
            "https://sink.example/a b",
            "ftp://sink.example/",
            "http://sink.example/",
            "http://1.1.1.1/",
            "http://localhost.sink.example/",
            "https://me:secret@sink.example/",
            "https://10.0.0.1/",
            "https://0x0a.1/",
            "https://167772161/",
            "https://[fd00::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest/meta-data",
        ] {
            assert!(parse(url).is_err(), "{url}");
        }
        assert!(parse(&format!("https://sink.example/{}", "a".repeat(2048))).is_err());
    }

    #[test]
    fn a_token_has_a_type_and_an_end() {
        let sink = read(|_| {}).unwrap();
        let token = sink.token.clone().unwrap();
        assert_eq!(token.text, "secret");
        assert_eq!(token.expires_at.to_rfc3339(), "2026-11-02T22:00:00+00:00");
        assert!(!format!("{sink:?}").contains("secret"));
    }

    #[test]
    fn each_fault_of_a_credential_has_its_code() {
        type Fault = fn(&mut SinkCredential);
        let code = |change: Fault| {
            let (status, code) = read(change).unwrap_err().status_and_code();
            (status.as_u16(), code)
        };
        let cases: [(Fault, u16, &str); 10] = [
            (
                |c| c.credential_type = "PLAIN".into(),
                400,
                "INVALID_CREDENTIAL",
            ),
            (
                |c| c.credential_type = "PRIVATE_KEY_JWT".into(),
                422,
                "PRIVATE_KEY_JWT_NOT_CONFIGURED",
            ),
            (
                |c| c.access_token_type = Some("mac".into()),
                400,
                "INVALID_TOKEN",
            ),
            (|c| c.access_token_type = None, 400, "INVALID_ARGUMENT"),
            (|c| c.access_token = None, 400, "INVALID_ARGUMENT"),
            (
                |c| c.access_token = Some(String::new()),
                400,
                "INVALID_TOKEN",
            ),
            (
                |c| c.access_token = Some("a\r\nb".into()),
                400,
                "INVALID_TOKEN",
            ),
            (
                |c| c.access_token = Some("a".repeat(4097)),
                400,
                "INVALID_TOKEN",
            ),
            (
                |c| c.access_token_expires_utc = Some("soon".into()),
                400,
                "INVALID_TOKEN",
            ),
            (
                |c| c.access_token_expires_utc = Some(NOW.into()),
                400,
                "INVALID_TOKEN",
            ),
        ];
        for (index, (change, status, expected)) in cases.into_iter().enumerate() {
            assert_eq!(code(change), (status, expected), "case {index}");
        }
    }
}
