//! The name a network gets at the operator.

use crate::slug::slug;

/// Longest slug before the suffix; the whole stays far below the API's 255 characters.
const LONGEST_SLUG: usize = 100;

/// A `serviceName` out of what people call the network and a random number that keeps
/// two networks of one name apart: `Nordic_ring_00c0ffee`. Letters, digits and `_` only,
/// valid under either reading of the API's pattern (the literal one forbids the hyphen).
#[must_use]
pub fn service_name(name: &str, random: u32) -> String {
    let slug = slug(name, LONGEST_SLUG);
    if slug.is_empty() {
        format!("network_{random:08x}")
    } else {
        format!("{slug}_{random:08x}")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_without_letters_gets_one() {
        assert_eq!(
            service_name("Nordic ring", 0xc0_ffee),
            "Nordic_ring_00c0ffee"
        );
        assert_eq!(service_name("***", 1), "network_00000001");
    }

    proptest! {
        #[test]
        fn any_name_fits_the_pattern(name in ".{0,300}", random in any::<u32>()) {
            let name = service_name(&name, random);
            prop_assert!((1..=255).contains(&name.len()));
            prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'));
        }
    }
}
