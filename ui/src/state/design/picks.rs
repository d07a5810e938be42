//! Which operators are to be asked about a design.

use contract::ProfileView;
use leptos::prelude::*;
use model::{Action, ProfileId};

use crate::{state::AppState, t};

/// The operators to ask: the one in use, until a person says otherwise. What was said holds while
/// the same one is in use.
#[derive(Clone, Copy, Debug)]
pub struct Picks {
    /// The one that was in use then first.
    picked: RwSignal<Vec<Option<ProfileId>>>,
    app: AppState,
}

impl Picks {
    pub(super) fn new(app: AppState) -> Self {
        Self {
            picked: RwSignal::new(Vec::new()),
            app,
        }
    }

    /// Whether there is a choice.
    #[must_use]
    pub fn are_several(&self) -> bool {
        self.app.profiles.rows().with(|rows| rows.len() > 1)
    }

    fn has(&self, operator: &ProfileView) -> bool {
        let picked = self.picked.get();
        let is_picked = match picked.split_first() {
            Some((then, picked)) if *then == in_use(self.app) => {
                picked.contains(&Some(operator.id.clone()))
            }
            Some(_) | None => operator.is_active,
        };
        is_picked && self.denial(operator).is_none()
    }

    /// Why that operator cannot be asked, if so.
    #[must_use]
    pub fn denial(&self, operator: &ProfileView) -> Option<String> {
        if operator.is_built_in && !operator.is_active {
            return Some(t!("operators-not-running"));
        }
        self.app.denial(&operator.id, Action::Assess)
    }

    /// Asks that operator from here on, or does no more.
    pub fn turn(&self, id: &ProfileId) {
        let id = Some(id.clone());
        let mut picked = untrack(|| self.all());
        match picked.iter().position(|one| *one == id) {
            Some(at) => drop(picked.remove(at)),
            None => picked.push(id),
        }
        picked.insert(0, untrack(|| in_use(self.app)));
        self.picked.set(picked);
    }

    /// Asks that operator from here on, and no other.
    pub(super) fn only(&self, id: ProfileId) {
        let in_use = untrack(|| in_use(self.app));
        self.picked.set(vec![in_use, Some(id)]);
    }

    /// The operators to ask, the one in use first. Where there is no choice it is the one in use,
    /// or none.
    #[must_use]
    pub fn all(&self) -> Vec<Option<ProfileId>> {
        if !self.are_several() {
            return vec![in_use(self.app)];
        }
        self.app.profiles.rows().with(|rows| {
            let (active, others): (Vec<_>, Vec<_>) = rows
                .iter()
                .filter(|operator| self.has(operator))
                .partition(|operator| operator.is_active);
            let all = active.into_iter().chain(others);
            all.map(|operator| Some(operator.id.clone())).collect()
        })
    }
}

fn in_use(app: AppState) -> Option<ProfileId> {
    app.view
        .with(|view| view.operator.as_ref().map(|operator| operator.id.clone()))
}
