//! Reads a private key that was made elsewhere.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rustls::pki_types::{PrivateKeyDer, pem::PemObject as _};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{KeyError, Pair, SigningKey};

/// Bytes of a private key or a coordinate on P-256.
const P256: usize = 32;

/// A private JWK (RFC 7518, 6), or a set with one in it. Its numbers stay in the file's buffer.
#[derive(Default, Deserialize)]
#[serde(default, bound(deserialize = "'de: 'a"))]
struct Jwk<'a> {
    keys: Vec<Jwk<'a>>,
    kty: String,
    crv: String,
    kid: Option<String>,
    x: &'a str,
    y: &'a str,
    d: &'a str,
    n: &'a str,
    e: &'a str,
    p: &'a str,
    q: &'a str,
    dp: &'a str,
    dq: &'a str,
    qi: &'a str,
}

/// A number of a JWK, base64url.
fn number(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok()?;
    (!bytes.is_empty()).then(|| Zeroizing::new(bytes))
}

pub(super) fn read(file: &[u8]) -> Result<SigningKey, KeyError> {
    let text = file.trim_ascii();
    if text.starts_with(b"{") {
        let jwk: Jwk<'_> = serde_json::from_slice(text).map_err(|_| KeyError::Unreadable)?;
        return from_jwk(jwk);
    }
    let pair = match PrivateKeyDer::from_pem_slice(text) {
        Ok(PrivateKeyDer::Pkcs8(der)) => pkcs8(der.secret_pkcs8_der()),
        Ok(PrivateKeyDer::Sec1(der)) => EcdsaKeyPair::from_private_key_der(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            der.secret_sec1_der(),
        )
        .ok()
        .map(Pair::P256),
        Ok(PrivateKeyDer::Pkcs1(der)) => pkcs1(der.secret_pkcs1_der()),
        Ok(_) => None,
        Err(_) => return Err(what_is_there(text)),
    };
    let pair = pair.ok_or_else(|| {
        // PKCS #1 and SEC 1 are encrypted within their lines.
        if contains(text, b"Proc-Type: 4,ENCRYPTED") {
            KeyError::Encrypted
        } else {
            KeyError::Unsupported
        }
    })?;
    Ok(SigningKey::of(pair, None))
}

/// The key of a PKCS #8 document.
pub(super) fn pkcs8(der: &[u8]) -> Option<Pair> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der)
        .map(Pair::P256)
        .or_else(|_| RsaKeyPair::from_pkcs8(der).map(Pair::Rsa))
        .ok()
}

fn pkcs1(der: &[u8]) -> Option<Pair> {
    RsaKeyPair::from_der(der).ok().map(Pair::Rsa)
}

fn from_jwk(jwk: Jwk<'_>) -> Result<SigningKey, KeyError> {
    if jwk.kty.is_empty() {
        let mut keys = jwk.keys.into_iter().filter(|key| !key.d.is_empty());
        return match (keys.next(), keys.next()) {
            (Some(key), None) => from_jwk(key),
            _ => Err(KeyError::Unreadable),
        };
    }
    if jwk.d.is_empty() {
        return Err(KeyError::PublicOnly);
    }
    let pair = match (jwk.kty.as_str(), jwk.crv.as_str()) {
        ("EC", "P-256") => p256(&jwk),
        ("RSA", _) => rsa(&jwk),
        _ => return Err(KeyError::Unsupported),
    };
    Ok(SigningKey::of(pair.ok_or(KeyError::Unsupported)?, jwk.kid))
}

fn p256(jwk: &Jwk<'_>) -> Option<Pair> {
    let (d, x, y) = (number(jwk.d)?, number(jwk.x)?, number(jwk.y)?);
    if [d.len(), x.len(), y.len()] != [P256; 3] {
        return None;
    }
    // An uncompressed point: 4, x, y (SEC 1, 2.3.3).
    let point = [&[4], x.as_slice(), &y].concat();
    EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &d, &point)
        .ok()
        .map(Pair::P256)
}

/// The numbers of the JWK as `RSAPrivateKey` (RFC 8017, A.1.2), which the library reads.
fn rsa(jwk: &Jwk<'_>) -> Option<Pair> {
    let numbers = [jwk.n, jwk.e, jwk.d, jwk.p, jwk.q, jwk.dp, jwk.dq, jwk.qi];
    // The version: two primes.
    let mut content = Zeroizing::new(vec![2, 1, 0]);
    for text in numbers {
        let bytes = number(text)?;
        let digits: &[u8] = match bytes.iter().position(|byte| *byte != 0) {
            Some(first) => &bytes[first..],
            None => return None,
        };
        let sign: &[u8] = if digits[0] >= 0x80 { &[0] } else { &[] };
        der(&mut content, 2, &[sign, digits].concat())?;
    }
    let mut whole = Zeroizing::new(Vec::new());
    der(&mut whole, 0x30, &content)?;
    pkcs1(&whole)
}

/// Appends a DER element of at most 65,535 bytes.
fn der(to: &mut Vec<u8>, tag: u8, content: &[u8]) -> Option<()> {
    let [high, low] = u16::try_from(content.len()).ok()?.to_be_bytes();
    match (high, low) {
        (0, 0..=0x7f) => to.extend([tag, low]),
        (0, _) => to.extend([tag, 0x81, low]),
        _ => to.extend([tag, 0x82, high, low]),
    }
    to.extend_from_slice(content);
    Some(())
}

