//! An operator as typed, kept while its form is closed.

use contract::{
    NewKeyView, ProfileForm, ProfileOptions, ProfileView, PublicKeyView, SecretDestination,
    SecretState, SecretText,
};
use leptos::prelude::*;
use model::{Authentication, CallLimits, Colour, Dialect, FeePeriod, ProfileId};

use super::{
    check::{Problems, Rest, Texts, check, limits},
    field::Field,
};

/// An operator as typed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProfileDraft {
    texts: [RwSignal<String>; Field::COUNT],
    pub(super) choices: RwSignal<Choices>,
    pub(super) problems: RwSignal<Problems>,
}

/// What is chosen rather than typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choices {
    id: Option<ProfileId>,
    pub(super) authentication: Authentication,
    /// The method whose secret or key is stored.
    stored: Option<Authentication>,
    /// Where the stored secret goes.
    stored_for: SecretDestination,
    /// The public half of the stored key.
    public_key: Option<PublicKeyView>,
    /// The key that was made or imported for this form.
    pub(super) new_key: Option<NewKeyView>,
    pub(super) rent_period: FeePeriod,
    pub(super) keep_token: bool,
    pub(super) honours_idempotency: bool,
    pub(super) notifies: bool,
    pub(super) dialect: Dialect,
    pub(super) colour: Colour,
    /// Certificates that are trusted besides the system's, as PEM.
    pub(super) certificates: String,
    /// Host of a token endpoint elsewhere that was approved.
    pub(super) approved_host: String,
}

impl Choices {
    /// Whether a secret or key for the chosen method is stored.
    pub(super) fn is_stored(&self) -> bool {
        self.stored == Some(self.authentication)
    }

    /// How many certificates are trusted besides the system's.
    pub(super) fn certificates(&self) -> usize {
        self.certificates.matches("BEGIN CERTIFICATE").count()
    }

    /// The same without the host that was approved.
    pub(super) fn without_approval(&self) -> Self {
        Self {
            approved_host: String::new(),
            ..self.clone()
        }
    }

    /// The key that is to be stored with the operator.
    fn key_to_store(&self) -> Option<&NewKeyView> {
        let signs = self.authentication == Authentication::PrivateKeyJwt;
        self.new_key.as_ref().filter(|_| signs)
    }

    /// The key that will sign, where there is one.
    pub(super) fn key(&self) -> Option<&PublicKeyView> {
        let new = self.new_key.as_ref().map(|key| &key.public_key);
        new.or(self.public_key.as_ref().filter(|_| self.is_stored()))
    }
}

impl ProfileDraft {
    /// An empty form for a new operator.
    pub(crate) fn empty() -> Self {
        let draft = Self {
            texts: std::array::from_fn(|_| RwSignal::new(String::new())),
            choices: RwSignal::default(),
            problems: RwSignal::default(),
        };
        draft.reset();
        draft
    }

    /// Which operator it changes; none for a new one.
    pub(crate) fn id(&self) -> Option<ProfileId> {
        self.choices.with(|choices| choices.id.clone())
    }

    /// What is typed into `field`.
    pub(super) const fn text(&self, field: Field) -> RwSignal<String> {
        self.texts[field.index()]
    }

    /// Takes over `profile` to be changed, unless it is the one being changed already.
    pub(crate) fn edit(&self, profile: &ProfileView) {
        let is_open = self
            .choices
            .with_untracked(|choices| choices.id.as_ref() == Some(&profile.id));
        if is_open {
            return;
        }
        self.reset();
        for (field, text) in [
            (Field::Name, &profile.name),
            (Field::ApiRoot, &profile.api_root),
            (Field::BasePath, &profile.base_path),
            (Field::TokenEndpoint, &profile.token_endpoint),
            (Field::ClientId, &profile.client_id),
            (Field::Discovery, &profile.options.discovery_url),
            (Field::Scopes, &profile.options.scopes),
            (Field::Proxy, &profile.options.proxy),
            (Field::Currency, &profile.options.currency),
            (Field::LevelA, &profile.options.levels[0]),
            (Field::LevelAa, &profile.options.levels[1]),
            (Field::LevelAaa, &profile.options.levels[2]),
        ] {
            self.text(field).set(text.clone());
        }
        self.set_limits(profile.limits);
        self.choices.set(Choices {
            id: Some(profile.id.clone()),
            authentication: profile.authentication,
            stored: (profile.secret == SecretState::Stored).then_some(profile.authentication),
            stored_for: SecretDestination {
                token_endpoint: profile.token_endpoint.clone(),
                discovery_url: profile.options.discovery_url.clone(),
                approved_host: profile.options.approved_host.clone(),
                certificates: profile.options.certificates.clone(),
            },
            public_key: profile.public_key.clone(),
            new_key: None,
            rent_period: profile.rent_period,
            keep_token: profile.keep_token,
            honours_idempotency: profile.honours_idempotency,
            notifies: profile.notifies,
            dialect: profile.options.dialect,
            colour: profile.options.colour,
            certificates: profile.options.certificates.clone(),
            approved_host: profile.options.approved_host.clone(),
        });
    }

