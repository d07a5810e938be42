//! Cells of a CSV file of which no spreadsheet makes a formula, and the way back.

/// The cell with an apostrophe before whatever could begin a formula, also where a spreadsheet takes another character
/// than the comma for the end of a cell. A plain number begins none.
pub(crate) fn guarded(cell: &str) -> String {
    if is_number(cell) {
        return cell.to_owned();
    }
    let mut kept = String::with_capacity(cell.len() + 1);
    walk(cell, |begins, rest| {
        if begins && needs_guard(rest) {
            kept.push('\'');
        }
        kept.extend(rest.chars().next());
    });
    kept
}

/// The cell that [`guarded`] was given.
pub(crate) fn unguarded(cell: &str) -> String {
    let mut kept = String::with_capacity(cell.len());
    walk(cell, |begins, rest| {
        let is_guard = begins && rest.starts_with('\'') && needs_guard(rest);
        if !is_guard {
            kept.extend(rest.chars().next());
        }
    });
    kept
}

/// Calls `see` with the rest of the cell from each character on, and whether a cell could begin there.
fn walk(cell: &str, mut see: impl FnMut(bool, &str)) {
    let mut begins = true;
    for (at, c) in cell.char_indices() {
        see(begins, &cell[at..]);
        // A quote may be taken for the one that a cell begins with.
        begins = matches!(c, ';' | '\t' | '\r' | '\n') || (begins && c == '"');
    }
}

/// Whether a formula begins here, or one that is guarded already: guards are removed one at a time.
fn needs_guard(rest: &str) -> bool {
    rest.trim_start_matches('\'').starts_with(is_trigger)
}

/// What a formula begins with, the full-width forms included, and what may be left out before it.
const fn is_trigger(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '\t'
            | '\r'
            | '\n'
            | '\u{ff1d}'
            | '\u{ff0b}'
            | '\u{ff0d}'
            | '\u{ff20}'
    )
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(f64::is_finite)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_guarded_wherever_a_cell_could_begin() {
        for (typed, kept) in [
            ("=1+1", "'=1+1"),
            ("'=1+1", "''=1+1"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("x;=1+1", "x;'=1+1"),
            ("x\t@SUM(1)", "x\t'@SUM(1)"),
            ("x;\"=1", "x;\"'=1"),
            ("-inf", "'-inf"),
            ("-5.20", "-5.20"),
            ("a-b; c=d", "a-b; c=d"),
            ("it's", "it's"),
        ] {
            assert_eq!(guarded(typed), kept);
        }
    }

    proptest! {
        #[test]
        fn what_is_guarded_comes_back(cell in "['=+@\t;\" \u{ff0d}-]{0,6}.{0,8}['=;@-]{0,4}") {
            let kept = guarded(&cell);
            prop_assert_eq!(unguarded(&kept), cell);
            let begins = kept.starts_with(is_trigger) && !is_number(&kept);
            prop_assert!(!begins, "{}", kept);
        }
    }
}
