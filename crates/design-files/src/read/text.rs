//! Bytes as text, in the encodings that spreadsheets write.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::FileError;

/// The text of a file: UTF-8, UTF-16 with its mark, or the Windows code page of western Europe.
pub(super) fn of(bytes: &[u8]) -> Result<Cow<'_, str>, FileError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
            .ok_or(FileError::NotText(1))?,
        None => match str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => code_page(bytes, error.valid_up_to())?,
        },
    };
    let is_odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match text.find(is_odd) {
        Some(at) => Err(FileError::NotText(line(text[..at].as_bytes()))),
        None => Ok(text),
    }
}

/// Text of the code page, which has every byte but five. A file with letters in UTF-8 before the byte that is none is
/// damaged rather than of the code page.
fn code_page(bytes: &[u8], valid: usize) -> Result<Cow<'_, str>, FileError> {
    let refused = || FileError::NotText(line(&bytes[..valid]));
    let is_undefined = |byte: &u8| matches!(byte, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d);
    if !bytes[..valid].is_ascii() || bytes.iter().any(is_undefined) {
        return Err(refused());
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Ok(text)
}

fn line(before: &[u8]) -> usize {
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_spreadsheets_is_read_in_its_encoding() {
        assert_eq!(of("Zürich".as_bytes()).unwrap(), "Zürich");
        assert_eq!(of(b"\xef\xbb\xbfZ").unwrap(), "Z");
        assert_eq!(of(b"Z\xfcrich").unwrap(), "Zürich");
        assert_eq!(of(b"\xff\xfeZ\0\xfc\0").unwrap(), "Zü");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        assert_eq!(of(b"a\nb\0"), Err(FileError::NotText(2)));
        assert_eq!(
            of("Zürich\n\u{fc}".as_bytes().strip_suffix(b"\xbc").unwrap()),
            Err(FileError::NotText(2))
        );
        assert_eq!(of(b"\xff\xfea"), Err(FileError::NotText(1)));
        assert_eq!(of(b"\x81"), Err(FileError::NotText(1)));
    }
}
