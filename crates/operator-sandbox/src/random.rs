//! Identifiers, secrets and tokens from the system's random numbers.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

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
pub(crate) fn uuid() -> Result<String, NoRandomness> {
    let mut bytes = bytes::<16>()?;
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits = hex(&bytes);
    let (a, b, c, d, e) = (
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    );
    Ok(format!("{a}-{b}-{c}-{d}-{e}"))
}

/// The SHA-256 of a secret, a token or a request. Enough for the first two without salt or
/// stretching, because they are 256 random bits.
pub(crate) fn digest(text: &[u8]) -> [u8; 32] {
    Sha256::digest(text).into()
}

/// Two lower-case digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_says_its_version_and_variant() {
        let uuid = uuid().unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&uuid.as_bytes()[19]), "{uuid}");
    }

    #[test]
    fn no_two_secrets_are_alike() {
        assert_ne!(secret().unwrap(), secret().unwrap());
        assert_eq!(secret().unwrap().len(), 64);
    }
}
