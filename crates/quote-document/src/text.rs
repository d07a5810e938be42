//! Text of people and operators, as text and nothing else.

use model::plain_text;

/// Longest text on one line, in characters.
const LONGEST_LINE: usize = 400;
/// Longest paragraph, in characters: longer than any text that a form takes.
const LONGEST_PARAGRAPH: usize = 100_000;

/// The text on one line, without what is not seen.
pub(crate) fn line(text: &str) -> String {
    shortened(text, LONGEST_LINE)
}

/// A whole paragraph on one line, without what is not seen.
pub(crate) fn paragraph(text: &str) -> String {
    shortened(text, LONGEST_PARAGRAPH)
}

/// The lines of a text that have something on them.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(paragraph);
    lines.filter(|line| !line.is_empty()).collect()
}

/// The text on one line of so many characters at most; what was cut says so.
pub(crate) fn shortened(text: &str, longest: usize) -> String {
    let plain = plain_text(text, longest + 1);
    if plain.chars().count() <= longest {
        return plain;
    }
    let kept: String = plain.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Whether a spreadsheet may take a cell for a formula. A plain number is none.
pub(crate) fn begins_a_formula(cell: &str) -> bool {
    let begins = cell.starts_with(['\r', '\n']) || cell.starts_with(is_trigger);
    begins && cell.parse::<f64>().is_err()
}

/// A cell of a CSV file of which no spreadsheet makes a formula, also where it takes another
/// character than the comma for the end of a cell.
pub(crate) fn harmless(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() {
        return cell.to_owned();
    }
    let mut kept = String::new();
    if begins_a_formula(cell) {
        kept.push('\'');
    }
    let mut may_begin_a_cell = false;
    for c in cell.chars() {
        if may_begin_a_cell && is_trigger(c) {
            kept.push('\'');
        }
        kept.push(c);
        // A quote may be taken for the one that a cell begins with.
        may_begin_a_cell = matches!(c, ';' | '\t' | '\r' | '\n') || (may_begin_a_cell && c == '"');
    }
    kept
}

/// What a formula begins with, the full-width forms included, and what may be left out before it.
const fn is_trigger(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '\t' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_line_is_none() {
        assert_eq!(lines("one\n\n  two \u{202e} \r\n\t\n"), ["one", "two"]);
        assert_eq!(lines(" \n"), [""; 0]);
    }

    #[test]
    fn what_is_cut_says_so() {
        assert_eq!(shortened("Berlin", 6), "Berlin");
        assert_eq!(shortened("Berlin office", 8), "Berlin…");
        let cut = line(&"x".repeat(LONGEST_LINE + 1));
        assert_eq!(cut.chars().count(), LONGEST_LINE);
        assert!(cut.ends_with('…'));
    }

    #[test]
    fn a_formula_is_found_wherever_a_cell_could_begin() {
        for (typed, kept) in [
            ("=1+1", "'=1+1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("x;=1+1", "x;'=1+1"),
            ("x\t@SUM(1)", "x\t'@SUM(1)"),
            ("x\r\n-2+3", "x\r\n'-2+3"),
            ("x;\"=1", "x;\"'=1"),
            ("-5.20", "-5.20"),
            ("a-b; c=d", "a-b; c=d"),
        ] {
            assert_eq!(harmless(typed), kept);
        }
        assert!(begins_a_formula("=1+1") && !begins_a_formula("-5") && !begins_a_formula("x;=1"));
    }
}
