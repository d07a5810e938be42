//! A number to a fixed count of places, as a picture's path or an attribute has it.

/// `value` with `places` digits after the point; halves go away from zero.
///
/// By whole numbers: `{value:.2}` would bring the tables for every `f64` into the program, 13 KB.
#[must_use]
pub fn fixed(value: f64, places: u32) -> String {
    let one = 10_u64.pow(places);
    let scaled = (value * one as f64).round();
    // What is too large for it is the largest there is; nothing that is drawn or measured comes near.
    let digits = scaled.abs() as u64;
    let sign = if scaled < 0.0 { "-" } else { "" };
    let (whole, part) = (digits / one, digits % one);
    match places as usize {
        0 => format!("{sign}{whole}"),
        width => format!("{sign}{whole}.{part:0width$}"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn zeros_are_kept_and_a_sign_needs_a_number() {
        assert_eq!(fixed(1.5, 0), "2");
        assert_eq!(fixed(12.0, 3), "12.000");
        assert_eq!(fixed(-0.05, 1), "-0.1");
        assert_eq!(fixed(-0.000_01, 4), "0.0000");
        assert_eq!(fixed(-8.062_5, 2), "-8.06");
    }

    proptest! {
        #[test]
        fn it_is_what_the_formatter_writes(value in -1e9..1e9_f64, places in 0..5_u32) {
            let width = places as usize;
            let formatted = format!("{value:.width$}");
            let ours = fixed(value, places);
            let gap = (ours.parse::<f64>().unwrap() - formatted.parse::<f64>().unwrap()).abs();
            // A half may go either way.
            prop_assert!(gap <= 1.001 / 10_f64.powi(places as i32), "{ours} {formatted}");
            prop_assert!((ours.parse::<f64>().unwrap() - value).abs() <= 0.500_001 / 10_f64.powi(places as i32));
        }
    }
}
