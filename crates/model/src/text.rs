//! Text from outside, without what shows something else than it says.

/// The text on one line, without control characters and marks that are not seen or that
/// turn the direction of reading, cut to `longest` characters.
#[must_use]
pub fn plain_text(text: &str, longest: usize) -> String {
    let mut plain = String::new();
    let mut left = longest;
    for word in text.split(|c: char| c.is_control() || c.is_whitespace()) {
        let mut seen = word.chars().filter(|c| !is_unseen(*c)).peekable();
        if seen.peek().is_none() {
            continue;
        }
        if !plain.is_empty() {
            if left < 2 {
                break;
            }
            plain.push(' ');
            left -= 1;
        }
        for c in seen.take(left) {
            plain.push(c);
            left -= 1;
        }
    }
    plain
}

/// Whether a character shows nothing itself and can change how its neighbours look.
/// The joiners of scripts that need them are not among these.
#[must_use]
pub const fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_left_out() {
        for (text, expected) in [
            ("  two\r\n\tlines  ", "two lines"),
            ("pay \u{202e}0001\u{202c} EUR", "pay 0001 EUR"),
            ("\u{feff}a\u{200b}b\u{2066}c\u{2069}", "abc"),
            ("bell\u{7}\u{1b}[31m", "bell [31m"),
            ("a\u{2028}b\u{85}c", "a b c"),
            ("tag\u{e0041}\u{e007f}", "tag"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("\u{202e}", ""),
        ] {
            assert_eq!(plain_text(text, 100), expected, "{text:?}");
        }
        assert_eq!(plain_text("abc def", 4), "abc");
        assert_eq!(plain_text("abc def", 5), "abc d");
        assert_eq!(plain_text("äöü", 2), "äö");
    }

    proptest! {
        #[test]
        fn no_text_comes_out_longer_or_odd(text in ".{0,80}", longest in 0_usize..40) {
            let plain = plain_text(&text, longest);
            prop_assert!(plain.chars().count() <= longest);
            prop_assert!(plain.chars().all(|c| !c.is_control() && !is_unseen(c)));
            prop_assert_eq!(plain.trim(), &plain);
        }
    }
}
