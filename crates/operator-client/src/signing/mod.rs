//! The key that a client signs its assertions with (`private_key_jwt`, RFC 7523).

mod import;
mod public;

use std::{borrow::Cow, fmt, sync::Arc};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    rand::SystemRandom,
    rsa::KeySize,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::SigningAlgorithm;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// Longest key identifier taken over from an imported key.
const LONGEST_KEY_ID: usize = 255;

/// A private key. Neither its debug output nor anything but [`SigningKey::to_secret`] shows it.
#[derive(Clone)]
pub struct SigningKey {
    pair: Arc<Pair>,
    key_id: String,
}

enum Pair {
    P256(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

/// Why there is no key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Neither PEM nor JWK, or damaged.
    #[error("there is no private key in it that can be read")]
    Unreadable,
    /// Protected by a passphrase.
    #[error("the key is protected by a passphrase; save a copy without one and import that")]
    Encrypted,
    /// A public key or a certificate.
    #[error("it holds a public key or a certificate, not the private key")]
    PublicOnly,
    /// Another kind of key than EC on P-256 or RSA with 2048 to 8192 bits.
    #[error("the key is neither EC on P-256 nor RSA with 2048 to 8192 bits")]
    Unsupported,
    /// The system could not make one.
    #[error("no key could be made")]
    NotMade,
}

/// The form of a key in its keyring item.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(borrow)]
    kid: Cow<'a, str>,
    #[serde(borrow)]
    pkcs8: Cow<'a, str>,
}

impl SigningKey {
    /// Makes a key. RSA, with 3072 bits, takes up to some seconds.
    ///
    /// # Errors
    /// [`KeyError::NotMade`].
    pub fn generate(algorithm: SigningAlgorithm) -> Result<Self, KeyError> {
        let pair = match algorithm {
            SigningAlgorithm::Es256 => {
                EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Pair::P256)
            }
            SigningAlgorithm::Rs256 => RsaKeyPair::generate(KeySize::Rsa3072).map(Pair::Rsa),
        };
        Ok(Self::of(pair.map_err(|_| KeyError::NotMade)?, None))
    }

    /// Reads a key from a file: PEM (PKCS #8, SEC 1 or PKCS #1) or a private JWK.
    ///
    /// # Errors
    /// [`KeyError`] says what is there instead.
    pub fn import(file: &[u8]) -> Result<Self, KeyError> {
        import::read(file)
    }

    /// Reads what [`SigningKey::to_secret`] wrote.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] where it is damaged.
    pub fn from_secret(kept: &SecretString) -> Result<Self, KeyError> {
        let kept: Kept<'_> =
            serde_json::from_str(kept.expose_secret()).map_err(|_| KeyError::Unreadable)?;
        let der = URL_SAFE_NO_PAD.decode(kept.pkcs8.as_bytes());
        let der = Zeroizing::new(der.map_err(|_| KeyError::Unreadable)?);
        let pair = import::pkcs8(&der).ok_or(KeyError::Unreadable)?;
        Ok(Self::of(pair, Some(kept.kid.into_owned())))
    }

    /// The key as text for the keyring, the one place it is kept in.
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] where the platform cannot write it.
    pub fn to_secret(&self) -> Result<SecretString, KeyError> {
        let pkcs8 = match &*self.pair {
            Pair::P256(pair) => pair.to_pkcs8v1().map(|der| URL_SAFE_NO_PAD.encode(&der)),
            Pair::Rsa(pair) => AsDer::<Pkcs8V1Der<'_>>::as_der(pair)
                .map(|der| URL_SAFE_NO_PAD.encode(der.as_ref())),
        };
        let pkcs8 = Zeroizing::new(pkcs8.map_err(|_| KeyError::Unreadable)?);
        let kept = Kept {
            kid: self.key_id.as_str().into(),
            pkcs8: pkcs8.as_str().into(),
        };
        serde_json::to_string(&kept)
            .map(SecretString::from)
            .map_err(|_| KeyError::Unreadable)
    }

    /// What it signs with.
    #[must_use]
    pub fn algorithm(&self) -> SigningAlgorithm {
        match *self.pair {
            Pair::P256(_) => SigningAlgorithm::Es256,
            Pair::Rsa(_) => SigningAlgorithm::Rs256,
        }
    }

    /// The `kid`: an imported key's own, else the thumbprint of the public key (RFC 7638).
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// The public key as a JWK to hand to the operator (RFC 7517), over several lines.
    #[must_use]
    pub fn public_jwk(&self) -> String {
        public::jwk(&self.pair, self.algorithm(), &self.key_id)
    }

    /// A signed JWT with these claims (RFC 7515, compact).
    ///
    /// # Errors
    /// [`KeyError::Unreadable`] where the key cannot sign.
    pub(crate) fn sign(&self, claims: &impl Serialize) -> Result<SecretString, KeyError> {
        #[derive(Serialize)]
        struct Header<'a> {
            alg: &'a str,
            typ: &'a str,
            kid: &'a str,
        }
        let header = Header {
            alg: self.algorithm().as_str(),
            typ: "JWT",
            kid: &self.key_id,
        };
        let mut token = Zeroizing::new(part(&header)?);
        token.push('.');
        token.push_str(&part(claims)?);
        let signature = self.signature(token.as_bytes())?;
        token.push('.');
        token.push_str(&URL_SAFE_NO_PAD.encode(signature));
        Ok(SecretString::from(token.as_str()))
    }

    fn signature(&self, text: &[u8]) -> Result<Vec<u8>, KeyError> {
        let random = SystemRandom::new();
        let signature = match &*self.pair {
            Pair::P256(pair) => pair
                .sign(&random, text)
                .map(|signature| signature.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature)
                    .map(|()| signature)
            }
        };
        signature.map_err(|_| KeyError::Unreadable)
    }

    fn of(pair: Pair, key_id: Option<String>) -> Self {
        let own = key_id.filter(|id| {
            (1..=LONGEST_KEY_ID).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic())
        });
        Self {
            key_id: own.unwrap_or_else(|| public::thumbprint(&pair)),
            pair: Arc::new(pair),
        }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("algorithm", &self.algorithm())
            .field("key_id", &self.key_id)
            .finish_non_exhaustive()
    }
}

