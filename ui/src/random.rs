//! Random bits for identifiers that the interface makes itself.

/// 128 random bits.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn bits() -> u128 {
    let mut bytes = [0_u8; 16];
    let filled = leptos::prelude::window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        // A web view without cryptography still tells identifiers of one design apart.
        for byte in &mut bytes {
            *byte = (js_sys::Math::random() * 256.0) as u8;
        }
    }
    u128::from_be_bytes(bytes)
}

/// 128 random bits.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn bits() -> u128 {
    use std::hash::{BuildHasher as _, RandomState};

    let half = || u128::from(RandomState::new().hash_one(0));
    (half() << 64) | half()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_identifiers_differ() {
        assert_ne!(bits(), bits());
    }
}
