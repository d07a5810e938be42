//! A client's key, and assertions signed with it: put together here, not by the operator's library.

use std::sync::LazyLock;

use aws_lc_rs::{
    encoding::AsDer as _,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
        RSA_PSS_SHA256, RsaKeyPair,
    },
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// Two RSA keys for all tests of a run: they take long to make.
static RSA: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    [(); 2].map(|()| {
        let pair = aws_lc_rs::rsa::KeyPair::generate(KeySize::Rsa2048).unwrap();
        pair.as_der().unwrap().as_ref().to_vec()
    })
});

/// A private key with its identifier.
pub(crate) struct Signer {
    pub(crate) id: &'static str,
    key: Key,
}

enum Key {
    Rsa(RsaKeyPair),
    Ec(EcdsaKeyPair),
}

impl Signer {
    pub(crate) fn rsa(id: &'static str) -> Self {
        let key = Key::Rsa(RsaKeyPair::from_pkcs8(&RSA[0]).unwrap());
        Self { id, key }
    }

    /// With another key than [`Self::rsa`].
    pub(crate) fn other_rsa(id: &'static str) -> Self {
        let key = Key::Rsa(RsaKeyPair::from_pkcs8(&RSA[1]).unwrap());
        Self { id, key }
    }

    pub(crate) fn ec(id: &'static str) -> Self {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
        let key = Key::Ec(EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap());
        Self { id, key }
    }

    /// The public key (RFC 7517).
    pub(crate) fn public(&self) -> Value {
        match &self.key {
            Key::Rsa(pair) => {
                let key = pair.public_key();
                let n = encoded(key.modulus().big_endian_without_leading_zero());
                let e = encoded(key.exponent().big_endian_without_leading_zero());
                json!({"kid": self.id, "kty": "RSA", "n": n, "e": e})
            }
            Key::Ec(pair) => {
                // An uncompressed point: 4, x, y.
                let (x, y) = pair.public_key().as_ref()[1..].split_at(32);
                let (x, y) = (encoded(x), encoded(y));
                json!({"kid": self.id, "kty": "EC", "crv": "P-256", "x": x, "y": y})
            }
        }
    }

    /// A JWT with this key's identifier.
    pub(crate) fn sign(&self, algorithm: &str, claims: &Value) -> String {
        let header = json!({"alg": algorithm, "typ": "JWT", "kid": self.id});
        self.sign_under(&header, claims)
    }

    /// A JWT with any header; the header's `alg` says how it is signed, where this key can.
    pub(crate) fn sign_under(&self, header: &Value, claims: &Value) -> String {
        let message = message(header, claims);
        let random = SystemRandom::new();
        let signature = match &self.key {
            Key::Ec(pair) => {
                let signature = pair.sign(&random, message.as_bytes()).unwrap();
                signature.as_ref().to_vec()
            }
            Key::Rsa(pair) => {
                let padding: &dyn aws_lc_rs::signature::RsaEncoding = match header["alg"].as_str() {
                    Some("PS256") => &RSA_PSS_SHA256,
                    _ => &RSA_PKCS1_SHA256,
                };
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(padding, &random, message.as_bytes(), &mut signature)
                    .unwrap();
                signature
            }
        };
        format!("{message}.{}", encoded(&signature))
    }
}

/// Header and claims, as they are signed.
pub(crate) fn message(header: &Value, claims: &Value) -> String {
    let part = |part: &Value| encoded(part.to_string().as_bytes());
    format!("{}.{}", part(header), part(claims))
}

pub(crate) fn encoded(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}
