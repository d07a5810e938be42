//! What is typed of several operators: another one that is opened takes nothing from the first.

use contract::ProfileView;
use leptos::prelude::*;
use model::ProfileId;

use super::ProfileDraft;

/// A draft for each operator that was opened, and one for a new one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProfileDrafts {
    kept: StoredValue<Vec<ProfileDraft>>,
    shown: RwSignal<ProfileDraft>,
    /// Drafts live as long as the page, whatever handler makes them.
    page: StoredValue<Option<Owner>>,
}

impl ProfileDrafts {
    /// One empty draft, for a new operator.
    pub(crate) fn new() -> Self {
        let first = ProfileDraft::empty();
        Self {
            kept: StoredValue::new(vec![first]),
            shown: RwSignal::new(first),
            page: StoredValue::new(Owner::current()),
        }
    }

    /// The one that is shown.
    pub(crate) fn shown(&self) -> ReadSignal<ProfileDraft> {
        self.shown.read_only()
    }

    /// Shows that of `profile`, as it was left.
    pub(crate) fn edit(&self, profile: &ProfileView) {
        let draft = self.of(Some(&profile.id));
        draft.edit(profile);
        self.shown.set(draft);
    }

    /// Shows that of a new operator, as it was left.
    pub(crate) fn begin(&self) {
        self.shown.set(self.of(None));
    }

    /// Forgets what was typed of an operator that is there no more. Whether that was shown.
    pub(crate) fn forget(&self, id: &ProfileId) -> bool {
        let is_of = |draft: &ProfileDraft| draft.id().as_ref() == Some(id);
        let was_shown = untrack(|| is_of(&self.shown.get()));
        self.kept.with_value(|kept| {
            untrack(|| {
                kept.iter()
                    .filter(|draft| is_of(draft))
                    .for_each(ProfileDraft::reset)
            })
        });
        was_shown
    }

    /// The draft of that operator; a new one where there is none.
    fn of(&self, id: Option<&ProfileId>) -> ProfileDraft {
        let is_of = |draft: &&ProfileDraft| untrack(|| draft.id()).as_ref() == id;
        let known = self
            .kept
            .with_value(|kept| kept.iter().find(is_of).copied());
        known.unwrap_or_else(|| {
            let page = self.page.get_value();
            let draft = match page {
                Some(page) => page.with(ProfileDraft::empty),
                None => ProfileDraft::empty(),
            };
            self.kept.update_value(|kept| kept.push(draft));
            draft
        })
    }
}
