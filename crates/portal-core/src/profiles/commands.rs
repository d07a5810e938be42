//! Commands: listing, saving, choosing and deleting operators.

use std::{future::Future, sync::Arc};

use contract::{Empty, ProfileForm, ProfileRequest, ProfileView, SecretState};
use model::ProfileId;

use super::{
    Profile,
    form::{self, Checked},
};
use crate::{
    errors::Failure,
    portal::{ACTIVE_PROFILE, Core, State},
    random,
    secrets::SecretKind,
    storage,
};

impl Core {
    pub(crate) async fn profile_list(&self, _: Empty) -> Result<Vec<ProfileView>, Failure> {
        self.owner.turn(|state| state.roster.views()).await
    }

    pub(crate) async fn profile_save(
        self: &Arc<Self>,
        request: ProfileForm,
    ) -> Result<ProfileView, Failure> {
        let _turn = self.profile_writes.lock().await;
        let before = match request.id.clone() {
            None => None,
            Some(id) => Some(self.profile(id).await?),
        };
        let id = match &before {
            Some(profile) => profile.id.clone(),
            None => ProfileId::from_random(random::bits()?),
        };
        let ticket = request.key.clone();
        let new_key = self.new_key(ticket.clone()).await?;
        let mut checked = form::check(request, id.clone(), before.as_ref(), new_key)?;
        let is_first = self
            .owner
            .turn(|state| state.roster.active().is_none())
            .await?;
        let change = self.store(before.as_ref(), &mut checked, is_first);
        self.retired(vec![id.clone()], change).await?;
        // The one of the method that is used no more; last, so that a failure loses nothing.
        if let Some(before) = &before
            && before.authentication != checked.profile.authentication
            && let Err(error) = self
                .vault
                .delete(&id, SecretKind::of(before.authentication))
                .await
        {
            tracing::warn!(%error, profile = %id, "a secret that is used no more stays");
        }
        let view = self
            .owner
            .try_turn(move |state| {
                state.roster.put(checked.profile);
                if let Some(ticket) = &ticket {
                    state.new_keys.remove(ticket);
                }
                if is_first {
                    state.settings.active = Some(id.clone());
                    state.roster.activate(Some(id.clone()));
                }
                announce(state, &id)
            })
            .await?;
        self.poll_now.notify_one();
        // The operator may be within reach again, or know its client again.
        self.look_again();
        Ok(view)
    }

    /// Stores what was checked: its secret and the rest, or neither.
    async fn store(
        &self,
        before: Option<&Profile>,
        checked: &mut Checked,
        is_first: bool,
    ) -> Result<(), Failure> {
        let id = &checked.profile.id.clone();
        let was_memory = self.vault.is_memory();
        if before.is_some() {
            // A token of another client or address must not outlive the change.
            self.vault.delete(id, SecretKind::Token).await?;
        }
        let replaced = match &checked.secret {
            Some(credential) => Some(self.vault.keep(id, credential).await?),
            None => None,
        };
        if replaced.is_some() {
            let is_memory = was_memory || self.vault.is_memory();
            checked.profile.keyring_is_of = before
                .filter(|_| is_memory)
                .map(Profile::keyring_destination)
                .filter(|kept| !kept.covers(&checked.profile.secret_destination()));
        }
        let (profile, active) = (checked.profile.clone(), is_first.then(|| id.clone()));
        let stored = self
            .storage
            .write(move |tx| {
                if let Some(active) = active {
                    storage::settings::set(tx, ACTIVE_PROFILE, Some(active.as_str()))?;
                }
                storage::profiles::put(tx, &profile)
            })
            .await;
        if let (Err(_), Some(replaced)) = (&stored, replaced)
            && let Err(error) = replaced.undo().await
        {
            tracing::warn!(%error, profile = %id, "the secret before is lost");
        }
        Ok(stored?)
    }

