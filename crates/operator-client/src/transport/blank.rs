//! Blanks out of an answer what must not come back: a token or a secret that an operator repeats.

use model::is_unseen;
use zeroize::Zeroizing;

/// What stands where a secret was repeated.
pub(crate) const BLANK: &str = "[hidden]";
/// A shorter text is in every answer by chance, and no secret.
const SHORTEST_SECRET: usize = 6;

/// `body` with every copy of one of `secrets` blanked out, also of one in the escapes of JSON, or
/// taken apart by marks that are not seen.
pub(super) fn without(body: Vec<u8>, secrets: &[&str]) -> Vec<u8> {
    let quoted: Vec<Zeroizing<String>> = secrets.iter().copied().filter_map(quoted).collect();
    let quoted = quoted.iter().map(|secret| secret.as_str());
    let mut secrets: Vec<&str> = secrets.iter().copied().chain(quoted).collect();
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

/// The secret as JSON writes it, where that is another text.
fn quoted(secret: &str) -> Option<Zeroizing<String>> {
    let json = Zeroizing::new(serde_json::to_string(secret).ok()?);
    let inner = json.strip_prefix('"')?.strip_suffix('"')?;
    (inner != secret).then(|| Zeroizing::new(inner.to_owned()))
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

/// `body` with the escapes of JSON undone, save those without which it were no JSON.
fn unescaped(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((&first, after)) = rest.split_first() {
        let length = match escape(rest) {
            Some((c, length)) => {
                match c {
                    '"' | '\\' => plain.extend([b'\\', c as u8]),
                    c if is_mark(c) => {}
                    c => plain.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                }
                length
            }
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

/// The character that an escape at the start of `text` stands for, and how long it is, where it
/// need not be written as one.
fn escape(text: &[u8]) -> Option<(char, usize)> {
    if text.starts_with(br"\/") {
        return Some(('/', 2));
    }
    let pair = [code_unit(text), text.get(6..).and_then(code_unit)];
    let first = pair[0]?;
    let units = std::iter::once(first).chain(pair[1]);
    let c = char::decode_utf16(units).next()?.ok()?;
    (!c.is_control()).then_some((c, 6 * c.len_utf16()))
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
    fn a_secret_with_signs_is_blanked_out_as_json_writes_it() {
        let secret = "Xy\"9\\k$\u{e4} 7";
        for body in [
            r#"{"m":"Xy\"9\\k$\u00e4 7 is wrong"}"#,
            r#"{"m":"Xy\u00229\u005ck\u0024ä\u00207 is wrong"}"#,
            "{\"m\":\"Xy\\\"9\\\\k$\u{e4} 7 is wrong\"}",
        ] {
            let told = without(body.as_bytes().to_vec(), &[secret]);
            let told = String::from_utf8_lossy(&told);
            assert_eq!(told, r#"{"m":"[hidden] is wrong"}"#, "{body}");
        }
        assert_eq!(
            without(b"Xy\"9\\k$\xc3\xa4 7".to_vec(), &[secret]),
            b"[hidden]"
        );
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