/// Why a text has no private key.
fn what_is_there(text: &[u8]) -> KeyError {
    if contains(text, b"BEGIN ENCRYPTED PRIVATE KEY") {
        KeyError::Encrypted
    } else if contains(text, b"BEGIN PUBLIC KEY") || contains(text, b"BEGIN CERTIFICATE") {
        KeyError::PublicOnly
    } else {
        KeyError::Unreadable
    }
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{
        AsBigEndian, AsDer, EcPrivateKeyBin, EcPrivateKeyRfc5915Der, Pkcs8V1Der,
    };
    use base64::engine::general_purpose::STANDARD;
    use model::SigningAlgorithm;
    use serde_json::{Value, json};

    use super::*;

    fn pem(label: &str, der: &[u8]) -> String {
        let lines = STANDARD.encode(der);
        format!("\n-----BEGIN {label}-----\n{lines}\n-----END {label}-----\n")
    }

    fn p256_key() -> EcdsaKeyPair {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap()
    }

    fn public(pair: Pair) -> SigningKey {
        SigningKey::of(pair, None)
    }

    /// The content of the DER element at the start of `bytes`, and what follows it.
    fn element(bytes: &[u8]) -> (&[u8], &[u8]) {
        let (length, start) = match bytes[1] {
            0x81 => (usize::from(bytes[2]), 3),
            0x82 => (usize::from(bytes[2]) << 8 | usize::from(bytes[3]), 4),
            short => (usize::from(short), 2),
        };
        bytes[start..].split_at(length)
    }

    #[test]
    fn every_form_of_a_p256_key_is_the_same_key() {
        let pair = p256_key();
        let pkcs8 = pair.to_pkcs8v1().unwrap();
        let sec1: EcPrivateKeyRfc5915Der<'_> = pair.private_key().as_der().unwrap();
        let d: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes().unwrap();
        let d = URL_SAFE_NO_PAD.encode(d.as_ref());
        let forms = [
            pem("PRIVATE KEY", pkcs8.as_ref()),
            pem("EC PRIVATE KEY", sec1.as_ref()),
        ];
        let expected = public(Pair::P256(pair));
        for form in forms {
            let read = SigningKey::import(form.as_bytes()).unwrap();
            assert_eq!(read.public_jwk(), expected.public_jwk());
        }
        let mut jwk: Value = serde_json::from_str(&expected.public_jwk()).unwrap();
        jwk["d"] = d.into();
        jwk["kid"] = "my-key".into();
        for form in [jwk.to_string(), json!({"keys": [jwk]}).to_string()] {
            let read = SigningKey::import(form.as_bytes()).unwrap();
            assert_eq!(read.key_id(), "my-key");
            assert_eq!(read.algorithm(), SigningAlgorithm::Es256);
        }
    }

    #[test]
    fn every_form_of_an_rsa_key_is_the_same_key() {
        let pair = RsaKeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048).unwrap();
        let pkcs8: Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let (outer, _) = element(pkcs8.as_ref());
        let (_version, rest) = element(outer);
        let (_algorithm, rest) = element(rest);
        let (pkcs1, _) = element(rest);
        let forms = [
            pem("PRIVATE KEY", pkcs8.as_ref()),
            pem("RSA PRIVATE KEY", pkcs1),
        ];
        let expected = public(Pair::Rsa(pair));
        for form in forms {
            let read = SigningKey::import(form.as_bytes()).unwrap();
            assert_eq!(read.public_jwk(), expected.public_jwk());
        }
        let (numbers, _) = element(pkcs1);
        let (_version, mut rest) = element(numbers);
        let mut jwk = json!({"kty": "RSA"});
        for name in ["n", "e", "d", "p", "q", "dp", "dq", "qi"] {
            let (number, next) = element(rest);
            jwk[name] = URL_SAFE_NO_PAD.encode(number).into();
            rest = next;
        }
        let read = SigningKey::import(jwk.to_string().as_bytes()).unwrap();
        assert_eq!(read.public_jwk(), expected.public_jwk());
    }

    #[test]
    fn what_is_no_usable_key_is_told_apart() {
        let public = public(Pair::P256(p256_key())).public_jwk();
        let p384 = EcdsaKeyPair::generate(&aws_lc_rs::signature::ECDSA_P384_SHA384_FIXED_SIGNING)
            .unwrap()
            .to_pkcs8v1()
            .unwrap();
        for (file, expected) in [
            (String::new(), KeyError::Unreadable),
            ("{".to_owned(), KeyError::Unreadable),
            ("{}".to_owned(), KeyError::Unreadable),
            ("garbage".to_owned(), KeyError::Unreadable),
            (public, KeyError::PublicOnly),
            (pem("PUBLIC KEY", b"1"), KeyError::PublicOnly),
            (pem("ENCRYPTED PRIVATE KEY", b"1"), KeyError::Encrypted),
            (pem("PRIVATE KEY", b"1"), KeyError::Unsupported),
            (pem("PRIVATE KEY", p384.as_ref()), KeyError::Unsupported),
        ] {
            let error = SigningKey::import(file.as_bytes()).unwrap_err();
            assert_eq!(error, expected, "{file}");
        }
    }
}
