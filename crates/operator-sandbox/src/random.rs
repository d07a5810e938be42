//! Identifiers, secrets and tokens from the system's random numbers.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// The system has no random numbers to give.
#[derive(Debug, thiserror::Error)]
#[error("the system gives no random numbers")]
pub struct NoRandomness;

/// `N` random bytes.
///
/// # Errors
/// [`NoRandomness`].
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], NoRandomness> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(bytes)
}

/// 32 hexadecimal digits: an identifier valid under both readings of the API's pattern,
/// which forbids the hyphen when it is taken literally.
///
/// # Errors
/// [`NoRandomness`].
pub(crate) fn identifier() -> Result<String, NoRandomness> {
    bytes::<16>().map(|bytes| hex(&bytes))
}

/// 64 hexadecimal digits, 256 bits: a client secret or an access token.
///
/// # Errors
/// [`NoRandomness`].
pub fn secret() -> Result<String, NoRandomness> {
    bytes::<32>().map(|bytes| hex(&bytes))
}

/// A UUID of version 4.
///
/// # Errors
/// [`NoRandomness`].
pub(crate) fn uuid() -> Result<Uuid, NoRandomness> {
    bytes().map(|bytes| uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// The SHA-256 of a secret, a token or a request. Enough for the first two without salt or
/// stretching, because they are 256 random bits.
pub(crate) fn digest(text: &[u8]) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Two lower-case digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 0xf])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_two_digits() {
        assert_eq!(hex(&[0x00, 0x0f, 0xa5, 0xff]), "000fa5ff");
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert_ne!(secret().unwrap(), secret().unwrap());
        assert_eq!(secret().unwrap().len(), 64);
    }
}
