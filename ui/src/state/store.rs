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
    /// Events that came while the list was on its way.
    waiting: StoredValue<Vec<Changed<T>>>,
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
            waiting: StoredValue::new(Vec::new()),
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
        self.waiting.set_value(Vec::new());
        true
    }

    /// Takes the list as the core answered it, with its revision where it said one; then also
    /// the events that overtook the answer.
    pub fn fill(&self, mut rows: Vec<T>, revision: Option<u64>) {
        let mut known = revision;
        let waiting = self.waiting.try_update_value(std::mem::take);
        if revision.is_some() {
            for change in waiting.unwrap_or_default() {
                apply(&mut rows, &mut known, change);
            }
        }
        self.revision.set_value(known);
        self.rows.set(rows);
        self.load.set(Load::Ready);
    }

    /// Takes note that it could not be had; rows that are there stay.
    pub fn fail(&self, error: AppError) {
        self.load.set(Load::Failed(error));
    }

    /// Applies an event. A list that was never asked for stays empty.
    pub fn apply(&self, change: Changed<T>) -> Applied {
        if self.load.get_untracked() == Load::Loading {
            self.waiting.update_value(|waiting| waiting.push(change));
            return Applied::Old;
        }
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
    use chrono::DateTime;
    use contract::{OpenOrderKind, OpenOrderState, OpenOrderView};
    use model::{Level, Mbps, OrderId, ProfileId};

    use super::*;

    fn order(name: &str, revision: u64) -> (OpenOrderView, Changed<OpenOrderView>) {
        let order = OpenOrderView {
            order: OrderId::new("one").unwrap(),
            profile: ProfileId::new("operator").unwrap(),
            operator: String::new(),
            name: name.to_owned(),
            kind: OpenOrderKind::Order,
            placed_at: DateTime::UNIX_EPOCH,
            level: Some(Level::A),
            bandwidth: Mbps::new(1).ok(),
            state: OpenOrderState::Unknown,
            correlator: None,
            look: None,
            progress: None,
        };
        let changed = Changed {
            revision,
            changed: vec![order.clone()],
            removed: Vec::new(),
        };
        (order, changed)
    }

    #[test]
    fn an_event_that_overtakes_the_list_is_not_missed() {
        let owner = Owner::new();
        owner.set();
        let rows = Rows::<OpenOrderView>::idle();
        let name = || rows.rows().with_untracked(|rows| rows[0].name.clone());
        assert!(rows.begin());
        assert_eq!(rows.apply(order("old", 1).1), Applied::Old);
        assert_eq!(rows.apply(order("new", 3).1), Applied::Old);
        rows.fill(vec![order("listed", 2).0], Some(2));
        assert_eq!(name(), "new");
        assert_eq!(rows.apply(order("newest", 4).1), Applied::Done);
        assert_eq!(name(), "newest");
        assert_eq!(rows.apply(order("late", 6).1), Applied::Gap);
    }
}
