//! Coordinates and a label in the one form that the API's `location` takes.
//!
//! Its pattern forbids spaces, commas, plus and minus, so a place is written with
//! hemisphere letters: `N52.520008_E13.404954_Berlin_HQ`.

use model::Coordinates;

use crate::slug::slug;

/// Longest label within a location.
const LONGEST_LABEL: usize = 100;

/// A location that could be read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location<'a> {
    /// Where it is, to about 0.1 m.
    pub coordinates: Coordinates,
    /// The label as it was coded, `Berlin_HQ` for instance; absent where there was none.
    pub label: Option<&'a str>,
}

/// Writes a place with six decimals and the label as a slug.
#[must_use]
pub fn encode(coordinates: Coordinates, label: &str) -> String {
    let (latitude, longitude) = (coordinates.latitude(), coordinates.longitude());
    let north = if latitude < 0.0 { 'S' } else { 'N' };
    let east = if longitude < 0.0 { 'W' } else { 'E' };
    let place = format!("{north}{:.6}_{east}{:.6}", latitude.abs(), longitude.abs());
    let label = slug(label, LONGEST_LABEL);
    if label.is_empty() {
        place
    } else {
        format!("{place}_{label}")
    }
}

/// Reads what [`encode`] writes, with any number of decimals; `None` for every other text.
#[must_use]
pub fn decode(text: &str) -> Option<Location<'_>> {
    let mut parts = text.splitn(3, '_');
    let latitude = degrees(parts.next()?, 'N', 'S')?;
    let longitude = degrees(parts.next()?, 'E', 'W')?;
    Some(Location {
        coordinates: Coordinates::new(latitude, longitude).ok()?,
        label: parts.next().filter(|label| !label.is_empty()),
    })
}

fn degrees(text: &str, positive: char, negative: char) -> Option<f64> {
    let (sign, digits) = if let Some(digits) = text.strip_prefix(positive) {
        (1.0, digits)
    } else {
        (-1.0, text.strip_prefix(negative)?)
    };
    let is_plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && digits.starts_with(|c: char| c.is_ascii_digit());
    let value: f64 = is_plain.then(|| digits.parse().ok()).flatten()?;
    Some(sign * value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_place_is_written_with_hemisphere_letters() {
        let berlin = Coordinates::new(52.520_008, 13.404_954).unwrap();
        assert_eq!(
            encode(berlin, "Berlin HQ"),
            "N52.520008_E13.404954_Berlin_HQ"
        );
        let lima = Coordinates::new(-12.046_4, -77.042_8).unwrap();
        assert_eq!(encode(lima, ""), "S12.046400_W77.042800");
    }

    #[test]
    fn what_is_no_place_is_not_read() {
        for text in [
            "",
            "string",
            "N52.5",
            "N52.5_13.4",
            "N95.0_E13.0",
            "N5_E181",
            "N_E",
            "N1e1_E2",
            "N+1_E2",
            "Ninf_E1",
            "N1.1.1_E2",
            "52.5_13.4",
            "n52.5_e13.4",
            "é_é",
        ] {
            assert_eq!(decode(text), None, "{text}");
        }
        assert_eq!(decode("N52_E13").unwrap().label, None);
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_back(
            latitude in -90.0..=90.0, longitude in -180.0..=180.0, label in ".{0,120}",
        ) {
            let place = Coordinates::new(latitude, longitude).unwrap();
            let text = encode(place, &label);
            prop_assert!(text.len() <= 2048);
            prop_assert!(text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b)));
            let read = decode(&text).unwrap();
            prop_assert!((read.coordinates.latitude() - latitude).abs() < 1e-6);
            prop_assert!((read.coordinates.longitude() - longitude).abs() < 1e-6);
            prop_assert_eq!(read.label.unwrap_or_default(), slug(&label, LONGEST_LABEL));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = decode(&text);
        }
    }
}
