//! A list of the core's, held as signals.

use contract::{AppError, Changed};
use leptos::prelude::*;

use super::rows::{Applied, Load, Row, apply};

/// A list of the core's: asked for once, then kept by events.
#[derive(Debug)]
pub struct Rows<T: 'static> {
    rows: RwSignal<Vec<T>>,
    load: RwSignal<Load>,
    revision: StoredValue<Option<u64>>,
    /// The newest event, taken in or not.
    newest: StoredValue<u64>,
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

impl<T: Row> Rows<T> {
    /// A list that was not asked for.
    #[must_use]
    pub fn idle() -> Self {
        Self {
            rows: RwSignal::new(Vec::new()),
            load: RwSignal::new(Load::Idle),
            revision: StoredValue::new(None),
            newest: StoredValue::new(0),
        }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> ReadSignal<Vec<T>> {
        self.rows.read_only()
    }

    /// The row of that identifier.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<T> {
        self.rows
            .with(|rows| rows.iter().find(|row| row.key() == key).cloned())
    }

    /// How far it has come.
    #[must_use]
    pub fn load(&self) -> ReadSignal<Load> {
        self.load.read_only()
    }

    /// Whether it has to be asked for; true once until [`Self::fill`] or [`Self::fail`].
    #[must_use]
    pub fn begin(&self) -> bool {
        if self.load.get_untracked() == Load::Loading {
            return false;
        }
        self.load.set(Load::Loading);
        true
    }

    /// Takes the list as the core answered it, with its revision where it said one. Whether an
    /// event overtook the answer, so that it has to be asked for again.
    pub fn fill(&self, rows: Vec<T>, revision: Option<u64>) -> bool {
        self.revision.set_value(revision);
        self.rows.set(rows);
        self.load.set(Load::Ready);
        revision.is_some_and(|revision| revision < self.newest.get_value())
    }

    /// Takes note that it could not be had; rows that are there stay.
    pub fn fail(&self, error: AppError) {
        self.load.set(Load::Failed(error));
    }

    /// Applies an event. A list that was never asked for stays empty.
    pub fn apply(&self, change: Changed<T>) -> Applied {
        self.newest.set_value(change.revision);
        if self.load.get_untracked() != Load::Ready {
            return Applied::Old;
        }
        let mut known = self.revision.get_value();
        let mut applied = Applied::Old;
        self.rows
            .update(|rows| applied = apply(rows, &mut known, change));
        self.revision.set_value(known);
        applied
    }

    /// Puts `row` in the place of the one with its identifier, as the answer to a command.
    pub fn put(&self, row: T) {
        self.rows.update(|rows| {
            let key = row.key();
            match rows.iter_mut().find(|old| old.key() == key) {
                Some(old) => *old = row,
                None if T::NEWEST_FIRST => rows.insert(0, row),
                None => rows.push(row),
            }
        });
    }

    /// Becomes a list that was not asked for.
    pub fn forget(&self) {
        self.revision.set_value(None);
        self.rows.set(Vec::new());
        self.load.set(Load::Idle);
    }

    /// Adds older rows below.
    pub fn extend(&self, older: Vec<T>) {
        self.rows.update(|rows| rows.extend(older));
    }
}

#[cfg(test)]
mod tests {
    use contract::OpenOrderView;

    use super::*;

    fn event(revision: u64) -> Changed<OpenOrderView> {
        Changed {
            revision,
            changed: Vec::new(),
            removed: Vec::new(),
        }
    }

    #[test]
    fn an_answer_that_an_event_overtook_is_asked_for_again() {
        let owner = Owner::new();
        owner.set();
        let rows = Rows::idle();
        assert!(rows.begin());
        assert_eq!(rows.apply(event(2)), Applied::Old);
        assert!(rows.fill(Vec::new(), Some(1)));
        assert!(!rows.fill(Vec::new(), Some(2)));
        assert_eq!(rows.apply(event(3)), Applied::Done);
    }
}
