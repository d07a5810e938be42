//! The Fluent catalogues, built into the program.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

/// One catalogue for each page, so that each can be read on its own.
const ENGLISH: &[&str] = &[
    include_str!("../../locales/en/common.ftl"),
    include_str!("../../locales/en/frame.ftl"),
    include_str!("../../locales/en/errors.ftl"),
    include_str!("../../locales/en/welcome.ftl"),
    include_str!("../../locales/en/settings.ftl"),
    include_str!("../../locales/en/sessions.ftl"),
    include_str!("../../locales/en/quotes.ftl"),
    include_str!("../../locales/en/activity.ftl"),
    include_str!("../../locales/en/designs.ftl"),
    include_str!("../../locales/en/design.ftl"),
];

/// The texts of one language, for one locale.
pub(super) struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    locale: String,
}

impl Catalogue {
    /// English texts for the locale `tag`; a tag that is none counts as `en`.
    pub(super) fn english(tag: &str) -> Self {
        let locale: LanguageIdentifier = tag.parse().unwrap_or_default();
        let english = "en".parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![english]);
        // The marks around values are for texts of mixed direction, and break searching.
        bundle.set_use_isolating(false);
        for source in ENGLISH {
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) => resource,
                Err((partial, _)) => partial,
            };
            bundle.add_resource_overriding(resource);
        }
        let locale = if locale.language.is_empty() {
            "en".to_owned()
        } else {
            locale.to_string()
        };
        Self { bundle, locale }
    }

    /// The BCP 47 tag.
    pub(super) fn locale(&self) -> &str {
        &self.locale
    }

    /// The text of `key`, where there is one.
    pub(super) fn text(&self, key: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        Some(
            self.bundle
                .format_pattern(pattern, Some(args), &mut errors)
                .into_owned(),
        )
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    #[test]
    fn every_catalogue_is_well_formed() {
        for source in ENGLISH {
            assert!(
                FluentResource::try_new((*source).to_owned()).is_ok(),
                "{source}"
            );
        }
    }

    #[test]
    fn no_key_is_given_twice() {
        let mut seen = BTreeSet::new();
        for key in ENGLISH.iter().flat_map(|source| keys_of(source)) {
            assert!(seen.insert(key.clone()), "{key} has two texts");
        }
    }

    #[test]
    fn every_key_in_the_code_has_a_text() {
        let texts: BTreeSet<String> = ENGLISH.iter().flat_map(|source| keys_of(source)).collect();
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
        let unused: Vec<_> = ENGLISH
            .iter()
            .flat_map(|source| keys_of(source))
            .filter(|key| !code.contains(&format!("\"{key}\"")))
            .collect();
        assert!(unused.is_empty(), "nothing says {unused:?}");
    }

    #[test]
    fn no_text_shouts_or_uses_a_long_dash() {
        for source in ENGLISH {
            assert!(
                !source.contains('!') && !source.contains('\u{2014}'),
                "{source}"
            );
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
