//! A list of the core's, held as signals.

use std::collections::HashMap;

use contract::{AppError, Changed};
use leptos::prelude::*;

use super::rows::{Applied, Load, Row, apply, put};

/// A list of the core's: asked for once, then kept by events.
#[derive(Debug)]
pub struct Rows<T: 'static> {
    rows: RwSignal<Vec<T>>,
    /// The rows that something follows one by one: in a long list, what changes one row is not
    /// to wake the others.
    followed: StoredValue<HashMap<String, ArcRwSignal<Option<T>>>>,
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
            followed: StoredValue::new(HashMap::new()),
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

    /// The row of that identifier, as long as it is there. What reads it is written again for
    /// this row alone.
    #[must_use]
    pub fn row(&self, key: &str) -> ArcReadSignal<Option<T>> {
        let known = self
            .followed
            .with_value(|followed| followed.get(key).cloned());
        let row = known.unwrap_or_else(|| {
            let row = ArcRwSignal::new(self.find(key));
            self.followed.update_value(|followed| {
                followed.insert(key.to_owned(), row.clone());
            });
            row
        });
        row.read_only()
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
        self.tell_all();
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
        let changed = change.changed.iter().map(|row| row.key().into_owned());
        let named: Vec<String> = changed.chain(change.removed.iter().cloned()).collect();
        self.rows
            .update(|rows| applied = apply(rows, &mut known, change));
        self.revision.set_value(known);
        for key in named {
            self.tell(&key);
        }
        applied
    }

    /// Puts `row` in the place of the one with its identifier, as the answer to a command.
    pub fn put(&self, row: T) {
        let key = row.key().into_owned();
        self.rows.update(|rows| put(rows, row));
        self.tell(&key);
    }

    /// Becomes a list that was not asked for.
    pub fn forget(&self) {
        self.revision.set_value(None);
        self.rows.set(Vec::new());
        self.tell_all();
        self.load.set(Load::Idle);
    }

    /// Adds older rows below.
    pub fn extend(&self, older: Vec<T>) {
        self.rows.update(|rows| rows.extend(older));
        self.tell_all();
    }

    fn find(&self, key: &str) -> Option<T> {
        self.rows
            .with_untracked(|rows| rows.iter().find(|row| row.key() == key).cloned())
    }

    /// Tells whoever follows the row `key`, where it is another than before.
    fn tell(&self, key: &str) {
        let followed = self
            .followed
            .with_value(|followed| followed.get(key).cloned());
        if let Some(row) = followed {
            set_changed(&row, self.find(key));
        }
    }

    fn tell_all(&self) {
        let followed = self.followed.get_value();
        self.rows.with_untracked(|rows| {
            let mut by_key: HashMap<_, _> = rows.iter().map(|row| (row.key(), row)).collect();
            for (key, row) in followed {
                set_changed(&row, by_key.remove(key.as_str()).cloned());
            }
        });
    }
}

fn set_changed<T: Row>(row: &ArcRwSignal<Option<T>>, new: Option<T>) {
    if row.with_untracked(|old| *old != new) {
        row.set(new);
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
            error: None,
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

    #[test]
    fn who_follows_a_row_is_told_of_that_row_alone() {
        let owner = Owner::new();
        owner.set();
        let rows = Rows::<OpenOrderView>::idle();
        assert!(rows.begin());
        let other = OpenOrderView {
            order: OrderId::new("two").unwrap(),
            ..order("other", 1).0
        };
        rows.fill(vec![order("old", 1).0, other.clone()], Some(1));
        let (one, two) = (rows.row("one"), rows.row("two"));
        let name = || one.with_untracked(|row| row.as_ref().map(|row| row.name.clone()));
        let told = Memo::new(move |told: Option<&u32>| {
            two.track();
            told.map_or(0, |told| told + 1)
        });
        assert_eq!(told.get_untracked(), 0);
        assert_eq!(rows.apply(order("new", 2).1), Applied::Done);
        assert_eq!(name().as_deref(), Some("new"));
        assert_eq!(told.get_untracked(), 0);
        rows.put(OpenOrderView {
            name: "another".to_owned(),
            ..other
        });
        assert_eq!(told.get_untracked(), 1);
        rows.forget();
        assert_eq!(name(), None);
    }
}
