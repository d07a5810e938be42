//! Degrees in the notations that people use: `48.1`, `48,1`, `48.1 N`, `N48°51'24"`, `48° 51.4' N`.

/// One number of degrees, and whether it was a plain one. A hemisphere of the other axis is wrong.
pub(super) fn one(text: &str, is_latitude: bool) -> Option<(f64, bool)> {
    let text = text.trim();
    if let Some(value) = plain(text) {
        return Some((value, true));
    }
    let (value, axis) = written(text)?;
    (axis != Some(!is_latitude)).then_some((value, false))
}

/// Two numbers of degrees in one text, latitude first unless the hemispheres say otherwise.
pub(super) fn pair(text: &str) -> Option<(f64, f64)> {
    // Each way in which the text could be two, until one of them is.
    let text = text.trim().trim_matches(['(', ')', '[', ']']);
    let is_cut = |c: char| matches!(c, ',' | ';' | '/' | '|') || c.is_whitespace();
    let cuts: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_cut(*c)).collect();
    // A cut at a comma that a space follows, or at another sign, before one that may be within a number.
    let mut ordered = cuts;
    ordered.sort_by_key(|(at, c)| {
        let is_followed = text[at + c.len_utf8()..].starts_with(char::is_whitespace);
        match c {
            ';' | '/' | '|' => 0,
            ',' if is_followed => 1,
            ',' => 2,
            _ => 3,
        }
    });
    ordered.truncate(40);
    let found = ordered.into_iter().find_map(|(at, c)| {
        let (first, second) = (&text[..at], &text[at + c.len_utf8()..]);
        both(first.trim(), second.trim())
    });
    found.or_else(|| {
        // Nothing between them but the first one's hemisphere.
        let end = text.find(['N', 'S', 'n', 's'])? + 1;
        both(text.get(..end)?, text.get(end..)?.trim())
    })
}

fn both(first: &str, second: &str) -> Option<(f64, f64)> {
    let (one, first_axis) = plain(first)
        .map(|value| (value, None))
        .or_else(|| written(first))?;
    let (other, second_axis) = plain(second)
        .map(|value| (value, None))
        .or_else(|| written(second))?;
    match (first_axis, second_axis) {
        (Some(true), Some(true)) | (Some(false), Some(false)) => None,
        (Some(false), _) | (_, Some(true)) => Some((other, one)),
        (Some(true) | None, Some(false) | None) => Some((one, other)),
    }
}

/// A decimal number with a point, without exponent or words.
fn plain(text: &str) -> Option<f64> {
    let is_plain = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E');
    let is_number = text.bytes().all(is_plain) && text.bytes().any(|b| b.is_ascii_digit());
    is_number
        .then(|| text.parse().ok())
        .flatten()
        .filter(|value: &f64| value.is_finite())
}

/// Degrees with minutes, seconds or a hemisphere; whether that is one of latitudes.
fn written(text: &str) -> Option<(f64, Option<bool>)> {
    let (mut numbers, mut digits) = (Vec::new(), String::new());
    let mut hemisphere = None;
    let mut is_negative = false;
    for c in text.chars().chain([' ']) {
        match c {
            '0'..='9' => digits.push(c),
            '.' | ',' if !digits.is_empty() && !digits.contains('.') => digits.push('.'),
            '-' | '\u{2212}' if numbers.is_empty() && digits.is_empty() && !is_negative => {
                is_negative = true
            }
            '+' if numbers.is_empty() && digits.is_empty() => {}
            'N' | 'S' | 'E' | 'W' | 'O' | 'n' | 's' | 'e' | 'w' | 'o' if hemisphere.is_none() => {
                take(&mut numbers, &mut digits)?;
                hemisphere = Some(c.to_ascii_uppercase());
            }
            '°' | 'º' | '\'' | '′' | '’' | '"' | '″' | '”' | ':' => {
                take(&mut numbers, &mut digits)?
            }
            c if c.is_whitespace() => take(&mut numbers, &mut digits)?,
            _ => return None,
        }
    }
    let value = match numbers.as_slice() {
        [degrees] => *degrees,
        [degrees, minutes] if whole(*degrees) && *minutes < 60.0 => degrees + minutes / 60.0,
        [degrees, minutes, seconds]
            if whole(*degrees) && whole(*minutes) && *minutes < 60.0 && *seconds < 60.0 =>
        {
            degrees + minutes / 60.0 + seconds / 3600.0
        }
        _ => return None,
    };
    // A sign and a hemisphere say the same thing twice, or not the same.
    if is_negative && hemisphere.is_some() {
        return None;
    }
    let turned = is_negative || matches!(hemisphere, Some('S' | 'W'));
    let axis = hemisphere.map(|letter| matches!(letter, 'N' | 'S'));
    Some((if turned { -value } else { value }, axis))
}

fn take(numbers: &mut Vec<f64>, digits: &mut String) -> Option<()> {
    if !digits.is_empty() {
        numbers.push(std::mem::take(digits).parse().ok()?);
    }
    Some(())
}

fn whole(value: f64) -> bool {
    value.fract() == 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_read_as_people_write_them() {
        for (text, value, is_plain) in [
            ("48.8566", 48.8566, true),
            ("-33.5", -33.5, true),
            ("48,8566", 48.8566, false),
            ("48.8566 N", 48.8566, false),
            ("S33.5", -33.5, false),
            ("48°51'24\"N", 48.0 + 51.0 / 60.0 + 24.0 / 3600.0, false),
            ("48° 51,4′", 48.0 + 51.4 / 60.0, false),
            ("48:51:24", 48.0 + 51.0 / 60.0 + 24.0 / 3600.0, false),
        ] {
            assert_eq!(one(text, true), Some((value, is_plain)), "{text}");
        }
        for wrong in [
            "", "N", "48.1.2", "4 8 5 1", "12°61'", "twelve", "-5 S", "13 E", "=1+1", "inf",
        ] {
            assert_eq!(one(wrong, true), None, "{wrong}");
        }
        assert_eq!(one("13,4 O", false), Some((13.4, false)));
    }

    #[test]
    fn a_pair_stands_in_one_cell() {
        for text in [
            "52.52, 13.405",
            "52.52,13.405",
            "52.52 13.405",
            "52,52; 13,405",
            "52,52, 13,405",
            "(52.52, 13.405)",
            "13.405 E, 52.52 N",
            "52.52N 13.405E",
            "52.52N13.405E",
            "52°31'12\"N 13°24'18\"E",
        ] {
            let (latitude, longitude) = pair(text).unwrap_or_else(|| panic!("{text}"));
            assert!(
                (latitude - 52.52).abs() < 1e-9 && (longitude - 13.405).abs() < 1e-9,
                "{text}"
            );
        }
        for wrong in ["52.52", "", "Berlin", "1 2 3 4 5 6 7 8", "52 N, 13 N"] {
            assert_eq!(pair(wrong), None, "{wrong}");
        }
    }
}
