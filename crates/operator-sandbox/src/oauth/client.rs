//! Who may ask for tokens: a client, how it proves who it is, and what it may have.

use std::fmt;

use super::{AllowedScopes, KeySet, SigningAlgorithm};

/// The identifier of a client: 1 to 255 visible ASCII characters (RFC 6749, appendix A.1,
/// without the space).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClientId(String);

/// A text that is no client identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a client id has 1 to 255 visible ASCII characters, and no space")]
pub struct InvalidClientId;

impl ClientId {
    /// Takes an identifier.
    ///
    /// # Errors
    /// [`InvalidClientId`].
    pub fn new(text: &str) -> Result<Self, InvalidClientId> {
        let is_valid =
            (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_valid
            .then(|| Self(text.to_owned()))
            .ok_or(InvalidClientId)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A registered client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its identifier.
    pub id: ClientId,
    /// How it proves who it is.
    pub authentication: Authentication,
    /// What it may ask for.
    pub scopes: AllowedScopes,
}

/// How a client proves who it is (`token_endpoint_auth_method` of RFC 7591).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authentication {
    /// By a secret, of which a hash is known.
    Secret {
        /// How the secret is sent.
        sent: SecretSent,
        /// `None` until one is made: no token is given.
        hash: Option<SecretHash>,
    },
    /// `private_key_jwt`: by a signed assertion (RFC 7523), the only method of the CAMARA profile.
    PrivateKeyJwt {
        /// The public keys.
        keys: KeySet,
        /// The one algorithm to sign with; `None` leaves it to the client.
        algorithm: Option<SigningAlgorithm>,
    },
}

/// How a client sends its secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretSent {
    /// Either way: the sandbox's own client, and those of a test.
    Either,
    /// `client_secret_basic`: in `Authorization`.
    Basic,
    /// `client_secret_post`: in the body.
    Post,
}

/// The SHA-256 of a secret. Without salt or stretching it is enough only for a random secret
/// of 128 bits or more.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SecretHash([u8; 32]);

/// A text that is no hash of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 has 64 hexadecimal digits")]
pub struct InvalidSecretHash;

impl SecretHash {
    /// Reads 64 hexadecimal digits.
    ///
    /// # Errors
    /// [`InvalidSecretHash`].
    pub fn from_hex(digits: &str) -> Result<Self, InvalidSecretHash> {
        let mut hash = [0; 32];
        let pairs = digits.as_bytes().chunks_exact(2);
        if digits.len() != 64 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidSecretHash);
        }
        for (byte, pair) in hash.iter_mut().zip(pairs) {
            let pair = str::from_utf8(pair).map_err(|_| InvalidSecretHash)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| InvalidSecretHash)?;
        }
        Ok(Self(hash))
    }

    /// The hash of a secret.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(crate::random::digest(secret.as_bytes()))
    }

    pub(crate) const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_64_hexadecimal_digits() {
        let digits = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
        assert_eq!(SecretHash::from_hex(digits), Ok(SecretHash::of("secret")));
        let not_hexadecimal = "g".repeat(64);
        let not_ascii = "\u{e9}".repeat(32);
        for text in ["", &digits[1..], &not_hexadecimal, &not_ascii] {
            assert_eq!(SecretHash::from_hex(text), Err(InvalidSecretHash), "{text}");
        }
    }

    #[test]
    fn an_identifier_can_stand_in_a_header() {
        assert!(ClientId::new("my-client_1.example~").is_ok());
        let long = "c".repeat(256);
        for text in ["", "a b", "caf\u{e9}", "a\n", &long] {
            assert_eq!(ClientId::new(text), Err(InvalidClientId), "{text}");
        }
    }
}