    /// Chooses the API. A path that is the usual one becomes that of the new API.
    pub(super) fn speak(&self, dialect: Dialect) {
        let before = self.choices.with_untracked(|choices| choices.dialect);
        let path = self.text(Field::BasePath);
        if path.with_untracked(|path| path.trim() == before.usual_path()) {
            path.set(dialect.usual_path().to_owned());
        }
        self.choices.update(|choices| choices.dialect = dialect);
    }

    /// Empties the form.
    pub(crate) fn reset(&self) {
        for text in self.texts {
            text.set(String::new());
        }
        self.text(Field::BasePath)
            .set(Dialect::default().usual_path().to_owned());
        self.set_limits(CallLimits::default());
        self.choices.set(Choices {
            keep_token: true,
            ..Choices::default()
        });
        self.problems.set(Problems::default());
    }

    fn set_limits(&self, limits: CallLimits) {
        for (field, number) in [
            (Field::AtOnce, limits.at_once().to_string()),
            (Field::PerSecond, limits.per_second().to_string()),
        ] {
            self.text(field).set(number);
        }
    }

    /// Whether a stored secret would go elsewhere than it was typed for.
    pub(super) fn goes_elsewhere(&self) -> bool {
        let text = |field: Field| self.text(field).with(|text| text.trim().to_owned());
        let (token_endpoint, discovery_url) = (text(Field::TokenEndpoint), text(Field::Discovery));
        self.choices.with(|choices| {
            let typed = SecretDestination {
                token_endpoint,
                discovery_url,
                approved_host: choices.approved_host.clone(),
                certificates: choices.certificates.clone(),
            };
            choices.is_stored() && !choices.stored_for.covers(&typed)
        })
    }

    /// What is to be sent, where nothing is wrong with it; what is wrong is shown.
    pub(super) fn checked(&self, needs_name: bool) -> Option<ProfileForm> {
        let texts: Texts = self.texts.map(|text| text.get_untracked());
        let choices = self.choices.get_untracked();
        let rest = Rest {
            authentication: choices.authentication,
            has_credential: choices.is_stored() || choices.key_to_store().is_some(),
            goes_elsewhere: untrack(|| self.goes_elsewhere()),
            needs_name,
        };
        let problems = check(&texts, rest);
        let is_right = problems.is_empty();
        self.problems.set(problems);
        let text = |field: Field| texts[field.index()].trim().to_owned();
        let secret = &texts[Field::Secret.index()];
        let sends_secret =
            choices.authentication == Authentication::ClientSecret && !secret.is_empty();
        let key = choices.key_to_store().map(|key| key.ticket.clone());
        is_right.then(|| ProfileForm {
            id: choices.id,
            name: text(Field::Name),
            api_root: text(Field::ApiRoot).trim_end_matches('/').to_owned(),
            base_path: text(Field::BasePath),
            token_endpoint: text(Field::TokenEndpoint),
            client_id: text(Field::ClientId),
            authentication: choices.authentication,
            secret: sends_secret.then(|| SecretText::new(secret.clone())),
            key,
            rent_period: choices.rent_period,
            keep_token: choices.keep_token,
            honours_idempotency: choices.honours_idempotency,
            notifies: choices.notifies,
            limits: limits(&texts).unwrap_or_default(),
            options: ProfileOptions {
                dialect: choices.dialect,
                discovery_url: text(Field::Discovery),
                approved_host: choices.approved_host,
                scopes: text(Field::Scopes),
                proxy: text(Field::Proxy),
                certificates: choices.certificates,
                currency: text(Field::Currency),
                levels: [Field::LevelA, Field::LevelAa, Field::LevelAaa].map(text),
                colour: choices.colour,
                // What the person may do is the file's to say.
                ..ProfileOptions::default()
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use contract::KeyTicket;
    use model::SigningAlgorithm;

    use super::*;

    #[test]
    fn a_key_is_no_client_secret() {
        let owner = Owner::new();
        owner.set();
        let draft = ProfileDraft::empty();
        for (field, text) in [
            (Field::ApiRoot, "https://api.example.com"),
            (Field::TokenEndpoint, "https://auth.example.com/token"),
            (Field::ClientId, "portal"),
        ] {
            draft.text(field).set(text.to_owned());
        }
        draft.choices.update(|choices| {
            choices.authentication = Authentication::PrivateKeyJwt;
            choices.new_key = Some(NewKeyView {
                ticket: KeyTicket("new".to_owned()),
                public_key: PublicKeyView {
                    algorithm: SigningAlgorithm::Es256,
                    key_id: "kid".to_owned(),
                    jwk: "{}".to_owned(),
                },
            });
        });
        let signing = draft.checked(false).unwrap();
        assert!(signing.key.is_some());
        draft
            .choices
            .update(|choices| choices.authentication = Authentication::ClientSecret);
        assert!(draft.checked(false).is_none());
        draft.text(Field::Secret).set("word".to_owned());
        let typed = draft.checked(false).unwrap();
        assert!(typed.key.is_none() && typed.secret.is_some());
    }
}
