//! Blanks out of an answer what must not come back: a token or a secret that an operator repeats.

use model::is_unseen;

/// What stands where a secret was repeated.
pub(crate) const BLANK: &str = "[hidden]";
/// A shorter text is in every answer by chance, and no secret.
const SHORTEST_SECRET: usize = 6;

/// `body` with every copy of one of `secrets` blanked out, also of one in the escapes of JSON, or
/// taken apart by marks that are not seen.
pub(super) fn without(body: Vec<u8>, secrets: &[&str]) -> Vec<u8> {
    let mut secrets = secrets.to_vec();
    secrets.retain(|secret| secret.len() >= SHORTEST_SECRET);
    // One that holds another is blanked out whole.
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    if secrets.is_empty() {
        return body;
    }
    let has_secret = |body: &[u8]| {
        let is_in = |secret: &&str| {
            let needle = secret.as_bytes();
            body.windows(needle.len()).any(|window| window == needle)
        };
        secrets.iter().any(is_in)
    };
    let is_odd = |byte: &u8| *byte == b'\\' || !byte.is_ascii();
    let written = if body.iter().any(is_odd) {
        Some(seen(unescaped(&body))).filter(|body| has_secret(body))
    } else {
        None
    };
    let body = match written {
        Some(written) => written,
        None if has_secret(&body) => body,
        None => return body,
    };
    let mut text = String::from_utf8_lossy(&body).into_owned();
    for secret in secrets {
        text = text.replace(secret, BLANK);
    }
    text.into_bytes()
}

/// `body` without the marks that are not seen.
fn seen(body: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(body) {
        Ok(mut text) => {
            text.retain(|c| !is_mark(c));
            text.into_bytes()
        }
        // It is no JSON, and nothing is made of its text.
        Err(error) => error.into_bytes(),
    }
}

/// A mark that can stand in the middle of a text and is not seen, the joiners among them.
const fn is_mark(c: char) -> bool {
    is_unseen(c) || matches!(c, '\u{200c}' | '\u{200d}')
}

/// `body` with the escapes of JSON undone that stand for a character of a token or for a mark
/// that is not seen: none of these can end a text.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&first, after)) = rest.split_first() {
        let length = match escape(rest) {
            Some(Escape::Character(byte, length)) => {
                plain.push(byte);
                length
            }
            Some(Escape::Mark(length)) => length,
            // A pair stays one: its second half begins no escape.
            None if first == b'\\' && !after.is_empty() => {
                plain.extend_from_slice(&rest[..2]);
                2
            }
            None => {
                plain.push(first);
                1
            }
        };
        rest = &rest[length..];
    }
    plain
}

/// What an escape stands for, and how long it is.
enum Escape {
    Character(u8, usize),
    Mark(usize),
}

/// The escape at the start of `text`, where it is one to be undone.
fn escape(text: &[u8]) -> Option<Escape> {
    if text.starts_with(br"\/") {
        return Some(Escape::Character(b'/', 2));
    }
    let unit = code_unit(text)?;
    if let Ok(byte) = u8::try_from(unit)
        && byte.is_ascii_graphic()
        && !matches!(byte, b'"' | b'\\')
    {
        return Some(Escape::Character(byte, 6));
    }
    let pair = [Some(unit), text.get(6..).and_then(code_unit)];
    let mut decoded = char::decode_utf16(pair.into_iter().flatten());
    let c = decoded.next()?.ok()?;
    is_mark(c).then_some(Escape::Mark(6 * c.len_utf16()))
}

/// The unit of UTF-16 that an escape at the start of `text` names.
fn code_unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(br"\u")?.get(..4)?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_secret_is_blanked_out_in_any_writing() {
        for (body, expected) in [
            (r#"{"m":"your s3cret/+x"}"#, r#"{"m":"your [hidden]"}"#),
            (r#"{"m":"s3cret\/+x"}"#, r#"{"m":"[hidden]"}"#),
            (
                r#"{"m":"\u00733cr\u0065t\/\u002Bx!"}"#,
                r#"{"m":"[hidden]!"}"#,
            ),
            (r#"{"m":"\\u0073 \u0022"}"#, r#"{"m":"\\u0073 \u0022"}"#),
            (r#"{"m":"other\/thing\"}"#, r#"{"m":"other\/thing\"}"#),
            (r#"{"m":"\u00"#, r#"{"m":"\u00"#),
            (
                "{\"m\":\"s\u{200b}3c\u{ad}re\u{200d}t/+x\"}",
                r#"{"m":"[hidden]"}"#,
            ),
            (
                r#"{"m":"s\u200B3cr\udb40\udc41et/\u2060+x"}"#,
                r#"{"m":"[hidden]"}"#,
            ),
            (
                r#"{"m":"\ud83d\udc69\u200d\ud83d\ude80"}"#,
                r#"{"m":"\ud83d\udc69\u200d\ud83d\ude80"}"#,
            ),
        ] {
            let told = without(body.as_bytes().to_vec(), &["s3cret/+x"]);
            assert_eq!(String::from_utf8_lossy(&told), expected, "{body}");
        }
        assert_eq!(without(b"aaa".to_vec(), &["a"]), b"aaa");
    }

    #[test]
    fn each_of_several_secrets_is_blanked_out() {
        let told = without(
            b"first-one, first-one-more".to_vec(),
            &["first-one", "first-one-more"],
        );
        assert_eq!(told, b"[hidden], [hidden]");
    }
}
