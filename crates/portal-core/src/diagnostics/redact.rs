//! Takes out what must not be told: secrets that are known, whatever looks like one, and
//! the name of the person's home.

use std::{env, sync::LazyLock};

use regex::{Captures, Regex};
use secrecy::{ExposeSecret, SecretString};

/// What stands in the place of a secret.
const HIDDEN: &str = "[hidden]";
/// A shorter text is in every file by chance.
const SHORTEST_SECRET: usize = 6;

/// What looks like a secret. Each keeps its first group, which says what was there.
static LOOKS_SECRET: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    [
        r"(?is)()-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\z)",
        r"(?i)\b((?:bearer|basic|dpop)\s+)[a-z0-9._~+/-]{4,}=*",
        r"()\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)?",
        concat!(
            r#"(?i)\b((?:client_secret|client_assertion|access_token|refresh_token|id_token"#,
            r#"|private_key|password|passwd|api_key|secret|token)\\?["']?\s*[:=]\s*\\?["']?)"#,
            r#"[^\s"'&,;}\\]{3,}"#,
        ),
        r#"("(?:d|p|q|dp|dq|qi|k)"\s*:\s*")[A-Za-z0-9_-]{8,}"#,
        r"(://)[^/\s@:]+(?::[^/\s@]*)?@",
    ]
    .into_iter()
    .filter_map(|pattern| Regex::new(pattern).ok())
    .collect()
});

/// What to take out.
pub(super) struct Redaction {
    known: Vec<SecretString>,
    home: Option<String>,
}

impl Redaction {
    /// Takes out `known`, whatever looks like a secret, and the person's home folder.
    pub(super) fn new(known: Vec<SecretString>) -> Self {
        let home = env::var("HOME").or_else(|_| env::var("USERPROFILE")).ok();
        Self {
            known,
            home: home.filter(|home| home.len() > 1),
        }
    }

    /// `text` without all that.
    pub(super) fn of(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in &self.known {
            let secret = secret.expose_secret();
            if secret.len() >= SHORTEST_SECRET {
                text = text.replace(secret, HIDDEN);
            }
        }
        for pattern in LOOKS_SECRET.iter() {
            let keep = |found: &Captures<'_>| format!("{}{HIDDEN}", &found[1]);
            text = pattern.replace_all(&text, keep).into_owned();
        }
        match &self.home {
            Some(home) => text.replace(home.as_str(), "~"),
            None => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(text: &str) -> String {
        let redaction = Redaction {
            known: vec![SecretString::from("s3cret-value"), SecretString::from("a")],
            home: Some("/home/anna".to_owned()),
        };
        redaction.of(text)
    }

    #[test]
    fn every_pattern_is_one() {
        assert_eq!(LOOKS_SECRET.len(), 6);
    }

    #[test]
    fn what_is_or_looks_secret_is_hidden() {
        for (text, expected) in [
            ("got s3cret-value here", "got [hidden] here"),
            (
                "Authorization: Bearer abc.def-1==",
                "Authorization: Bearer [hidden]",
            ),
            (
                "authorization: basic cG9ydGFs",
                "authorization: basic [hidden]",
            ),
            ("x eyJhbGciOi.eyJpc3M.sig y", "x [hidden] y"),
            (
                "client_secret=abc123&scope=x",
                "client_secret=[hidden]&scope=x",
            ),
            (
                r#"{"access_token":"abc123","x":1}"#,
                r#"{"access_token":"[hidden]","x":1}"#,
            ),
            (
                r#"{\"access_token\":\"abc123\"}"#,
                r#"{\"access_token\":\"[hidden]\"}"#,
            ),
            ("password: hunter2", "password: [hidden]"),
            (
                r#"{"kty":"EC","d":"AbCdEfGhIjKl"}"#,
                r#"{"kty":"EC","d":"[hidden]"}"#,
            ),
            ("https://anna:word@host/x", "https://[hidden]host/x"),
            (
                "-----BEGIN PRIVATE KEY-----\nMIG\nHAg\n-----END PRIVATE KEY-----\nend",
                "[hidden]\nend",
            ),
            ("-----BEGIN EC PRIVATE KEY-----\nMIG", "[hidden]"),
            ("/home/anna/.local/share", "~/.local/share"),
        ] {
            assert_eq!(redact(text), expected, "{text}");
        }
    }

    #[test]
    fn what_support_needs_stays() {
        for text in [
            "token_endpoint: https://operator.example/token",
            "operation token status 200 latency 12 ms",
            "correlator 7d6f1c2e-1111-4222-8333-444455556666",
            "the token cannot be used",
            "credentials: stored",
            "multi-point-vpn:network:read",
            "HTTP 401 invalid_token",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}
