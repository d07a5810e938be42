//! The public keys of a client, as a JSON Web Key Set (RFC 7517).

use std::fmt;

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{
    Algorithm, DecodingKey,
    jwk::{AlgorithmParameters, EllipticCurve, Jwk, JwkSet, KeyAlgorithm, PublicKeyUse},
};
use serde_json::Value;

/// Most keys of a client.
const MOST_KEYS: usize = 16;
/// What only a private or a shared key has (RFC 7518, 6.2.2, 6.3.2 and 6.4.1).
const PRIVATE_MEMBERS: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// An algorithm that assertions may be signed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SigningAlgorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PSS with SHA-256.
    Ps256,
    /// ECDSA over P-256 with SHA-256.
    Es256,
}

impl SigningAlgorithm {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Rs256, Self::Ps256, Self::Es256];

    /// The name on the wire (RFC 7518, 3.1).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
            Self::Es256 => "ES256",
        }
    }

    /// The algorithm of a name; `none`, those with a shared secret and all others are not taken.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.as_str() == name)
    }

    pub(super) fn of(algorithm: Algorithm) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|known| known.in_library() == algorithm)
    }

    pub(super) const fn in_library(self) -> Algorithm {
        match self {
            Self::Rs256 => Algorithm::RS256,
            Self::Ps256 => Algorithm::PS256,
            Self::Es256 => Algorithm::ES256,
        }
    }
}

/// At least one public key, each of a kind that can verify an assertion.
#[derive(Clone, PartialEq, Eq)]
pub struct KeySet(JwkSet);

/// Why a key set is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// Not a key set at all.
    #[error("it is not a JSON Web Key Set, such as {{\"keys\": [...]}}")]
    Syntax,
    /// No key, or too many.
    #[error("it has to have 1 to {MOST_KEYS} keys")]
    Count,
    /// A key that must not leave its owner.
    #[error("key {0} is private or shared: give the public key only")]
    Private(usize),
    /// A key of another kind.
    #[error("key {0} is neither RSA with 2048 to 8192 bits nor EC on P-256")]
    Kind(usize),
    /// A key whose `alg` or `use` is for something else.
    #[error("key {0} is not for signatures with RS256, PS256 or ES256")]
    Purpose(usize),
    /// Keys that cannot be told apart.
    #[error("each key needs a kid of its own where there are several")]
    KeyIds,
}

impl KeySet {
    /// Whether a key of it can verify what was signed with this algorithm.
    pub(super) fn serve(&self, algorithm: SigningAlgorithm) -> bool {
        self.0.keys.iter().any(|key| serves(key, algorithm))
    }

    /// Takes a key set.
    ///
    /// # Errors
    /// [`KeySetError`], with the number of the key from 1 on.
    pub fn from_json(set: &Value) -> Result<Self, KeySetError> {
        let keys = set.get("keys").and_then(Value::as_array);
        for (number, key) in (1..).zip(keys.into_iter().flatten()) {
            if PRIVATE_MEMBERS
                .iter()
                .any(|member| key.get(member).is_some())
            {
                return Err(KeySetError::Private(number));
            }
        }
        // What the parser says is not told: it would repeat a key that was given by mistake.
        let set: JwkSet = serde_json::from_value(set.clone()).map_err(|_| KeySetError::Syntax)?;
        if set.keys.is_empty() || set.keys.len() > MOST_KEYS {
            return Err(KeySetError::Count);
        }
        for (number, key) in (1..).zip(&set.keys) {
            if !is_strong(key) {
                return Err(KeySetError::Kind(number));
            }
            if !SigningAlgorithm::ALL
                .into_iter()
                .any(|algorithm| serves(key, algorithm))
            {
                return Err(KeySetError::Purpose(number));
            }
        }
        let mut ids: Vec<_> = set.keys.iter().map(|key| &key.common.key_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let can_be_told_apart = ids.len() == set.keys.len() && !ids.contains(&&None);
        if set.keys.len() > 1 && !can_be_told_apart {
            return Err(KeySetError::KeyIds);
        }
        Ok(Self(set))
    }

    /// As JSON, with what is used of it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        // Texts and lists alone: nothing of it can fail.
        serde_json::to_value(&self.0).unwrap_or_default()
    }

    /// The key that an assertion was signed with: the one of its `kid`, or without a `kid`
    /// the only one of the algorithm's kind.
    pub(super) fn key(&self, id: Option<&str>, algorithm: SigningAlgorithm) -> Option<DecodingKey> {
        let mut fitting = self
            .0
            .keys
            .iter()
            .filter(|key| serves(key, algorithm))
            .filter(|key| id.is_none() || key.common.key_id.as_deref() == id);
        match (fitting.next(), fitting.next()) {
            (Some(key), None) => DecodingKey::from_jwk(key).ok(),
            (None, _) | (Some(_), Some(_)) => None,
        }
    }
}

impl fmt::Debug for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeySet({} keys)", self.0.keys.len())
    }
}

