//! Finds words for people that stand in code instead of a catalogue, where no language could have its own.

use std::{fs, path::Path};

use super::{ENGLISH, catalogue::messages_of, texts};

/// Attributes that a person reads or hears.
const SPOKEN: [&str; 7] = [
    "aria-label",
    "aria-description",
    "title",
    "placeholder",
    "alt",
    "label",
    "hint",
];

/// What looks like words and is none.
const NO_WORDS: [&str; 1] = ["BEGIN CERTIFICATE"];

/// A string literal with the code before and behind it on the way to the next thing that is no white space.
struct Literal<'a> {
    before: &'a str,
    text: &'a str,
    after: &'a str,
}

#[test]
fn no_words_stand_outside_of_a_catalogue() {
    let mut found = Vec::new();
    visit(&texts::folder().join("src"), &mut |path, code| {
        let code = code.split("mod tests {").next().unwrap();
        for literal in literals(code) {
            if is_for_people(&literal) && !NO_WORDS.contains(&literal.text) {
                found.push(format!("{}: {:?}", path.display(), literal.text));
            }
        }
    });
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn no_script_says_anything() {
    let folder = texts::folder();
    let scripts = ["start.js", "map/bridge.js"];
    for script in scripts {
        let code = fs::read_to_string(folder.join(script)).unwrap();
        for spoken in SPOKEN
            .into_iter()
            .chain(["textContent", "innerText", "innerHTML"])
        {
            for (at, _) in code.match_indices(spoken) {
                let rest = code[at + spoken.len()..]
                    .trim_start_matches(['"', '\'', '`', ')', ']', ',', ' ', '=', ':']);
                let opened = &code[at + spoken.len()..code.len() - rest.len()];
                let is_said = opened.trim_end().ends_with(['"', '\'', '`']) && opened.len() > 1;
                let words = rest.split(['"', '\'', '`']).next().unwrap_or_default();
                assert!(
                    !is_said || opened == "\"," || !has_word(words),
                    "{script}: {spoken} is {words:?}"
                );
            }
        }
    }
}

#[test]
fn the_first_page_says_what_the_english_catalogue_does() {
    let page = fs::read_to_string(texts::folder().join("index.html")).unwrap();
    let text = |key: &str| {
        let mut messages = messages_of(texts::of(ENGLISH));
        messages.find(|(found, _)| *found == key).unwrap().1
    };
    let mut said = 0;
    for element in page.split('<').skip(1) {
        let (tag, words) = element.split_once('>').unwrap();
        let key = tag
            .split_once("data-text=\"")
            .map(|(_, rest)| rest.split('"').next().unwrap());
        match key {
            Some(key) => assert_eq!(words.trim(), text(key)),
            None if tag == "title" => assert_eq!(words.trim(), text("app-name")),
            None => assert!(!has_word(words), "{words:?} is in no catalogue"),
        }
        said += usize::from(key.is_some());
    }
    assert_eq!(said, 4);
}

#[test]
fn the_search_finds_words() {
    let found = |code: &str| literals(code).iter().any(is_for_people);
    for code in [
        r#"<p class="note">"Nothing here"</p>"#,
        r#"<p>{count} " left"</p>"#,
        r#"<input aria-label="Search" />"#,
        r#"TextField testid="undo" label="Name""#,
        r#"let text = "The operator is gone";"#,
        r#"html.push_str("<td>None</td>")"#,
        r#"html.push_str("<td title=\"Not asked\">")"#,
    ] {
        assert!(found(code), "{code}");
    }
    for code in [
        r#"<p class="note wide">{t!("activity-empty")}</p>"#,
        r#"focus("[data-testid=profile-add]")"#,
        r#"Some(_) => "level-days","#,
        r#"html.push_str("<td class=\"cell wide\">")"#,
        "// Says \"Nothing here\" to nobody",
        r#"let quote = '"'; // "The operator is gone""#,
    ] {
        assert!(!found(code), "{code}");
    }
}

/// Whether a person would read it: a sentence, the text or a spoken attribute of an element, or markup with either.
fn is_for_people(literal: &Literal<'_>) -> bool {
    let Literal {
        before,
        text,
        after,
    } = literal;
    let before = before.trim_end();
    // Told to developers, by the compiler or in the console.
    let is_for_developers = [
        "reason =", "expect(", "warn!(", "error!(", "panic!(", "assert!(",
    ]
    .iter()
    .any(|start| before.ends_with(start));
    if is_for_developers || !has_word(text) {
        return false;
    }
    let is_spoken = before
        .strip_suffix('=')
        .is_some_and(|name| SPOKEN.iter().any(|spoken| ends_with_name(name, spoken)));
    let is_child = (before.ends_with('>') && !before.ends_with("=>") && !before.ends_with("->"))
        || after.trim_start().starts_with("</");
    is_spoken || is_child || is_sentence(text) || markup_speaks(text)
}

/// Whether it begins like a sentence of more than one word.
fn is_sentence(text: &str) -> bool {
    let mut words = text.split(' ');
    let begins = words.next().is_some_and(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| letter.is_alphabetic() || ".,:'".contains(letter))
    });
    begins && words.any(has_word)
}

/// Whether markup in it has words between two tags or in a spoken attribute.
fn markup_speaks(text: &str) -> bool {
    let is_said = text.contains('<')
        && text
            .split('>')
            .skip(1)
            .any(|rest| has_word(rest.split(['<', '{']).next().unwrap_or_default()));
    let is_spoken = SPOKEN.iter().any(|spoken| {
        text.split(&format!("{spoken}=\\\""))
            .skip(1)
            .any(|rest| has_word(rest.split(['\\', '{']).next().unwrap_or_default()))
    });
    is_said || is_spoken
}

/// Whether there are three letters in a row.
fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 2)
}

fn ends_with_name(code: &str, name: &str) -> bool {
    code.strip_suffix(name)
        .is_some_and(|before| before.ends_with(char::is_whitespace))
}

/// The string literals of Rust code, those in comments left out.
fn literals(code: &str) -> Vec<Literal<'_>> {
    let mut found = Vec::new();
    let bytes = code.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &code[at..];
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if rest.starts_with("'\"'") {
            at += 3;
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let end = raw.find("\"#").map_or(rest.len(), |end| end + 3);
            found.push(literal(code, at, 3, end));
            at += end + 2;
        } else if bytes[at] == b'"' {
            let end = closing(&rest.as_bytes()[1..]) + 1;
            found.push(literal(code, at, 1, end));
            at += end + 1;
        } else {
            at += 1;
            while !code.is_char_boundary(at) {
                at += 1;
            }
        }
    }
    found
}

/// Where the quote stands that ends a literal.
fn closing(bytes: &[u8]) -> usize {
    let mut at = 0;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at
}

fn literal(code: &str, at: usize, opening: usize, end: usize) -> Literal<'_> {
    let stop = (at + end).min(code.len());
    Literal {
        before: &code[..at],
        text: &code[at + opening..stop],
        after: code.get(stop + 1..).unwrap_or_default(),
    }
}

fn visit(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            visit(&path, see);
        } else if path.file_stem().is_some_and(|stem| {
            // Nothing but tests.
            !["tests", "texts", "outside"]
                .iter()
                .any(|test| stem == *test)
        }) {
            see(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}
