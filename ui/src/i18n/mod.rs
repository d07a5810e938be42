//! Every text of the interface, in the reader's language.

mod catalogue;
pub mod format;
mod key;
mod message;

use std::cell::RefCell;

use catalogue::Catalogue;

pub use key::TextKey;
pub use message::Arg;

/// The languages there is a catalogue for, as BCP 47 tags with their own names.
pub const LANGUAGES: &[(&str, &str)] = &[(ENGLISH, "English")];

const ENGLISH: &str = "en";

/// The language of the texts that a reader with the BCP 47 tag `tag` gets: English where there is no catalogue.
#[must_use]
pub fn language_of(tag: &str) -> &'static str {
    let primary = tag.split('-').next().unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|(language, _)| language.eq_ignore_ascii_case(primary))
        .map_or(ENGLISH, |(language, _)| *language)
}

thread_local! {
    static CATALOGUE: RefCell<Catalogue> = RefCell::new(first());
}

/// Takes the texts of a Fluent catalogue, which stay for as long as the window is open.
pub fn set_texts(texts: String) {
    CATALOGUE.with(|catalogue| catalogue.borrow_mut().read(texts.leak()));
}

/// Chooses by its BCP 47 tag how numbers and dates look.
pub fn set_locale(tag: &str) {
    CATALOGUE.with(|catalogue| catalogue.borrow_mut().set_locale(tag));
}

/// The BCP 47 tag by which numbers and dates are written.
#[must_use]
pub fn locale() -> String {
    CATALOGUE.with(|catalogue| catalogue.borrow().locale().to_owned())
}

/// The text of `key` with `args` put in. A key without a text gives the key itself, and a
/// test fails for it.
#[must_use]
pub fn tr(key: &str, args: &[(&'static str, Arg<'_>)]) -> String {
    let message = CATALOGUE.with(|catalogue| catalogue.borrow().message(key));
    match message {
        Some(message) => message::format(message, args),
        None => key.to_owned(),
    }
}

/// The text of a key, with named values: `t!("count-connections", count = 3)`.
#[macro_export]
macro_rules! t {
    ($key:expr) => {
        $crate::i18n::tr($key, &[])
    };
    ($key:expr, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::i18n::tr($key, &[$((stringify!($name), $crate::i18n::Arg::from($value))),+])
    };
}

/// The window is given its texts when it begins.
#[cfg(not(test))]
fn first() -> Catalogue {
    Catalogue::empty()
}

#[cfg(test)]
fn first() -> Catalogue {
    let mut catalogue = Catalogue::empty();
    catalogue.read(english());
    catalogue
}

/// The English catalogue, all its files in one.
#[cfg(test)]
fn english() -> &'static str {
    use std::{fs, sync::OnceLock};

    static TEXTS: OnceLock<String> = OnceLock::new();
    TEXTS.get_or_init(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en");
        let files = fs::read_dir(folder).unwrap();
        files
            .map(|file| fs::read_to_string(file.unwrap().path()).unwrap() + "\n")
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::language_of;

    #[test]
    fn a_region_or_an_unknown_language_finds_its_texts() {
        for tag in ["en", "en-GB", "EN-us", "de-DE", "eng", ""] {
            assert_eq!(language_of(tag), "en", "{tag}");
        }
    }

    #[test]
    fn a_text_takes_values() {
        assert_eq!(t!("count-connections", count = 1), "1 connection");
        assert_eq!(t!("count-connections", count = 7), "7 connections");
    }

    #[test]
    fn a_missing_key_stands_for_itself() {
        assert_eq!(t!("no-such-key"), "no-such-key");
    }
}
