//! Lists that are asked for once and then follow the core's events.

use std::borrow::Cow;

use contract::{ActivityRow, Changed, OpenOrderView, ProfileView, QuoteSummaryView};
use model::Session;

/// How far a list has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    /// It was not asked for.
    Idle,
    /// It is on its way.
    Loading,
    /// It is there.
    Ready,
    /// It could not be had.
    Failed(contract::AppError),
}

/// A row that events name by its identifier.
pub trait Row: Clone + PartialEq + Send + Sync + 'static {
    /// The identifier.
    fn key(&self) -> Cow<'_, str>;
    /// Whether a new row stands above the others.
    const NEWEST_FIRST: bool;
}

/// What became of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// The rows are as the core has them.
    Done,
    /// It was known already.
    Old,
    /// One before it is missing: the list has to be asked for again.
    Gap,
}

/// Applies `change` to `rows`, whose revision is `known` where that was said, and moves
/// `known` on.
pub fn apply<T: Row>(rows: &mut Vec<T>, known: &mut Option<u64>, change: Changed<T>) -> Applied {
    if let Some(known) = *known {
        if change.revision <= known {
            return Applied::Old;
        }
        if change.revision > known + 1 {
            return Applied::Gap;
        }
    }
    *known = Some(change.revision);
    if !change.removed.is_empty() {
        rows.retain(|row| change.removed.iter().all(|key| *key != row.key()));
    }
    for new in change.changed {
        put(rows, new);
    }
    Applied::Done
}

/// Puts `new` in the place of the row with its identifier; one that is not there yet is added.
pub fn put<T: Row>(rows: &mut Vec<T>, new: T) {
    let place = rows.iter().position(|row| row.key() == new.key());
    match place {
        Some(place) => rows[place] = new,
        None if T::NEWEST_FIRST => rows.insert(0, new),
        None => rows.push(new),
    }
}

impl Row for Session {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> Cow<'_, str> {
        self.service_id.as_str().into()
    }
}

impl Row for OpenOrderView {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> Cow<'_, str> {
        self.order.as_str().into()
    }
}

impl Row for QuoteSummaryView {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Row for ProfileView {
    const NEWEST_FIRST: bool = false;

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }
}

impl Row for ActivityRow {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> Cow<'_, str> {
        self.id.to_string().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Named(&'static str, u8);

    impl Row for Named {
        const NEWEST_FIRST: bool = true;

        fn key(&self) -> Cow<'_, str> {
            self.0.into()
        }
    }

    fn change(revision: u64, changed: &[Named], removed: &[&str]) -> Changed<Named> {
        Changed {
            revision,
            changed: changed.to_vec(),
            removed: removed.iter().map(|key| (*key).to_owned()).collect(),
        }
    }

    #[test]
    fn rows_are_replaced_added_on_top_and_removed() {
        let mut rows = vec![Named("a", 1), Named("b", 1)];
        let mut known = Some(4);
        let event = change(5, &[Named("b", 2), Named("c", 1)], &["a"]);
        assert_eq!(apply(&mut rows, &mut known, event), Applied::Done);
        assert_eq!(rows, [Named("c", 1), Named("b", 2)]);
        assert_eq!(known, Some(5));
    }

    #[test]
    fn a_gap_leaves_the_rows_for_a_new_list() {
        let mut rows = vec![Named("a", 1)];
        let mut known = Some(4);
        assert_eq!(
            apply(&mut rows, &mut known, change(6, &[], &["a"])),
            Applied::Gap
        );
        assert_eq!(rows.len(), 1);
    }

    #[test]
    fn an_old_event_changes_nothing() {
        let mut rows = vec![Named("a", 2)];
        let mut known = Some(4);
        assert_eq!(
            apply(&mut rows, &mut known, change(4, &[Named("a", 1)], &[])),
            Applied::Old
        );
        assert_eq!(rows, [Named("a", 2)]);
    }

    #[test]
    fn the_first_event_counts_where_the_list_said_no_revision() {
        let mut rows = Vec::new();
        let mut known = None;
        assert_eq!(
            apply(&mut rows, &mut known, change(9, &[Named("a", 1)], &[])),
            Applied::Done
        );
        assert_eq!(known, Some(9));
    }
}
