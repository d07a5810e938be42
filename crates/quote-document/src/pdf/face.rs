//! The document's own typeface: what it can show, and how wide that is.

use std::sync::LazyLock;

use typst::{
    layout::Abs,
    text::{Font, FontInstance, FontVariant, FontVariations},
};

use super::built_in;

/// Stands for a character that the typeface does not have.
pub(super) const STAND_IN: char = '\u{25a1}';

/// Inter, regular and semi-bold.
pub(super) static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    const FILES: [&[u8]; 2] = [
        include_bytes!("../../../../assets/fonts/inter-regular.ttf"),
        include_bytes!("../../../../assets/fonts/inter-semibold.ttf"),
    ];
    let fonts = FILES.into_iter().map(built_in);
    fonts.filter_map(|file| Font::new(file, 0)).collect()
});

/// The regular weight as it is measured.
static REGULAR: LazyLock<Option<FontInstance>> = LazyLock::new(|| {
    let font = FONTS.first()?.clone();
    let variant = FontVariant::default();
    Some(font.instantiate(variant, Abs::pt(10.0), &FontVariations::default()))
});

/// `text` with a box for every character that the typeface does not have. What only joins or
/// varies its neighbours is left out.
pub(super) fn showable(text: &str) -> String {
    let shown = text.chars().filter_map(|c| match c {
        '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => None,
        ' '..='~' => Some(c),
        c if FONTS
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(c))) =>
        {
            Some(c)
        }
        _ => Some(STAND_IN),
    });
    shown.collect()
}

/// How wide a text is in regular weight, in units of its size.
pub(super) fn width(text: &str) -> f64 {
    let Some(regular) = REGULAR.as_ref() else {
        return text.chars().count() as f64;
    };
    let advance = |c| {
        let glyph = regular.ttf().glyph_index(c)?;
        regular.x_advance(glyph.0)
    };
    text.chars().filter_map(advance).map(|em| em.get()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_typeface_has_not_is_shown_as_a_box() {
        assert_eq!(showable("Zürich – Αθήνα, Київ €"), "Zürich – Αθήνα, Київ €");
        assert_eq!(showable("東京"), "□□");
        assert_eq!(showable("👩\u{200d}🚀\u{fe0f}"), "□□");
        assert_eq!(showable("שלום"), "□□□□");
    }

    #[test]
    fn a_longer_text_is_wider() {
        assert!(width("i") < width("W") && width("Ber") < width("Berlin"));
    }
}
