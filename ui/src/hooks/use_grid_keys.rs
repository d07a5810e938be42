//! The keyboard in a grid of rows: Tab comes to one row, the arrow keys to the others.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{focus, focus_if_lost, memo};

/// The link of the row that Tab comes to.
const CURRENT_ROW: &str = ".grid-body .row-title[tabindex='0']";

/// Which row of a grid the keyboard is at. Each row has one link, of the class `row-title`,
/// which takes the focus for it.
#[derive(Clone, Copy, Debug)]
pub struct GridKeys {
    rows: Signal<Vec<String>>,
    at: RwSignal<Option<String>>,
    current: Memo<Option<String>>,
}

/// The keyboard of a grid with `rows`, named by their identifiers in the order on the screen.
/// It begins at the one that is `open`, else at the first.
#[must_use]
pub fn use_grid_keys(rows: Signal<Vec<String>>, open: Memo<Option<String>>) -> GridKeys {
    let at = RwSignal::new(None::<String>);
    let current = memo(move || {
        rows.with(|rows| {
            let known = |row: &String| rows.contains(row);
            at.get()
                .filter(known)
                .or_else(|| open.get().filter(known))
                .or_else(|| rows.first().cloned())
        })
    });
    GridKeys { rows, at, current }
}

impl GridKeys {
    /// The `tabindex` of the link of the row `id`.
    #[must_use]
    pub fn tab_index(&self, id: &str) -> &'static str {
        if self.current.with(|current| current.as_deref() == Some(id)) {
            "0"
        } else {
            "-1"
        }
    }

    /// Takes note that the focus has come to the row `id`, or a press.
    pub fn arrive(&self, id: &str) {
        if self
            .at
            .with_untracked(|at| at.as_deref().is_none_or(|at| at != id))
        {
            self.at.set(Some(id.to_owned()));
        }
    }

    /// Moves the focus as a key asks for.
    pub fn on_key(&self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key() {
            return;
        }
        let current = self.current.get_untracked();
        let target = self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| current.as_ref() == Some(row))?;
            let to = step(&event.key(), at, rows.len())?;
            Some((to, rows[to].clone()))
        });
        if let Some((place, row)) = target {
            event.prevent_default();
            self.at.set(Some(row));
            focus(format!(".grid-body > :nth-child({}) .row-title", place + 1));
        }
    }

    /// Puts the focus on the row that Tab would come to.
    pub fn enter(&self) {
        focus(CURRENT_ROW);
    }
}

/// Puts the focus on the list again, where what had it went from the page.
pub fn focus_list_if_lost() {
    focus_if_lost(CURRENT_ROW);
}

/// Where `key` leads to from row `at` of `count`; nowhere for another key.
fn step(key: &str, at: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" => Some((at + 1).min(last)),
        "ArrowUp" => Some(at.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_stop_at_both_ends() {
        assert_eq!(step("ArrowDown", 0, 3), Some(1));
        assert_eq!(step("ArrowDown", 2, 3), Some(2));
        assert_eq!(step("ArrowUp", 0, 3), Some(0));
        assert_eq!(step("Home", 2, 3), Some(0));
        assert_eq!(step("End", 0, 3), Some(2));
        assert_eq!(step("a", 0, 3), None);
        assert_eq!(step("ArrowDown", 0, 0), None);
    }

    #[test]
    fn tab_comes_to_the_open_row_or_the_first() {
        let owner = Owner::new();
        owner.set();
        let rows = RwSignal::new(vec!["a".to_owned(), "b".to_owned()]);
        let keys = use_grid_keys(rows.into(), Memo::new(|_| None));
        assert_eq!((keys.tab_index("a"), keys.tab_index("b")), ("0", "-1"));
        keys.arrive("b");
        assert_eq!((keys.tab_index("a"), keys.tab_index("b")), ("-1", "0"));
        // A row that is filtered out leaves the first one.
        rows.set(vec!["a".to_owned()]);
        assert_eq!(keys.tab_index("a"), "0");
    }
}
