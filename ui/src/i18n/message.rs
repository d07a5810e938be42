//! One text of a catalogue put into words: the part of Fluent that the catalogues use.
//!
//! `fluent-bundle` and all it needs would make the program of the interface some 40 KB larger, gzipped. The tests hold
//! every text of the catalogues against it.

use std::borrow::Cow;

/// A value to be put into a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Words, or a number that is written already.
    Text(Cow<'a, str>),
    /// How many of something there are.
    Count(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Arg<'_> {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<i32> for Arg<'_> {
    fn from(count: i32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u16> for Arg<'_> {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(count: u32) -> Self {
        Self::Count(count.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(count: u64) -> Self {
        Self::Count(count.try_into().unwrap_or(i64::MAX))
    }
}

impl From<usize> for Arg<'_> {
    fn from(count: usize) -> Self {
        Self::Count(count.try_into().unwrap_or(i64::MAX))
    }
}

/// `message` with `args` put in; a value that is not given stands there by its name.
pub(super) fn format(message: &str, args: &[(&'static str, Arg<'_>)]) -> String {
    let mut rest = choose(message, args).unwrap_or(message);
    let mut text = String::new();
    while let Some((before, name, after)) = split_at_value(rest) {
        text.push_str(before);
        match find(name, args) {
            Some(Arg::Text(value)) => text.push_str(value),
            Some(Arg::Count(value)) => text.push_str(&value.to_string()),
            None => text.push_str(&["{$", name, "}"].concat()),
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The variant that the value says; none where `message` is no choice.
fn choose<'a>(message: &'a str, args: &[(&'static str, Arg<'_>)]) -> Option<&'a str> {
    let (head, variants) = message.split_once('\n')?;
    let name = head.strip_prefix("{ $")?.strip_suffix(" ->")?;
    let value = find(name, args);
    variants.lines().find_map(|line| {
        let line = line.trim();
        let (is_default, line) = match line.strip_prefix('*') {
            Some(line) => (true, line),
            None => (false, line),
        };
        let (key, text) = line.strip_prefix('[')?.split_once("] ")?;
        let is_it = is_default || value.is_some_and(|value| is_for(key, value));
        is_it.then_some(text)
    })
}

/// Whether the `key` of a variant is for `value`: the word or the number itself, or its plural category in English.
fn is_for(key: &str, value: &Arg<'_>) -> bool {
    match value {
        Arg::Text(word) => key == word,
        Arg::Count(1) if key == "one" => true,
        Arg::Count(count) => key.parse() == Ok(*count),
    }
}

/// What stands before the first `{ $name }`, its name, and what comes after.
fn split_at_value(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once("{ $")?;
    let (name, after) = opened.split_once(" }")?;
    Some((before, name, after))
}

fn find<'a, 'b>(name: &str, args: &'a [(&'static str, Arg<'b>)]) -> Option<&'a Arg<'b>> {
    args.iter()
        .find_map(|(given, value)| (*given == name).then_some(value))
}
