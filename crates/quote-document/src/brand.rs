//! A company's colour, and what can be read on it.

use std::fmt;

/// A colour of the letterhead: red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrandColour([u8; 3]);

/// A text that is not `#` and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a colour is # and six hexadecimal digits")]
pub struct BrandColourError;

/// The least contrast of text with its ground (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
const WHITE: BrandColour = BrandColour([0xff; 3]);
const BLACK: BrandColour = BrandColour([0; 3]);
/// Text where the company's own colour would be too pale.
const INK: BrandColour = BrandColour([0x17, 0x1c, 0x26]);

impl BrandColour {
    /// A colour as `#2b5fd9`.
    ///
    /// # Errors
    /// [`BrandColourError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, BrandColourError> {
        let digits = text.trim().strip_prefix('#').ok_or(BrandColourError)?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(BrandColourError);
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| BrandColourError)?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self([red, green, blue]))
    }

    /// The colour of text on a ground of this colour: white where it can be read.
    #[must_use]
    pub fn text_upon(self) -> Self {
        if self.contrast(WHITE) >= LEAST_CONTRAST {
            WHITE
        } else {
            BLACK
        }
    }

    /// The colour of text on white: this one where it can be read.
    #[must_use]
    pub fn as_text(self) -> Self {
        if self.contrast(WHITE) >= LEAST_CONTRAST {
            self
        } else {
            INK
        }
    }

    fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The relative luminance (WCAG 2.2, definitions).
    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl Default for BrandColour {
    fn default() -> Self {
        Self([0x2b, 0x5f, 0xd9])
    }
}

impl fmt::Display for BrandColour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_as_it_is_read() {
        for text in ["#2b5fd9", "#000000", "#ffffff"] {
            assert_eq!(BrandColour::parse(text).unwrap().to_string(), text);
        }
        for wrong in ["2b5fd9", "#2b5fd", "#2b5fd9f", "#+b5fd9", "red", "#äöü"] {
            assert_eq!(BrandColour::parse(wrong), Err(BrandColourError), "{wrong}");
        }
    }

    #[test]
    fn text_can_be_read_on_every_colour() {
        for value in (0..=0xff_ff_ff_u32).step_by(4_099) {
            let [_, red, green, blue] = value.to_be_bytes();
            let colour = BrandColour([red, green, blue]);
            assert!(
                colour.contrast(colour.text_upon()) >= LEAST_CONTRAST,
                "{colour}"
            );
            assert!(
                colour.as_text().contrast(WHITE) >= LEAST_CONTRAST,
                "{colour}"
            );
        }
    }
}
