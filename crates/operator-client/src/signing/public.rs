//! The public half of a key, as the operator gets it.

use aws_lc_rs::signature::KeyPair as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::SigningAlgorithm;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Pair;

/// Bytes of one coordinate on P-256.
const COORDINATE: usize = 32;

/// The members that make up the key, in the order that RFC 7638 hashes them in.
#[derive(Serialize)]
#[serde(untagged)]
enum Members {
    P256 {
        crv: &'static str,
        kty: &'static str,
        x: String,
        y: String,
    },
    Rsa {
        e: String,
        kty: &'static str,
        n: String,
    },
}

#[derive(Serialize)]
struct Jwk<'a> {
    #[serde(flatten)]
    members: Members,
    #[serde(rename = "use")]
    usage: &'static str,
    alg: &'static str,
    kid: &'a str,
}

pub(super) fn jwk(pair: &Pair, algorithm: SigningAlgorithm, key_id: &str) -> String {
    let jwk = Jwk {
        members: members(pair),
        usage: "sig",
        alg: algorithm.as_str(),
        kid: key_id,
    };
    // Plain text members: there is nothing in it that cannot be written.
    serde_json::to_string_pretty(&jwk).unwrap_or_default()
}

/// The SHA-256 of the members that make up the key (RFC 7638).
pub(super) fn thumbprint(pair: &Pair) -> String {
    let members = serde_json::to_vec(&members(pair)).unwrap_or_default();
    URL_SAFE_NO_PAD.encode(Sha256::digest(members))
}

fn members(pair: &Pair) -> Members {
    match pair {
        Pair::P256(pair) => {
            // An uncompressed point: 4, x, y (SEC 1, 2.3.3).
            let point = pair.public_key().as_ref();
            let (x, y) = point[1..].split_at(COORDINATE);
            Members::P256 {
                crv: "P-256",
                kty: "EC",
                x: URL_SAFE_NO_PAD.encode(x),
                y: URL_SAFE_NO_PAD.encode(y),
            }
        }
        Pair::Rsa(pair) => {
            let key = pair.public_key();
            Members::Rsa {
                e: URL_SAFE_NO_PAD.encode(key.exponent().big_endian_without_leading_zero()),
                kty: "RSA",
                n: URL_SAFE_NO_PAD.encode(key.modulus().big_endian_without_leading_zero()),
            }
        }
    }
}
