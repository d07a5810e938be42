//! What holds for the texts of every language, and the texts themselves for the tests of others.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

use super::{Arg, ENGLISH, catalogue::messages_of, message};

/// The catalogue of a language: its file, or all the files of its folder in one.
pub(super) fn of(language: &str) -> &'static str {
    let mut texts = String::new();
    read_into(&locales().join(language), "ftl", &mut texts);
    if texts.is_empty() {
        texts = fs::read_to_string(locales().join(format!("{language}.ftl"))).unwrap();
    }
    texts.leak()
}

/// The code of the interface, all files in one.
pub(super) fn code() -> String {
    let mut code = String::new();
    read_into(&folder().join("src"), "rs", &mut code);
    code
}

/// The folder of the interface.
pub(super) fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn locales() -> PathBuf {
    folder().join("locales")
}

/// The languages there are texts for.
fn languages() -> Vec<String> {
    let entries = fs::read_dir(locales()).unwrap();
    let stem = |path: PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    entries.map(|entry| stem(entry.unwrap().path())).collect()
}

fn read_into(folder: &Path, extension: &str, all: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_into(&path, extension, all);
        } else if path.extension().is_some_and(|found| found == extension) {
            all.push_str(&fs::read_to_string(&path).unwrap());
            all.push('\n');
        }
    }
}

/// The messages of a language by their keys.
fn messages(language: &str) -> BTreeMap<&'static str, &'static str> {
    messages_of(of(language)).collect()
}

#[test]
fn there_are_english_and_german() {
    let languages: BTreeSet<_> = languages().into_iter().collect();
    assert!(languages.contains(ENGLISH) && languages.contains("de"));
}

#[test]
fn every_catalogue_is_well_formed() {
    for language in languages() {
        let resource = FluentResource::try_new(of(&language).to_owned());
        assert!(
            resource.is_ok(),
            "{language}: {:?}",
            resource.err().map(|e| e.1)
        );
    }
}

#[test]
fn every_language_is_complete_and_takes_the_same_values() {
    let english = messages(ENGLISH);
    for language in languages() {
        let own = messages(&language);
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !own.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "{language} has no {missing:?}");
        for (key, theirs) in &english {
            let text = own[key];
            assert_eq!(names_in(text), names_in(theirs), "{language}: {key}");
            assert_eq!(chosen_by(text), chosen_by(theirs), "{language}: {key}");
            assert_eq!(numbers_in(text), numbers_in(theirs), "{language}: {key}");
        }
    }
}

#[test]
fn every_text_is_what_fluent_makes_of_it() {
    for language in languages() {
        let texts = of(&language);
        let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
        bundle.set_use_isolating(false);
        bundle
            .add_resource(FluentResource::try_new(texts.to_owned()).unwrap())
            .unwrap();
        for (key, text) in messages_of(texts) {
            let counts = [0_i64, 1, 2, 11, 1_000_000].map(Given::Count);
            let words = words_in(text).into_iter().chain(["{ Oslo }"]);
            for given in counts.into_iter().chain(words.map(Given::Word)) {
                let mut values = FluentArgs::new();
                let mut args = Vec::new();
                for name in names_in(text) {
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
                let pattern = bundle.get_message(key).unwrap().value().unwrap();
                let mut errors = Vec::new();
                let expected = bundle.format_pattern(pattern, Some(&values), &mut errors);
                assert!(errors.is_empty(), "{language}: {key}: {errors:?}");
                assert_eq!(message::format(text, &args), expected, "{language}: {key}");
            }
        }
    }
}

#[test]
fn a_value_that_is_not_given_stands_by_its_name() {
    assert_eq!(message::format("in { $where }", &[]), "in {$where}");
}

#[test]
fn no_key_is_given_twice() {
    for language in languages() {
        let mut seen = BTreeSet::new();
        for (key, _) in messages_of(of(&language)) {
            assert!(seen.insert(key), "{language}: {key} has two texts");
        }
    }
}

#[test]
fn every_key_in_the_code_has_a_text() {
    let texts = messages(ENGLISH);
    let code = code();
    let used = keys_in(&code);
    let missing: Vec<_> = used
        .iter()
        .filter(|key| !texts.contains_key(*key) && **key != "no-such-key" && is_key(key))
        .collect();
    assert!(missing.is_empty(), "no text for {missing:?}");
    assert!(used.len() > 50, "the search finds {} keys only", used.len());
}

#[test]
fn every_text_is_used() {
    let code = code() + &fs::read_to_string(folder().join("index.html")).unwrap();
    let quoted: BTreeSet<_> = code.split('"').collect();
    let unused: Vec<_> = messages(ENGLISH)
        .into_keys()
        // The build reads that one.
        .filter(|key| *key != "language-name" && !quoted.contains(key))
        .collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn no_text_shouts_or_uses_a_long_dash() {
    for language in languages() {
        for line in of(&language).lines() {
            assert!(!line.contains('!') && !line.contains('\u{2014}'), "{line}");
        }
    }
}

/// What every value of a message is.
#[derive(Clone, Copy)]
enum Given {
    Count(i64),
    Word(&'static str),
}

/// The words that a message chooses by.
fn words_in(text: &'static str) -> BTreeSet<&'static str> {
    text.lines()
        .filter_map(|line| line.trim().trim_start_matches('*').strip_prefix('['))
        .filter_map(|line| Some(line.split_once(']')?.0))
        .filter(|key| key.parse::<i64>().is_err())
        .collect()
}

/// The name of the value that a message chooses by.
fn chosen_by(text: &'static str) -> Option<&'static str> {
    let (head, _) = text.split_once('\n')?;
    head.strip_prefix("{ $")?.strip_suffix(" ->")
}

/// The names of the values of a message.
fn names_in(text: &'static str) -> BTreeSet<&'static str> {
    text.split('$')
        .skip(1)
        .filter_map(|rest| rest.split(' ').next())
        .collect()
}

/// The numbers that stand in a message itself, without what groups their digits.
fn numbers_in(text: &str) -> BTreeSet<String> {
    let is_of_number = |c: char| c.is_ascii_digit() || ".,".contains(c);
    text.split(|c| !is_of_number(c))
        .map(|number| number.replace(['.', ','], ""))
        .filter(|number| !number.is_empty())
        .collect()
}

fn is_key(text: &str) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// Finds `t!("…")`, `tr("…")` and `TextKey("…")`.
fn keys_in(code: &str) -> BTreeSet<&str> {
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
                found.insert(key);
            }
        }
    }
    found
}