fn part(value: &impl Serialize) -> Result<String, KeyError> {
    serde_json::to_vec(value)
        .map(|json| URL_SAFE_NO_PAD.encode(json))
        .map_err(|_| KeyError::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_comes_back_as_it_was() {
        for algorithm in [SigningAlgorithm::Es256, SigningAlgorithm::Rs256] {
            let key = SigningKey::generate(algorithm).unwrap();
            let back = SigningKey::from_secret(&key.to_secret().unwrap()).unwrap();
            assert_eq!(back.algorithm(), algorithm);
            assert_eq!(back.key_id(), key.key_id());
            assert_eq!(back.public_jwk(), key.public_jwk());
        }
    }

    #[test]
    fn neither_debug_output_nor_the_public_key_shows_it() {
        let key = SigningKey::generate(SigningAlgorithm::Es256).unwrap();
        let kept = key.to_secret().unwrap();
        let kept: serde_json::Value = serde_json::from_str(kept.expose_secret()).unwrap();
        let private = kept["pkcs8"].as_str().unwrap();
        assert!(private.len() > 100);
        assert!(!format!("{key:?}").contains(private));
        let public: serde_json::Value = serde_json::from_str(&key.public_jwk()).unwrap();
        assert_eq!(public.get("d"), None);
    }

    #[test]
    fn what_is_damaged_is_no_key() {
        for kept in ["", "{}", r#"{"kid":"a","pkcs8":"AAAA"}"#] {
            let error = SigningKey::from_secret(&SecretString::from(kept)).unwrap_err();
            assert_eq!(error, KeyError::Unreadable, "{kept}");
        }
    }
}
