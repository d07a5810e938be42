//! Which operators are to be asked about a design.

use contract::ProfileView;
use leptos::prelude::*;
use model::{Action, ProfileId};

use crate::{state::AppState, t};

/// The operators to ask: the one in use, until a person says otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Picks {
    picked: RwSignal<Option<Vec<ProfileId>>>,
    app: AppState,
}

impl Picks {
    pub(super) fn new(app: AppState) -> Self {
        let picked = RwSignal::new(None::<Vec<ProfileId>>);
        // Whoever takes another one into use wants it asked.
        let in_use = Memo::new(move |_| in_use(app));
        Effect::watch(
            move || in_use.get(),
            move |id, _, _| {
                picked.update(|picked| {
                    if let (Some(picked), Some(id)) = (picked, id)
                        && !picked.contains(id)
                    {
                        picked.push(id.clone());
                    }
                });
            },
            false,
        );
        Self { picked, app }
    }

    /// Whether there is a choice.
    #[must_use]
    pub fn are_several(&self) -> bool {
        self.app.profiles.rows().with(|rows| rows.len() > 1)
    }

    fn has(&self, operator: &ProfileView) -> bool {
        let is_picked = self.picked.with(|picked| match picked {
            Some(picked) => picked.contains(&operator.id),
            None => operator.is_active,
        });
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
        let before = untrack(|| self.all());
        let is_picked = before.iter().any(|one| one.as_ref() == Some(id));
        let mut picked: Vec<_> = before.into_iter().flatten().collect();
        if is_picked {
            picked.retain(|one| one != id);
        } else {
            picked.push(id.clone());
        }
        self.picked.set(Some(picked));
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
