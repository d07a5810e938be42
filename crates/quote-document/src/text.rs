//! Text of people and operators, as text and nothing else.

use model::plain_text;

/// Longest text on one line, in characters.
const LONGEST_LINE: usize = 400;
/// Longest paragraph, in characters: longer than any text that a form takes.
const LONGEST_PARAGRAPH: usize = 100_000;

/// The text on one line, without what is not seen.
pub(crate) fn line(text: &str) -> String {
    plain_text(text, LONGEST_LINE)
}

/// The lines of a text that have something on them.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| plain_text(line, LONGEST_PARAGRAPH));
    lines.filter(|line| !line.is_empty()).collect()
}

/// A cell that no spreadsheet takes for a formula. A plain number stays one.
pub(crate) fn harmless(cell: &str) -> String {
    let begins_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if begins_a_formula && cell.parse::<f64>().is_err() {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_is_none() {
        assert_eq!(lines("one\n\n  two \u{202e} \r\n\t\n"), ["one", "two"]);
        assert_eq!(lines(" \n"), [""; 0]);
    }
}
