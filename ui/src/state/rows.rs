//! Lists that are asked for once and then follow the core's events.

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
    fn key(&self) -> String;
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
    rows.retain(|row| !change.removed.contains(&row.key()));
    for new in change.changed {
        let key = new.key();
        match rows.iter_mut().find(|row| row.key() == key) {
            Some(row) => *row = new,
            None if T::NEWEST_FIRST => rows.insert(0, new),
            None => rows.push(new),
        }
    }
    Applied::Done
}

impl Row for Session {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> String {
        self.service_id.to_string()
    }
}

impl Row for OpenOrderView {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> String {
        self.order.to_string()
    }
}

impl Row for QuoteSummaryView {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Row for ProfileView {
    const NEWEST_FIRST: bool = false;

    fn key(&self) -> String {
        self.id.to_string()
    }
}

impl Row for ActivityRow {
    const NEWEST_FIRST: bool = true;

    fn key(&self) -> String {
        self.id.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Named(&'static str, u8);

    impl Row for Named {
        const NEWEST_FIRST: bool = true;

        fn key(&self) -> String {
            self.0.to_owned()
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
