//! What the core says to people, in their language: a catalogue whose keys are the English sentences.
//!
//! The log, and whoever calls the core as a library, keep the English. An operator's own words are no sentence of the
//! catalogue and stay as they are.

mod german;

use quote_document::Language;

use self::german::{SENTENCES, TERMS};

/// `message` in `language`; as it is where the catalogue does not have it.
pub(crate) fn said(message: String, language: Language) -> String {
    match language {
        Language::English => message,
        Language::German => SENTENCES
            .iter()
            .find_map(|(english, german)| put(&message, english, german))
            .unwrap_or(message),
    }
}

/// The sentence `german` with the values of `message`, where that is the sentence `english`.
fn put(message: &str, english: &str, german: &str) -> Option<String> {
    let mut values = values(message, english)?.into_iter();
    let mut pieces = german.split("{}");
    let mut text = pieces.next()?.to_owned();
    for piece in pieces {
        text.push_str(term(values.next()?));
        text.push_str(piece);
    }
    Some(text)
}

/// What stands in `message` for each `{}` of `sentence`; none where it is another sentence.
fn values<'a>(message: &'a str, sentence: &str) -> Option<Vec<&'a str>> {
    let mut pieces = sentence.split("{}").peekable();
    let mut rest = message.strip_prefix(pieces.next()?)?;
    let mut values = Vec::new();
    while let Some(piece) = pieces.next() {
        // The last piece ends the sentence; a value may hold the same words.
        let end = match pieces.peek() {
            Some(_) => rest.find(piece)?,
            None => rest.strip_suffix(piece)?.len(),
        };
        values.push(&rest[..end]);
        rest = &rest[end + piece.len()..];
    }
    rest.is_empty().then_some(values)
}

/// A value in German where it is one of the words of this app.
fn term(value: &str) -> &str {
    let known = TERMS.iter().find(|(english, _)| *english == value);
    known.map_or(value, |(_, german)| german)
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;

    fn german(message: &str) -> String {
        said(message.to_owned(), Language::German)
    }

    #[test]
    fn a_sentence_is_said_with_its_value() {
        assert_eq!(
            german("A session that is gone cannot be resized."),
            "Diese Buchung lässt sich nicht ändern, ihr Zustand: nicht mehr da."
        );
        assert_eq!(
            german("Protection needs a secondary address at Limoges plant."),
            "Für die Absicherung fehlt eine zweite Adresse: Limoges plant."
        );
        assert_eq!(german("API root is empty."), "API-Wurzel: leer.");
        assert_eq!(
            german("The file is damaged at line 3, column 14."),
            "Die Datei ist in Zeile 3, Spalte 14 beschädigt."
        );
    }

    #[test]
    fn an_operators_words_and_english_stay() {
        let words = "No path between these sites";
        assert_eq!(german(words), words);
        let sentence = "The design has no connection.".to_owned();
        assert_eq!(said(sentence.clone(), Language::English), sentence);
    }

    #[test]
    fn every_sentence_has_its_value_in_german_too() {
        for (english, german) in SENTENCES {
            let count = |text: &str| text.matches("{}").count();
            assert_eq!(count(english), count(german), "{english}");
        }
    }

    /// Reads the code for what it says to people: a sentence that is refused with, and has no German, is found.
    #[test]
    fn every_sentence_of_a_refusal_is_in_the_catalogue() {
        let mut missing = Vec::new();
        let mut count = 0;
        visit(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
            &mut |code| {
                let code = code.split("mod tests {").next().unwrap_or_default();
                for (at, opening) in code.match_indices("Failure::Input(") {
                    let rest = &code[at + opening.len()..];
                    let Some(literal) = first_literal(rest) else {
                        continue;
                    };
                    count += 1;
                    let is_said = german(&literal) != literal;
                    // What is made of parts is in there as a whole.
                    let is_made = ["{field}", "{why}", "{error}", "{text}", "{name}"]
                        .iter()
                        .any(|part| literal.contains(part));
                    if !is_said && !is_made {
                        missing.push(literal);
                    }
                }
            },
        );
        assert!(missing.is_empty(), "no German for {missing:#?}");
        assert!(count > 20, "the search finds {count} sentences only");
    }

    /// The literal that is the text of a refusal, with `{}` for each value; none where a variable is.
    fn first_literal(rest: &str) -> Option<String> {
        let end = rest.find(';').unwrap_or(rest.len());
        let (before, opened) = rest[..end].split_once('"')?;
        let is_direct = before
            .trim()
            .trim_start_matches("format!(")
            .trim()
            .is_empty();
        let (literal, _) = is_direct.then(|| opened.split_once('"')).flatten()?;
        let mut text = literal.to_owned();
        for value in ["{MAX_NAME}", "{LONGEST}", "{longest}", "{level}"] {
            text = text.replace(value, "{}");
        }
        Some(text)
    }

    fn visit(folder: &Path, see: &mut impl FnMut(&str)) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                visit(&path, see);
            } else if path.file_stem().is_some_and(|stem| stem != "tests") {
                see(&fs::read_to_string(&path).unwrap());
            }
        }
    }
}
