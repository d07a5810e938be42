//! `private_key_jwt`: an assertion that a client has signed (RFC 7523, CAMARA profile).

use chrono::{DateTime, Utc};
use jsonwebtoken::{
    Validation, dangerous::insecure_decode_claims, decode, decode_header, errors::ErrorKind,
};
use serde::Deserialize;

use super::{KeySet, SigningAlgorithm};
use crate::random::digest;

/// How far ahead `exp` may be of the receipt and of `iat`, in milliseconds.
const LONGEST_LIFETIME: f64 = 300_000.0;
/// How far ahead `nbf` may be, in milliseconds: clients set it to the time of their own clock.
const TOLERATED_SKEW: f64 = 10_000.0;

/// A signed assertion that can be read, and says of which client it is; not yet trusted.
#[derive(Debug)]
pub(super) struct Assertion<'a> {
    text: &'a str,
    algorithm: SigningAlgorithm,
    key_id: Option<String>,
    /// Who signed it, as it says.
    pub(super) client_id: String,
}

/// An assertion that is right, but perhaps not new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    /// The SHA-256 of its `jti`.
    pub(super) jti: [u8; 32],
    /// Until when its `jti` must not come again.
    pub(super) expires_at: DateTime<Utc>,
}

/// What is wrong with an assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Not a JWT, or without a signature.
    NotSigned,
    /// An algorithm that is not taken: `none`, a shared secret, any other.
    Algorithm,
    /// An extension that has to be understood, and is not.
    Extension,
    /// No key for it, or the signature is wrong.
    Signature,
    /// A claim is missing or of the wrong type.
    Claims,
    /// `iss` or `sub` is not the client.
    Issuer,
    /// `aud` is not this operator.
    Audience,
    /// `exp` is over.
    Expired,
    /// `exp` is too far ahead.
    ExpiresLate,
    /// `exp` is too long after `iat`.
    LivesLong,
    /// `nbf` is still to come.
    Early,
    /// The `jti` came before.
    Replayed,
}

impl Fault {
    /// What is told. A wrong signature reads as an unknown client does: who cannot sign learns
    /// nothing of who is registered.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::NotSigned => "The assertion is not a signed JWT.",
            Self::Algorithm => "The assertion is not signed with RS256, PS256 or ES256.",
            Self::Extension => "The assertion has a crit header that is not understood.",
            Self::Signature => super::refusal::UNKNOWN_CLIENT,
            Self::Claims => "The assertion needs iss, sub, aud, jti and exp.",
            Self::Issuer => "iss and sub of the assertion have to be the client id.",
            Self::Audience => "aud of the assertion has to be this token endpoint or the issuer.",
            Self::Expired => "The assertion has expired: compare your clock with Date.",
            Self::ExpiresLate => "exp of the assertion is more than 300 seconds ahead.",
            Self::LivesLong => "exp of the assertion has to be at most 300 seconds after iat.",
            Self::Early => "The assertion is not valid yet: compare your clock with Date.",
            Self::Replayed => "An assertion with this jti was used before.",
        }
    }
}

#[derive(Deserialize)]
struct Subject {
    sub: String,
}

/// Times are seconds since 1970, perhaps with a fraction (RFC 7519, 2).
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    jti: String,
    exp: f64,
    iat: Option<f64>,
    nbf: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl<'a> Assertion<'a> {
    /// Reads what is needed to find the key.
    ///
    /// # Errors
    /// [`Fault`].
    pub(super) fn read(text: &'a str) -> Result<Self, Fault> {
        let header = decode_header(text).map_err(|_| Fault::NotSigned)?;
        let algorithm = SigningAlgorithm::of(header.alg).ok_or(Fault::Algorithm)?;
        if header.crit.is_some() {
            return Err(Fault::Extension);
        }
        let Subject { sub } = insecure_decode_claims(text).map_err(|_| Fault::Claims)?;
        Ok(Self {
            text,
            algorithm,
            key_id: header.kid,
            client_id: sub,
        })
    }

    /// Checks signature and claims; whether it is new is for the caller to see.
    ///
    /// # Errors
    /// [`Fault`].
    pub(super) fn verify(
        &self,
        keys: &KeySet,
        algorithm: Option<SigningAlgorithm>,
        audiences: &[String],
        now: DateTime<Utc>,
    ) -> Result<Proof, Fault> {
        if algorithm.is_some_and(|algorithm| algorithm != self.algorithm) {
            return Err(Fault::Signature);
        }
        let key = keys.key(self.key_id.as_deref(), self.algorithm);
        let key = key.ok_or(Fault::Signature)?;
        // Only the signature is left to the library: its times are those of the system's clock.
        let mut signature_only = Validation::new(self.algorithm.in_library());
        signature_only.required_spec_claims.clear();
        signature_only.validate_exp = false;
        signature_only.validate_aud = false;
        let decoded = decode::<Claims>(self.text, &key, &signature_only);
        let claims = decoded.map_err(|error| {
            // The claims are looked at once the signature is right.
            if matches!(error.kind(), ErrorKind::Json(_)) {
                Fault::Claims
            } else {
                Fault::Signature
            }
        })?;
        claims.claims.check(&self.client_id, audiences, now)
    }
}

impl Claims {
    fn check(
        &self,
        client_id: &str,
        audiences: &[String],
        now: DateTime<Utc>,
    ) -> Result<Proof, Fault> {
        if self.jti.is_empty() {
            return Err(Fault::Claims);
        }
        if self.iss != client_id || self.sub != client_id {
            return Err(Fault::Issuer);
        }
        if !self.aud.names(audiences) {
            return Err(Fault::Audience);
        }
        let receipt = now.timestamp_millis() as f64;
        let expiry = self.exp * 1000.0;
        if expiry <= receipt {
            return Err(Fault::Expired);
        }
        if expiry > receipt + LONGEST_LIFETIME {
            return Err(Fault::ExpiresLate);
        }
        if let Some(issued) = self.iat.map(|issued| issued * 1000.0)
            && !(0.0..=LONGEST_LIFETIME).contains(&(expiry - issued))
        {
            return Err(Fault::LivesLong);
        }
        if let Some(start) = self.nbf
            && start * 1000.0 > receipt + TOLERATED_SKEW
        {
            return Err(Fault::Early);
        }
        let expires_at = DateTime::from_timestamp_millis(expiry.ceil() as i64);
        Ok(Proof {
            jti: digest(self.jti.as_bytes()),
            expires_at: expires_at.ok_or(Fault::Claims)?,
        })
    }
}

impl Audience {
    fn names(&self, audiences: &[String]) -> bool {
        match self {
            Self::One(name) => audiences.contains(name),
            Self::Several(names) => names.iter().any(|name| audiences.contains(name)),
        }
    }
}
