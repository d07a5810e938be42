//! The operators this run knows, their connections, and how each answered last.

use std::sync::Arc;

use contract::{OperatorRecord, OperatorState, ProfileView, SecretState};
use model::{CallLimits, ProfileId};
use tokio::sync::Semaphore;
use tokio_util::sync::DropGuard;

use super::{
    Address, Destination, Profile, connection::Connection, profile::DEFAULT_BASE_PATH,
    record::Promises,
};
use crate::{KeyringMode, sessions::Watched};

/// An operator with what this run knows of it.
pub(crate) struct Known {
    /// Its profile.
    pub(crate) profile: Profile,
    /// How it answered last.
    pub(crate) state: OperatorState,
    /// Its connection; another one for each version of the profile.
    connection: Connection,
    /// Holds calls back over those it bears at the same time.
    gate: Arc<Semaphore>,
    /// Whatever takes the profile out of the roster, or another version in, ends the connection.
    _end: DropGuard,
}

/// The way to an operator, for calls to be made by it.
#[derive(Clone)]
pub(crate) struct Way {
    /// Its profile as it is now.
    pub(crate) profile: Profile,
    /// Its connection.
    pub(crate) connection: Connection,
    /// Holds calls back over those it bears at the same time.
    pub(crate) gate: Arc<Semaphore>,
}

impl Known {
    fn new(profile: Profile) -> Self {
        let connection = Connection::default();
        Self {
            gate: Arc::new(Semaphore::new(usize::from(profile.limits.at_once()))),
            profile,
            state: OperatorState::Ready,
            _end: connection.end_on_drop(),
            connection,
        }
    }

    /// The way to it.
    pub(crate) fn way(&self) -> Way {
        Way {
            profile: self.profile.clone(),
            connection: self.connection.clone(),
            gate: Arc::clone(&self.gate),
        }
    }

    /// Ends its connection, and begins another one.
    fn renew(&mut self) {
        let state = self.state;
        *self = Self::new(self.profile.clone());
        self.state = state;
    }

    /// The profile as the window shows it.
    fn view(&self, is_active: bool, record: Option<OperatorRecord>) -> ProfileView {
        let profile = &self.profile;
        let (api_root, base_path, token_endpoint, client_id) = match &profile.address {
            Address::BuiltIn => ("", DEFAULT_BASE_PATH, "", ""),
            Address::Tape { .. } => ("", profile.options.dialect.usual_path(), "", ""),
            Address::Remote {
                api_root,
                base_path,
                token_endpoint,
                client_id,
            } => (
                api_root.as_str(),
                base_path.as_str(),
                token_endpoint.as_str(),
                client_id.as_str(),
            ),
        };
        ProfileView {
            id: profile.id.clone(),
            name: profile.name.clone(),
            api_root: api_root.to_owned(),
            base_path: base_path.to_owned(),
            token_endpoint: token_endpoint.to_owned(),
            client_id: client_id.to_owned(),
            authentication: profile.authentication,
            public_key: profile.public_key.clone(),
            rent_period: profile.rent_period,
            keep_token: profile.keep_token,
            honours_idempotency: profile.honours_idempotency,
            notifies: profile.notifies,
            limits: profile.limits,
            options: profile.options.clone(),
            not_granted: profile.not_granted(),
            is_built_in: profile.is_inside(),
            is_simulated: profile.is_simulated,
            is_active,
            state: self.state,
            secret: profile.secret,
            published_levels: profile.published_levels(),
            record,
        }
    }
}

/// Every operator, and which one is in use.
#[derive(Default)]
pub(crate) struct Roster {
    known: Vec<Known>,
    active: Option<ProfileId>,
    promises: Promises,
}

impl Roster {
    /// The stored profiles. Without a keyring no secret has outlived the last run.
    pub(crate) fn new(
        profiles: Vec<Profile>,
        active: Option<&ProfileId>,
        keyring: KeyringMode,
    ) -> Self {
        let mut roster = Self {
            active: active.cloned(),
            known: profiles.into_iter().map(Known::new).collect(),
            promises: Promises::default(),
        };
        for known in &mut roster.known {
            if known.profile.keyring_is_of.is_some() {
                known.profile.secret = SecretState::Absent;
            }
        }
        if keyring == KeyringMode::Memory {
            roster.secrets_are_gone();
        }
        roster
    }

    /// Every profile's identifier.
    pub(crate) fn ids(&self) -> Vec<ProfileId> {
        self.known
            .iter()
            .map(|known| known.profile.id.clone())
            .collect()
    }

    /// Every profile as the window shows it, oldest first.
    pub(crate) fn views(&self) -> Vec<ProfileView> {
        self.known.iter().map(|known| self.view_of(known)).collect()
    }

    /// One profile as the window shows it.
    pub(crate) fn view(&self, id: &ProfileId) -> Option<ProfileView> {
        self.get(id).map(|known| self.view_of(known))
    }

    /// The operator of that identifier.
    pub(crate) fn get(&self, id: &ProfileId) -> Option<&Known> {
        self.known.iter().find(|known| known.profile.id == *id)
    }

    /// Whether the settings of that operator lead elsewhere than where something was meant to
    /// go. Those of one that is gone lead nowhere.
    pub(crate) fn leads_elsewhere(&self, id: &ProfileId, meant: Option<&Destination>) -> bool {
        self.get(id)
            .is_some_and(|known| !known.profile.leads_to(meant))
    }

    /// The operator in use as the window shows it.
    pub(crate) fn active_view(&self) -> Option<ProfileView> {
        self.active().map(|known| self.view_of(known))
    }

