//! Every text of the interface, in the reader's language.

mod catalogue;
pub mod format;
mod key;
mod message;
#[cfg(test)]
mod outside;
#[cfg(test)]
mod texts;

use std::cell::RefCell;

use catalogue::{Catalogue, messages_of};

pub use key::TextKey;
pub use message::Arg;

/// The language whose texts stand where another one has none.
pub const ENGLISH: &str = "en";

thread_local! {
    static LANGUAGES: RefCell<Vec<(&'static str, &'static str)>> = const { RefCell::new(Vec::new()) };
    static CATALOGUE: RefCell<Catalogue> = RefCell::new(first());
}

/// Takes the languages there are, a catalogue of the name of each by its BCP 47 tag, and the English texts. Both stay
/// for as long as the window is open.
pub fn set_languages(names: String, english: String) {
    LANGUAGES.with(|languages| *languages.borrow_mut() = messages_of(names.leak()).collect());
    CATALOGUE.with(|catalogue| catalogue.borrow_mut().read_english(english.leak()));
}

/// The languages there are texts for, as BCP 47 tags with the name that each has for itself.
#[must_use]
pub fn languages() -> Vec<(&'static str, &'static str)> {
    LANGUAGES.with(|languages| languages.borrow().clone())
}

/// The language of the texts that a reader with the BCP 47 tag `tag` gets: English where there is no catalogue.
#[must_use]
pub fn language_of(tag: &str) -> &'static str {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    languages()
        .into_iter()
        .find(|(language, _)| language.eq_ignore_ascii_case(primary))
        .map_or(ENGLISH, |(language, _)| language)
}

/// Takes the texts of a Fluent catalogue in place of those of the language before; where it has none, English stands.
/// They stay for as long as the window is open.
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
    catalogue.read_english(texts::of(ENGLISH));
    catalogue
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, language_of, languages, set_languages, set_texts, texts};

    fn begin() {
        let names = "de = Deutsch\nen = English\n".to_owned();
        set_languages(names, texts::of(ENGLISH).to_owned());
    }

    #[test]
    fn a_region_or_an_unknown_language_finds_its_texts() {
        begin();
        assert_eq!(languages(), [("de", "Deutsch"), ("en", "English")]);
        for tag in ["en", "en-GB", "EN-us", "fr-FR", "eng", ""] {
            assert_eq!(language_of(tag), "en", "{tag}");
        }
        for tag in ["de", "de-AT", "DE_ch"] {
            assert_eq!(language_of(tag), "de", "{tag}");
        }
    }

    #[test]
    fn a_text_that_a_language_has_not_stands_in_english() {
        begin();
        set_texts("action-save = Speichern\n".to_owned());
        assert_eq!(t!("action-save"), "Speichern");
        assert_eq!(t!("action-cancel"), "Cancel");
        set_texts(String::new());
        assert_eq!(t!("action-save"), "Save");
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
