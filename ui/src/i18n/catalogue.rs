//! The texts of one language, as read from its Fluent catalogue, over those of English.

use std::collections::HashMap;

type Messages = HashMap<&'static str, &'static str>;

/// The texts of one language, for one locale. Where it has none, those of English stand.
pub(super) struct Catalogue {
    english: Messages,
    own: Messages,
    locale: String,
}

impl Catalogue {
    /// No texts yet, for the locale `en`.
    pub(super) fn empty() -> Self {
        Self {
            english: Messages::new(),
            own: Messages::new(),
            locale: "en".to_owned(),
        }
    }

    /// Takes the messages that stand wherever the language has none.
    pub(super) fn read_english(&mut self, texts: &'static str) {
        self.english = messages_of(texts).collect();
    }

    /// Takes the messages of a language in place of those of the one before; none for English.
    pub(super) fn read(&mut self, texts: &'static str) {
        self.own = messages_of(texts).collect();
    }

    /// Writes numbers and dates as in the locale `tag`; a tag that is none counts as `en`.
    pub(super) fn set_locale(&mut self, tag: &str) {
        let tag = tag.replace('_', "-");
        self.locale = if is_locale(&tag) {
            tag
        } else {
            "en".to_owned()
        };
    }

    /// The BCP 47 tag.
    pub(super) fn locale(&self) -> &str {
        &self.locale
    }

    /// The message of `key`, where there is one.
    pub(super) fn message(&self, key: &str) -> Option<&'static str> {
        self.own.get(key).or_else(|| self.english.get(key)).copied()
    }
}

/// The keys of a catalogue with their messages. Each begins a line, and ends where the next line begins that neither
/// is indented nor closes a choice.
pub(super) fn messages_of(
    source: &'static str,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        loop {
            if rest.is_empty() {
                return None;
            }
            let end = rest
                .match_indices('\n')
                .map(|(at, _)| at + 1)
                .find(|next| !rest[*next..].starts_with([' ', '}']))
                .unwrap_or(rest.len());
            let (entry, after) = rest.split_at(end);
            rest = after;
            if !entry.starts_with('#')
                && let Some((key, message)) = entry.split_once(" = ")
            {
                return Some((key, message.trim_end()));
            }
        }
    })
}

/// Whether `tag` is a language with, at most, a script, a region and a variant: `Intl` breaks off at a tag that is none.
fn is_locale(tag: &str) -> bool {
    let mut subtags = tag.split('-').peekable();
    let is_language = subtags.next().is_some_and(|language| {
        matches!(language.len(), 2 | 3 | 5..=8) && language.bytes().all(|b| b.is_ascii_alphabetic())
    });
    let _script = subtags
        .next_if(|script| script.len() == 4 && script.bytes().all(|b| b.is_ascii_alphabetic()));
    let _region = subtags.next_if(|region| match region.len() {
        2 => region.bytes().all(|b| b.is_ascii_alphabetic()),
        3 => region.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    });
    let _variant = subtags.next_if(|variant| {
        matches!(variant.len(), 5..=8) && variant.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    is_language && subtags.next().is_none()
}

#[cfg(test)]
mod tests {
    use unic_langid::LanguageIdentifier;

    use super::*;

    #[test]
    fn a_locale_is_taken_where_it_is_a_language_identifier() {
        for tag in [
            "en",
            "EN-us",
            "de-DE",
            "zh-Hans-CN",
            "es-419",
            "ca-ES-valencia",
            "en_GB",
            "fil",
        ] {
            assert!(tag.parse::<LanguageIdentifier>().is_ok(), "{tag}");
            assert_eq!(locale_of(tag), tag.replace('_', "-"));
        }
        for tag in [
            "",
            "C",
            "e",
            "en-",
            "-en",
            "en--GB",
            "en-GB-GB",
            "12",
            "english-language-of-a-kind",
        ] {
            assert_eq!(locale_of(tag), "en", "{tag}");
        }
    }

    fn locale_of(tag: &str) -> String {
        let mut catalogue = Catalogue::empty();
        catalogue.set_locale(tag);
        catalogue.locale().to_owned()
    }
}