    /// Makes a change to what is stored of profiles while their connections are given nothing
    /// of it: those are of the operators as they were. They get others where the change fails.
    ///
    /// # Errors
    /// What `change` answers.
    pub(crate) async fn retired(
        &self,
        ids: Vec<ProfileId>,
        change: impl Future<Output = Result<(), Failure>>,
    ) -> Result<(), Failure> {
        let retired = ids.clone();
        self.owner
            .turn(move |state| state.roster.retire(&retired))
            .await?;
        let changed = change.await;
        if changed.is_err() {
            self.owner
                .turn(move |state| state.roster.revive(&ids))
                .await?;
        }
        changed
    }

    pub(crate) async fn profile_use(
        self: &Arc<Self>,
        request: ProfileRequest,
    ) -> Result<ProfileView, Failure> {
        self.activate(request.id).await
    }

    pub(crate) async fn profile_delete(&self, request: ProfileRequest) -> Result<Empty, Failure> {
        let _turn = self.profile_writes.lock().await;
        let profile = self.profile(request.id).await?;
        let id = profile.id.clone();
        let stored = id.clone();
        self.retired(vec![id.clone()], async {
            self.vault.forget(&id).await?;
            self.storage
                .write(move |tx| {
                    storage::profiles::remove(tx, &stored)?;
                    storage::tapes::remove(tx, &stored)?;
                    let active = storage::settings::get(tx, ACTIVE_PROFILE)?;
                    if active.as_deref() == Some(stored.as_str()) {
                        storage::settings::set(tx, ACTIVE_PROFILE, None)?;
                    }
                    Ok(())
                })
                .await
        })
        .await?;
        if let (true, Some(embedded)) = (profile.is_built_in(), &self.embedded) {
            embedded.stop().await;
        }
        let deleted = self
            .owner
            .turn(move |state| {
                state.roster.remove(&id);
                if state.settings.active.as_ref() == Some(&id) {
                    state.settings.active = None;
                }
                state.outbox.profiles(Vec::new(), vec![id.to_string()]);
                state.announce_app();
                Empty {}
            })
            .await;
        // What was to go to it can come to its end.
        self.look_again();
        deleted
    }

    /// Uses the operator of that identifier from here on.
    pub(super) async fn activate(self: &Arc<Self>, id: ProfileId) -> Result<ProfileView, Failure> {
        let profile = self.profile(id.clone()).await?;
        let stored = id.clone();
        self.storage
            .write(move |tx| storage::settings::set(tx, ACTIVE_PROFILE, Some(stored.as_str())))
            .await?;
        if let (false, Some(embedded)) = (profile.is_built_in(), &self.embedded) {
            embedded.stop().await;
        }
        let view = self
            .owner
            .try_turn(move |state| {
                state.settings.active = Some(id.clone());
                state.roster.activate(Some(id.clone()));
                let all = state.roster.views();
                state.outbox.profiles(all, Vec::new());
                state.announce_app();
                state.roster.view(&id).ok_or(Failure::NotFound("operator"))
            })
            .await?;
        self.warm_up();
        self.poll_now.notify_one();
        // What was open of an operator that could not be spoken to until here.
        self.look_again();
        Ok(view)
    }

    /// The stored profile of that identifier.
    pub(crate) async fn profile(&self, id: ProfileId) -> Result<Profile, Failure> {
        self.owner
            .try_turn(move |state| {
                let known = state.roster.get(&id).ok_or(Failure::NotFound("operator"))?;
                Ok(known.profile.clone())
            })
            .await
    }

    /// Takes a profile in whose secret is known to be stored.
    pub(super) async fn note_secret(&self, id: ProfileId) -> Result<ProfileView, Failure> {
        let stored = id.clone();
        self.storage
            .write(move |tx| {
                storage::profiles::amend(tx, &stored, |profile| {
                    profile.secret = SecretState::Stored;
                })
            })
            .await?;
        self.owner.try_turn(move |state| announce(state, &id)).await
    }
}

/// Tells the window of a profile, and of its frame where that shows it.
fn announce(state: &mut State, id: &ProfileId) -> Result<ProfileView, Failure> {
    let view = state.roster.view(id).ok_or(Failure::NotFound("operator"))?;
    state.outbox.profiles(vec![view.clone()], Vec::new());
    if view.is_active {
        state.announce_app();
    }
    Ok(view)
}
