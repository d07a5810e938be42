//! The texts of one language, as read from its Fluent catalogue.

use std::collections::HashMap;

/// The texts of one language, for one locale.
pub(super) struct Catalogue {
    messages: HashMap<&'static str, &'static str>,
    locale: String,
}

impl Catalogue {
    /// No texts yet, for the locale `en`.
    pub(super) fn empty() -> Self {
        Self {
            messages: HashMap::new(),
            locale: "en".to_owned(),
        }
    }

    /// Takes the messages of a catalogue in place of those there are.
    pub(super) fn read(&mut self, texts: &'static str) {
        self.messages = messages_of(texts).collect();
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
        self.messages.get(key).copied()
    }
}

/// The keys of a catalogue with their messages. Each begins a line, and ends where the next line begins that neither
/// is indented nor closes a choice.
fn messages_of(source: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
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
    use std::{collections::BTreeSet, fs, path::Path};

    use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
    use unic_langid::LanguageIdentifier;

    use super::*;
    use crate::i18n::{Arg, english, message};

    #[test]
    fn every_catalogue_is_well_formed() {
        assert!(FluentResource::try_new(english().to_owned()).is_ok());
    }

    #[test]
    fn every_text_is_what_fluent_makes_of_it() {
        let mut bundle = FluentBundle::new(vec!["en".parse().unwrap()]);
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(english().to_owned()).unwrap();
        bundle.add_resource(resource).unwrap();
        let mut catalogue = Catalogue::empty();
        catalogue.read(english());
        for key in keys_of(english()) {
            let message = catalogue.message(&key).unwrap();
            let counts = [0_i64, 1, 2, 11, 1_000_000].map(Given::Count);
            let words = variants_in(message).into_iter().chain(["{ Oslo }"]);
            for given in counts.into_iter().chain(words.map(Given::Word)) {
                let mut values = FluentArgs::new();
                let mut args = Vec::new();
                for name in names_in(message) {
                    match given {
                        Given::Count(count) => {
                            values.set(name, count);
                            args.push((name, Arg::from(count)));
                        }
                        Given::Word(word) => {
                            values.set(name, FluentValue::from(word));
                            args.push((name, Arg::from(word)));
                        }
                    }
                }
                let pattern = bundle.get_message(&key).unwrap().value().unwrap();
                let mut errors = Vec::new();
                let expected = bundle.format_pattern(pattern, Some(&values), &mut errors);
                assert!(errors.is_empty(), "{key}: {errors:?}");
                assert_eq!(message::format(message, &args), expected, "{key}");
            }
        }
    }

    #[test]
    fn a_value_that_is_not_given_stands_by_its_name() {
        assert_eq!(message::format("in { $where }", &[]), "in {$where}");
    }

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

    /// What every value of a message is.
    #[derive(Clone, Copy)]
    enum Given {
        Count(i64),
        Word(&'static str),
    }

    /// The words that a message chooses by.
    fn variants_in(message: &'static str) -> BTreeSet<&'static str> {
        message
            .lines()
            .filter_map(|line| line.trim().trim_start_matches('*').strip_prefix('['))
            .filter_map(|line| Some(line.split_once(']')?.0))
            .filter(|key| key.parse::<i64>().is_err())
            .collect()
    }

    /// The names of the values of a message.
    fn names_in(message: &'static str) -> BTreeSet<&'static str> {
        message
            .split('$')
            .skip(1)
            .filter_map(|rest| rest.split(' ').next())
            .collect()
    }

    #[test]
    fn no_key_is_given_twice() {
        let mut seen = BTreeSet::new();
        for key in keys_of(english()) {
            assert!(seen.insert(key.clone()), "{key} has two texts");
        }
    }

    #[test]
    fn every_key_in_the_code_has_a_text() {
        let texts: BTreeSet<String> = keys_of(english()).into_iter().collect();
        let used = keys_in(&code());
        let missing: Vec<_> = used
            .difference(&texts)
            .filter(|key| key.as_str() != "no-such-key" && is_key(key))
            .collect();
        assert!(missing.is_empty(), "no text for {missing:?}");
        assert!(used.len() > 50, "the search finds {} keys only", used.len());
    }

    #[test]
    fn every_text_is_used() {
        let code = code();
        let unused: Vec<_> = keys_of(english())
            .into_iter()
            .filter(|key| !code.contains(&format!("\"{key}\"")))
            .collect();
        assert!(unused.is_empty(), "nothing says {unused:?}");
    }

    #[test]
    fn no_text_shouts_or_uses_a_long_dash() {
        for line in english().lines() {
            assert!(!line.contains('!') && !line.contains('\u{2014}'), "{line}");
        }
    }

    fn keys_of(source: &str) -> Vec<String> {
        source
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
            .collect()
    }

    fn is_key(text: &str) -> bool {
        text.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    }

    /// The code of the interface, all files in one.
    fn code() -> String {
        let mut code = String::new();
        read_into(
            Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
            &mut code,
        );
        code
    }

    fn read_into(folder: &Path, code: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_into(&path, code);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                code.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }

    /// Finds `t!("…")`, `tr("…")` and `TextKey("…")`.
    fn keys_in(code: &str) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for opening in ["t!(", "tr(", "TextKey("] {
            for (at, _) in code.match_indices(opening) {
                let is_whole_word = code[..at]
                    .chars()
                    .next_back()
                    .is_none_or(|before| !before.is_alphanumeric() && before != '_');
                let rest = code[at + opening.len()..].trim_start().strip_prefix('"');
                if let (true, Some((key, _))) =
                    (is_whole_word, rest.and_then(|rest| rest.split_once('"')))
                {
                    found.insert(key.to_owned());
                }
            }
        }
        found
    }
}
