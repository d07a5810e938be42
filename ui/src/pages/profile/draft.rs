//! An operator as typed, kept while its form is closed.

use contract::{ProfileForm, ProfileView, SecretState, SecretText};
use leptos::prelude::*;
use model::{CallLimits, FeePeriod, ProfileId};

use super::check::{Problems, Typed, check};

/// Path of the API that most operators use.
const USUAL_BASE_PATH: &str = "/multi-point-vpn/vwip";

/// An operator as typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProfileDraft {
    id: RwSignal<Option<ProfileId>>,
    pub(super) has_secret: RwSignal<bool>,
    pub(super) name: RwSignal<String>,
    pub(super) api_root: RwSignal<String>,
    pub(super) base_path: RwSignal<String>,
    pub(super) token_endpoint: RwSignal<String>,
    pub(super) client_id: RwSignal<String>,
    pub(super) secret: RwSignal<String>,
    pub(super) rent_period: RwSignal<FeePeriod>,
    pub(super) keep_token: RwSignal<bool>,
    pub(super) honours_idempotency: RwSignal<bool>,
    pub(super) notifies: RwSignal<bool>,
    pub(super) at_once: RwSignal<String>,
    pub(super) per_second: RwSignal<String>,
    pub(super) problems: RwSignal<Problems>,
}

impl ProfileDraft {
    /// An empty form for a new operator.
    pub(crate) fn empty() -> Self {
        Self {
            id: RwSignal::new(None),
            has_secret: RwSignal::new(false),
            name: RwSignal::new(String::new()),
            api_root: RwSignal::new(String::new()),
            base_path: RwSignal::new(USUAL_BASE_PATH.to_owned()),
            token_endpoint: RwSignal::new(String::new()),
            client_id: RwSignal::new(String::new()),
            secret: RwSignal::new(String::new()),
            rent_period: RwSignal::new(FeePeriod::Unknown),
            keep_token: RwSignal::new(true),
            honours_idempotency: RwSignal::new(false),
            notifies: RwSignal::new(false),
            at_once: RwSignal::new(CallLimits::default().at_once().to_string()),
            per_second: RwSignal::new(CallLimits::default().per_second().to_string()),
            problems: RwSignal::new(Problems::default()),
        }
    }

    /// Which operator it changes; none for a new one.
    pub(crate) fn id(&self) -> Option<ProfileId> {
        self.id.get()
    }

    /// Takes over `profile` to be changed, unless it is the one being changed already.
    pub(crate) fn edit(&self, profile: &ProfileView) {
        if self.id.get_untracked().as_ref() == Some(&profile.id) {
            return;
        }
        self.id.set(Some(profile.id.clone()));
        self.has_secret.set(profile.secret == SecretState::Stored);
        self.name.set(profile.name.clone());
        self.api_root.set(profile.api_root.clone());
        self.base_path.set(profile.base_path.clone());
        self.token_endpoint.set(profile.token_endpoint.clone());
        self.client_id.set(profile.client_id.clone());
        self.secret.set(String::new());
        self.rent_period.set(profile.rent_period);
        self.keep_token.set(profile.keep_token);
        self.honours_idempotency.set(profile.honours_idempotency);
        self.notifies.set(profile.notifies);
        self.set_limits(profile.limits);
        self.problems.set(Problems::default());
    }

    /// Begins a new operator, unless one is being typed already.
    pub(crate) fn begin(&self) {
        if self.id.get_untracked().is_some() {
            self.reset();
        }
    }

    /// Empties the form.
    pub(crate) fn reset(&self) {
        let empty = Self::empty();
        self.id.set(None);
        self.has_secret.set(false);
        for (field, value) in [
            (self.name, String::new()),
            (self.api_root, String::new()),
            (self.base_path, empty.base_path.get_untracked()),
            (self.token_endpoint, String::new()),
            (self.client_id, String::new()),
            (self.secret, String::new()),
        ] {
            field.set(value);
        }
        self.rent_period.set(FeePeriod::Unknown);
        self.keep_token.set(true);
        self.honours_idempotency.set(false);
        self.notifies.set(false);
        self.set_limits(CallLimits::default());
        self.problems.set(Problems::default());
    }

    fn set_limits(&self, limits: CallLimits) {
        self.at_once.set(limits.at_once().to_string());
        self.per_second.set(limits.per_second().to_string());
    }

    /// What is to be sent, where nothing is wrong with it; what is wrong is shown.
    pub(super) fn checked(&self, needs_name: bool) -> Option<ProfileForm> {
        let name = self.name.get_untracked();
        let api_root = self.api_root.get_untracked();
        let base_path = self.base_path.get_untracked();
        let token_endpoint = self.token_endpoint.get_untracked();
        let client_id = self.client_id.get_untracked();
        let secret = self.secret.get_untracked();
        let (at_once, per_second) = (
            self.at_once.get_untracked(),
            self.per_second.get_untracked(),
        );
        let typed = Typed {
            name: &name,
            api_root: &api_root,
            base_path: &base_path,
            token_endpoint: &token_endpoint,
            client_id: &client_id,
            secret: &secret,
            has_secret: self.has_secret.get_untracked(),
            at_once: &at_once,
            per_second: &per_second,
        };
        let problems = check(&typed, needs_name);
        let limits = typed.limits().unwrap_or_default();
        let is_right = problems.is_empty();
        self.problems.set(problems);
        is_right.then(|| ProfileForm {
            id: self.id.get_untracked(),
            name: name.trim().to_owned(),
            api_root: api_root.trim().trim_end_matches('/').to_owned(),
            base_path: base_path.trim().to_owned(),
            token_endpoint: token_endpoint.trim().to_owned(),
            client_id: client_id.trim().to_owned(),
            secret: (!secret.is_empty()).then(|| SecretText::new(secret)),
            rent_period: self.rent_period.get_untracked(),
            keep_token: self.keep_token.get_untracked(),
            honours_idempotency: self.honours_idempotency.get_untracked(),
            notifies: self.notifies.get_untracked(),
            limits,
        })
    }
}