    /// Notes what became of the promise at that order; every operator whose record that changed, as the window shows it.
    pub(crate) fn note_promise(&mut self, watched: &Watched) -> Vec<ProfileView> {
        let order = &watched.session.service_id;
        let has_it = |known: &Known| self.promises.has(order, &known.profile);
        let before: Vec<bool> = self.known.iter().map(has_it).collect();
        if !self.promises.note(watched) {
            return Vec::new();
        }
        let known = self.known.iter().zip(before);
        known
            .filter(|(known, had_it)| *had_it || self.promises.has(order, &known.profile))
            .map(|(known, _)| self.view_of(known))
            .collect()
    }

    /// Every profile, oldest first.
    pub(crate) fn profiles(&self) -> impl Iterator<Item = &Profile> {
        self.known.iter().map(|known| &known.profile)
    }

    /// The operator in use.
    pub(crate) fn active(&self) -> Option<&Known> {
        self.get(self.active.as_ref()?)
    }

    /// The operator inside the app, if it was ever used.
    pub(crate) fn built_in(&self) -> Option<&Known> {
        self.known.iter().find(|known| known.profile.is_built_in())
    }

    /// The operator of that identifier, where it can be spoken to: one inside the app
    /// runs only while it is in use.
    pub(crate) fn reachable(&self, id: &ProfileId) -> Option<&Known> {
        let is_in_use = self.active.as_ref() == Some(id);
        self.get(id)
            .filter(|known| !known.profile.is_inside() || is_in_use)
    }

    /// How much the operator may be asked unasked, if at all. One that does not accept the
    /// credentials is left alone, and no prompt of the keyring comes up again by itself.
    pub(crate) fn poll_limits(&self, id: &ProfileId) -> Option<CallLimits> {
        self.reachable(id)
            .filter(|known| known.state != OperatorState::SignedOut)
            .map(|known| known.profile.limits)
    }

    /// Lets every operator be spoken to unasked again: its secret may be there after all.
    pub(crate) fn try_again(&mut self) {
        for known in &mut self.known {
            known.state = OperatorState::Ready;
        }
    }

    /// Takes a profile in, new or changed; its old connection is used no more.
    pub(crate) fn put(&mut self, profile: Profile) {
        match self
            .known
            .iter_mut()
            .find(|known| known.profile.id == profile.id)
        {
            Some(known) => *known = Known::new(profile),
            None => self.known.push(Known::new(profile)),
        }
    }

    /// Uses that operator from here on; none where it is absent.
    pub(crate) fn activate(&mut self, id: Option<ProfileId>) {
        self.active = id;
        // What is inside the app listens elsewhere when it is started again.
        for known in &mut self.known {
            if known.profile.is_inside() && self.active.as_ref() != Some(&known.profile.id) {
                known.renew();
            }
        }
    }

    /// Ends the connections of profiles that are about to be changed or deleted: from here on
    /// nothing that is stored for them is given to those connections, nor kept for them.
    pub(crate) fn retire(&mut self, ids: &[ProfileId]) {
        for known in self.among(ids) {
            known.connection.ended().cancel();
        }
    }

    /// Gives profiles that were not changed after all other connections.
    pub(crate) fn revive(&mut self, ids: &[ProfileId]) {
        self.among(ids).for_each(Known::renew);
    }

    fn among(&mut self, ids: &[ProfileId]) -> impl Iterator<Item = &mut Known> {
        let known = self.known.iter_mut();
        known.filter(|known| ids.contains(&known.profile.id))
    }

    /// Takes a profile out.
    pub(crate) fn remove(&mut self, id: &ProfileId) {
        self.known.retain(|known| known.profile.id != *id);
        if self.active.as_ref() == Some(id) {
            self.active = None;
        }
    }

    /// Notes how an operator answered; whether that is new.
    pub(crate) fn answered(&mut self, id: &ProfileId, state: OperatorState) -> bool {
        let Some(known) = self.known.iter_mut().find(|known| known.profile.id == *id) else {
            return false;
        };
        std::mem::replace(&mut known.state, state) != state
    }

    /// Notes that an operator says it is a simulation; the profile to store if that is new.
    pub(crate) fn simulates(&mut self, id: &ProfileId) -> Option<Profile> {
        let known = self
            .known
            .iter_mut()
            .find(|known| known.profile.id == *id)?;
        let is_new = !std::mem::replace(&mut known.profile.is_simulated, true);
        is_new.then(|| known.profile.clone())
    }

    /// Notes the scopes of an operator's token; the profile to store if they are new.
    pub(crate) fn grants(&mut self, id: &ProfileId, scopes: Vec<String>) -> Option<Profile> {
        let known = self
            .known
            .iter_mut()
            .find(|known| known.profile.id == *id)?;
        if known.profile.granted_scopes.as_ref() == Some(&scopes) {
            return None;
        }
        known.profile.granted_scopes = Some(scopes);
        Some(known.profile.clone())
    }

    /// Notes that secrets in the keyring cannot be had in this run. What is inside the app makes
    /// itself a new one.
    pub(crate) fn secrets_are_gone(&mut self) {
        for known in &mut self.known {
            if !known.profile.is_inside() {
                known.profile.secret = SecretState::Absent;
            }
        }
    }

    fn view_of(&self, known: &Known) -> ProfileView {
        let is_active = self.active.as_ref() == Some(&known.profile.id);
        known.view(is_active, self.promises.of(&known.profile))
    }
}
