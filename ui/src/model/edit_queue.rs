//! Changes on their way to the disk: one after the other, each on the revision before it.

use contract::{AppError, DesignAct};
use model::Edit;

/// A change of a design.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// One that is drawn already.
    Edit(Edit),
    /// One that the core draws.
    Act(DesignAct),
}

/// Whether what is drawn is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is.
    Saved,
    /// Something is on its way.
    Saving,
    /// Something could not be written; it waits for another try.
    Failed,
}

impl SaveState {
    /// The value of the automation attribute `data-state`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Saving => "saving",
            Self::Failed => "failed",
        }
    }
}

/// The changes that the core has not confirmed.
#[derive(Clone, Debug)]
pub struct EditQueue {
    revision: u64,
    waiting: Vec<Change>,
    under_way: Option<Change>,
    failure: Option<AppError>,
}

impl EditQueue {
    /// An empty queue behind a design at `revision`.
    #[must_use]
    pub const fn new(revision: u64) -> Self {
        Self {
            revision,
            waiting: Vec::new(),
            under_way: None,
            failure: None,
        }
    }

    /// Adds a change. An edit takes the place of the last one that waits where it makes that
    /// one pointless, so that typing or dragging does not pile up.
    pub fn push(&mut self, change: Change) {
        match self.waiting.last_mut() {
            Some(last) if replaces(&change, last) => *last = change,
            Some(_) | None => self.waiting.push(change),
        }
    }

    /// The next change to send with the revision it was made on; none while one is under
    /// way, while a failure stands, or where all are sent.
    pub fn take_next(&mut self) -> Option<(u64, Change)> {
        if self.under_way.is_some() || self.failure.is_some() {
            return None;
        }
        if self.waiting.is_empty() {
            return None;
        }
        let change = self.waiting.remove(0);
        self.under_way = Some(change.clone());
        Some((self.revision, change))
    }

    /// The change under way is on disk.
    pub fn confirm(&mut self, revision: u64) {
        self.under_way = None;
        self.revision = revision;
    }

    /// The change under way was not made and is not wanted any more.
    pub fn give_up(&mut self) {
        self.under_way = None;
    }

    /// The edit under way could not be written; it is first in line again.
    pub fn fail(&mut self, error: AppError) {
        if let Some(change) = self.under_way.take() {
            self.waiting.insert(0, change);
        }
        self.failure = Some(error);
    }

    /// Forgets the failure, so that [`Self::take_next`] tries again.
    pub fn retry(&mut self) {
        self.failure = None;
    }

    /// Edits that are not on their way yet, first one first.
    pub fn waiting(&self) -> impl Iterator<Item = &Edit> {
        self.waiting.iter().filter_map(|change| match change {
            Change::Edit(edit) => Some(edit),
            Change::Act(_) => None,
        })
    }

    /// Whether what is drawn is on disk.
    #[must_use]
    pub fn state(&self) -> SaveState {
        if self.failure.is_some() {
            SaveState::Failed
        } else if self.under_way.is_some() || !self.waiting.is_empty() {
            SaveState::Saving
        } else {
            SaveState::Saved
        }
    }
}

fn replaces(change: &Change, last: &Change) -> bool {
    let (Change::Edit(edit), Change::Edit(last)) = (change, last) else {
        return false;
    };
    match (edit, last) {
        (Edit::SetRequirement { .. }, Edit::SetRequirement { .. })
        | (Edit::Rename { .. }, Edit::Rename { .. }) => true,
        (Edit::MoveEndpoint { id, .. }, Edit::MoveEndpoint { id: before, .. }) => id == before,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use contract::ErrorCode;

    use super::*;

    fn rename(name: &str) -> Change {
        Change::Edit(Edit::Rename {
            name: name.to_owned(),
        })
    }

    fn remove(id: &str) -> Change {
        Change::Edit(Edit::RemoveEndpoint {
            id: model::EndpointId::new(id).unwrap(),
        })
    }

    #[test]
    fn edits_leave_one_after_the_other_on_the_revision_before() {
        let mut queue = EditQueue::new(7);
        queue.push(remove("a"));
        queue.push(remove("b"));
        assert_eq!(queue.take_next(), Some((7, remove("a"))));
        assert_eq!(queue.take_next(), None);
        assert_eq!(queue.state(), SaveState::Saving);
        queue.confirm(8);
        assert_eq!(queue.take_next(), Some((8, remove("b"))));
        queue.confirm(9);
        assert_eq!(queue.state(), SaveState::Saved);
    }

    #[test]
    fn typing_sends_the_last_of_what_waits() {
        let mut queue = EditQueue::new(0);
        queue.push(rename("a"));
        let _ = queue.take_next();
        queue.push(rename("ab"));
        queue.push(rename("abc"));
        queue.confirm(1);
        assert_eq!(queue.take_next(), Some((1, rename("abc"))));
    }

    #[test]
    fn what_the_core_draws_keeps_its_place_among_the_edits() {
        let mut queue = EditQueue::new(0);
        queue.push(rename("a"));
        queue.push(Change::Act(DesignAct::FullMesh));
        queue.push(rename("b"));
        assert_eq!(queue.take_next(), Some((0, rename("a"))));
        queue.confirm(1);
        let mesh = Change::Act(DesignAct::FullMesh);
        assert_eq!(queue.take_next(), Some((1, mesh)));
        assert_eq!(queue.take_next(), None);
        assert_eq!(queue.waiting().count(), 1);
        queue.give_up();
        assert_eq!(queue.take_next(), Some((1, rename("b"))));
    }

    #[test]
    fn a_failed_edit_waits_first_in_line() {
        let mut queue = EditQueue::new(3);
        queue.push(remove("a"));
        queue.push(remove("b"));
        let _ = queue.take_next();
        queue.fail(AppError {
            code: ErrorCode::StorageFailed,
            message: String::new(),
            retryable: true,
            correlator: None,
        });
        assert_eq!(queue.state(), SaveState::Failed);
        assert_eq!(queue.take_next(), None);
        queue.retry();
        assert_eq!(queue.take_next(), Some((3, remove("a"))));
    }
}
