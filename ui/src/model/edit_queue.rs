//! Edits on their way to the disk: one after the other, each on the revision before it.

use contract::AppError;
use model::Edit;

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

/// The edits that the core has not confirmed.
#[derive(Clone, Debug)]
pub struct EditQueue {
    revision: u64,
    waiting: Vec<Edit>,
    under_way: Option<Edit>,
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

    /// Adds an edit. It takes the place of the last one that waits where it makes that
    /// one pointless, so that typing or dragging does not pile up.
    pub fn push(&mut self, edit: Edit) {
        match self.waiting.last_mut() {
            Some(last) if replaces(&edit, last) => *last = edit,
            Some(_) | None => self.waiting.push(edit),
        }
    }

    /// The next edit to send with the revision it was made on; none while one is under
    /// way, while a failure stands, or where all are sent.
    pub fn take_next(&mut self) -> Option<(u64, Edit)> {
        if self.under_way.is_some() || self.failure.is_some() {
            return None;
        }
        if self.waiting.is_empty() {
            return None;
        }
        let edit = self.waiting.remove(0);
        self.under_way = Some(edit.clone());
        Some((self.revision, edit))
    }

    /// The edit under way is on disk.
    pub fn confirm(&mut self, revision: u64) {
        self.under_way = None;
        self.revision = revision;
    }

    /// The edit under way could not be written; it is first in line again.
    pub fn fail(&mut self, error: AppError) {
        if let Some(edit) = self.under_way.take() {
            self.waiting.insert(0, edit);
        }
        self.failure = Some(error);
    }

    /// Forgets the failure, so that [`Self::take_next`] tries again.
    pub fn retry(&mut self) {
        self.failure = None;
    }

    /// Edits that are not on their way yet, first one first.
    pub fn waiting(&self) -> impl Iterator<Item = &Edit> {
        self.waiting.iter()
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

fn replaces(edit: &Edit, last: &Edit) -> bool {
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

    fn rename(name: &str) -> Edit {
        Edit::Rename {
            name: name.to_owned(),
        }
    }

    fn remove(id: &str) -> Edit {
        Edit::RemoveEndpoint {
            id: model::EndpointId::new(id).unwrap(),
        }
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