/// Whether it is of a kind and size that may be used.
fn is_strong(key: &Jwk) -> bool {
    let length = |part: &str| {
        BASE64_URL_SAFE_NO_PAD
            .decode(part)
            .map_or(0, |part| part.len())
    };
    match &key.algorithm {
        AlgorithmParameters::RSA(key) => {
            (256..=1024).contains(&length(&key.n)) && (1..=8).contains(&length(&key.e))
        }
        AlgorithmParameters::EllipticCurve(key) => {
            key.curve == EllipticCurve::P256 && length(&key.x) == 32 && length(&key.y) == 32
        }
        AlgorithmParameters::OctetKey(_)
        | AlgorithmParameters::OctetKeyPair(_)
        | AlgorithmParameters::Other(_)
        | _ => false,
    }
}

/// Whether it can and may verify what was signed with this algorithm.
fn serves(key: &Jwk, algorithm: SigningAlgorithm) -> bool {
    let is_of_kind = match &key.algorithm {
        AlgorithmParameters::RSA(_) => algorithm != SigningAlgorithm::Es256,
        AlgorithmParameters::EllipticCurve(_) => algorithm == SigningAlgorithm::Es256,
        AlgorithmParameters::OctetKey(_)
        | AlgorithmParameters::OctetKeyPair(_)
        | AlgorithmParameters::Other(_)
        | _ => false,
    };
    let is_for_signatures = match &key.common.public_key_use {
        Some(purpose) => *purpose == PublicKeyUse::Signature,
        None => true,
    };
    let is_for_algorithm = match key.common.key_algorithm {
        Some(named) => named == KeyAlgorithm::from(algorithm.in_library()),
        None => true,
    };
    is_of_kind && is_for_signatures && is_for_algorithm
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rsa(bytes: usize) -> Value {
        let n = BASE64_URL_SAFE_NO_PAD.encode(vec![0xc1; bytes]);
        json!({"kty": "RSA", "n": n, "e": "AQAB"})
    }

    fn ec() -> Value {
        let coordinate = BASE64_URL_SAFE_NO_PAD.encode([7; 32]);
        json!({"kty": "EC", "crv": "P-256", "x": coordinate, "y": coordinate})
    }

    fn with(mut key: Value, name: &str, value: &str) -> Value {
        key[name] = value.into();
        key
    }

    fn read(keys: &[Value]) -> Result<KeySet, KeySetError> {
        KeySet::from_json(&json!({"keys": keys}))
    }

    #[test]
    fn public_keys_of_the_three_algorithms_are_taken() {
        let set = read(&[with(rsa(256), "kid", "a"), with(ec(), "kid", "b")]).unwrap();
        assert!(set.key(Some("a"), SigningAlgorithm::Ps256).is_some());
        assert!(set.key(Some("b"), SigningAlgorithm::Es256).is_some());
        assert!(set.key(None, SigningAlgorithm::Rs256).is_some());
        assert!(set.key(Some("a"), SigningAlgorithm::Es256).is_none());
        assert!(set.key(Some("c"), SigningAlgorithm::Rs256).is_none());
        assert_eq!(KeySet::from_json(&set.to_json()), Ok(set));
    }

    #[test]
    fn without_a_kid_the_key_has_to_be_clear() {
        let set = read(&[with(ec(), "kid", "a"), with(ec(), "kid", "b")]).unwrap();
        assert!(set.key(None, SigningAlgorithm::Es256).is_none());
    }

    #[test]
    fn a_key_is_used_for_its_own_algorithm_only() {
        let set = read(&[with(rsa(256), "alg", "PS256")]).unwrap();
        assert!(set.key(None, SigningAlgorithm::Ps256).is_some());
        assert!(set.key(None, SigningAlgorithm::Rs256).is_none());
    }

    #[test]
    fn other_keys_are_refused() {
        for (keys, expected) in [
            (vec![], KeySetError::Count),
            (vec![ec(); 17], KeySetError::Count),
            (vec![with(rsa(256), "d", "AQAB")], KeySetError::Private(1)),
            (
                vec![ec(), json!({"kty": "oct", "k": "c2VjcmV0"})],
                KeySetError::Private(2),
            ),
            (vec![rsa(128)], KeySetError::Kind(1)),
            (vec![with(ec(), "crv", "P-384")], KeySetError::Kind(1)),
            (vec![with(ec(), "use", "enc")], KeySetError::Purpose(1)),
            (vec![with(ec(), "alg", "RS256")], KeySetError::Purpose(1)),
            (
                vec![with(rsa(256), "alg", "RS512")],
                KeySetError::Purpose(1),
            ),
            (vec![ec(), ec()], KeySetError::KeyIds),
            (vec![with(ec(), "kid", "a"), ec()], KeySetError::KeyIds),
        ] {
            assert_eq!(read(&keys), Err(expected), "{keys:?}");
        }
        for no_set in [ec(), json!("-----BEGIN PRIVATE KEY-----"), json!(null)] {
            assert_eq!(KeySet::from_json(&no_set), Err(KeySetError::Syntax));
        }
    }
}
