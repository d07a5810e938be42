//! Random bits for identifiers and idempotency keys.

use crate::errors::Failure;

/// 128 random bits.
///
/// # Errors
/// Where the system gives none.
pub(crate) fn bits() -> Result<u128, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| Failure::Internal("the system gives no random numbers"))?;
    Ok(u128::from_le_bytes(bytes))
}

/// 32 random bits.
///
/// # Errors
/// Where the system gives none.
pub(crate) fn short() -> Result<u32, Failure> {
    getrandom::u32().map_err(|_| Failure::Internal("the system gives no random numbers"))
}
