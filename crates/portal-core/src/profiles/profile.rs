//! An operator profile as it is stored: everything but its secret.

use contract::{ProfileOptions, PublicKeyView, SecretDestination, SecretState};
use model::{Action, Authentication, CallLimits, Dialect, FeePeriod, ProfileId, QuotedApi, Role};
use serde::{Deserialize, Serialize};

/// What people see as the name of the operator inside the app.
const BUILT_IN_NAME: &str = "Sandbox operator";
/// Who may order on a tape.
const NOBODY: &str = "nobody, it is a recording";
/// Where the MultiPoint VPN API lies below its root.
pub(crate) const DEFAULT_BASE_PATH: &str = Dialect::MultiPoint.usual_path();

/// Availability in percent that the sandbox operator's price book promises for A, AA, AAA.
const SANDBOX_LEVELS: [&str; 3] = ["99.5", "99.9", "99.99"];

/// An operator profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Profile {
    /// Its identifier on this computer.
    pub(crate) id: ProfileId,
    /// What people call it.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) address: Address,
    /// How the app proves who it is.
    #[serde(default = "with_secret")]
    pub(crate) authentication: Authentication,
    /// The public half of its key, where it has one.
    #[serde(default)]
    pub(crate) public_key: Option<PublicKeyView>,
    /// What its rent covers, where the person has said so.
    pub(crate) rent_period: FeePeriod,
    /// Whether tokens are kept between launches.
    pub(crate) keep_token: bool,
    /// Whether it honours `x-idempotency-key`.
    pub(crate) honours_idempotency: bool,
    /// Whether an order may name where it tells of the network.
    #[serde(default)]
    pub(crate) notifies: bool,
    /// How much it may be asked.
    #[serde(default)]
    pub(crate) limits: CallLimits,
    /// Everything else that was set.
    #[serde(default)]
    pub(crate) options: ProfileOptions,
    /// The scopes of its newest token.
    #[serde(default)]
    pub(crate) granted_scopes: Option<Vec<String>>,
    /// Whether it has said that it is a simulation.
    pub(crate) is_simulated: bool,
    /// Whether a secret or key was stored. The keyring itself is not asked at the start.
    pub(crate) secret: SecretState,
    /// Where the secret in the keyring was entered for, where that is not this profile as it is:
    /// a run that went on from memory could not replace it.
    #[serde(default)]
    pub(crate) keyring_is_of: Option<SecretDestination>,
}

/// Where an operator is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub(crate) enum Address {
    /// Inside the app, on another port at each start.
    BuiltIn,
    /// A recorded tape, which the app plays to itself, on another port at each start.
    Tape {
        /// The SHA-256 of its file.
        digest: String,
    },
    /// Anywhere else.
    Remote {
        /// Scheme, host and port.
        api_root: String,
        /// Path of the API below the root.
        base_path: String,
        /// Address of the token endpoint; empty where a discovery document names it.
        token_endpoint: String,
        /// Client identifier.
        client_id: String,
    },
}

/// What the first version's profiles had.
const fn with_secret() -> Authentication {
    Authentication::ClientSecret
}

impl Profile {
    /// The availability in percent that each level promises; a profile says it of all three or of none.
    pub(crate) fn published_levels(&self) -> Option<[String; 3]> {
        if self.is_built_in() {
            return Some(SANDBOX_LEVELS.map(str::to_owned));
        }
        let levels = &self.options.levels;
        levels
            .iter()
            .all(|level| !level.is_empty())
            .then(|| levels.clone())
    }

    /// The profile of the operator inside the app.
    pub(crate) fn built_in(id: u128) -> Self {
        Self {
            id: ProfileId::from_random(id),
            name: BUILT_IN_NAME.to_owned(),
            address: Address::BuiltIn,
            authentication: Authentication::ClientSecret,
            public_key: None,
            rent_period: FeePeriod::Unknown,
            keep_token: true,
            honours_idempotency: true,
            notifies: true,
            // It has no limit of its own, and runs on this computer.
            limits: CallLimits::new(8, 100).unwrap_or_default(),
            options: ProfileOptions::default(),
            granted_scopes: None,
            is_simulated: true,
            secret: SecretState::Stored,
            keyring_is_of: None,
        }
    }

    /// The profile of a tape: its answers are no offers, nothing can be ordered on it, and it says whose it is and
    /// that it is a recording.
    pub(crate) fn tape(id: u128, name: String, digest: String, options: ProfileOptions) -> Self {
        Self {
            name,
            address: Address::Tape { digest },
            keep_token: false,
            honours_idempotency: false,
            notifies: false,
            options: ProfileOptions {
                scopes: Action::Assess.scope(options.dialect).to_owned(),
                role: Role::QuoteOnly,
                who_may_order: NOBODY.to_owned(),
                ..options
            },
            ..Self::built_in(id)
        }
    }

    /// Whether it is the sandbox operator inside the app.
    pub(crate) const fn is_built_in(&self) -> bool {
        matches!(self.address, Address::BuiltIn)
    }

    /// Whether it is inside the app and runs only while it is in use: the sandbox operator, or a tape.
    pub(crate) const fn is_inside(&self) -> bool {
        match self.address {
            Address::BuiltIn | Address::Tape { .. } => true,
            Address::Remote { .. } => false,
        }
    }

    /// Whether an answer of the one is one of the other: the same operator, read the same way.
    pub(crate) fn answers_as(&self, other: &Self) -> bool {
        self.address == other.address
            && self.rent_period == other.rent_period
            && self.options.dialect == other.options.dialect
            && self.options.currency == other.options.currency
    }

    /// Whether both are asked in the same way at the same place, so that what is learned of the
    /// one holds for the other.
    pub(crate) fn is_asked_as(&self, other: &Self) -> bool {
        self.address == other.address
            && self.options.discovery_url == other.options.discovery_url
            && self.options.dialect == other.options.dialect
            && self.options.scopes == other.options.scopes
    }

    /// Where its client secret goes.
    pub(super) fn secret_destination(&self) -> SecretDestination {
        SecretDestination {
            token_endpoint: match &self.address {
                // Wherever it listens at the moment.
                Address::BuiltIn | Address::Tape { .. } => String::new(),
                Address::Remote { token_endpoint, .. } => token_endpoint.clone(),
            },
            discovery_url: self.options.discovery_url.clone(),
            approved_host: self.options.approved_host.clone(),
            certificates: self.options.certificates.clone(),
        }
    }

    /// Where the secret in the keyring was entered for.
    pub(super) fn keyring_destination(&self) -> SecretDestination {
        let other = self.keyring_is_of.clone();
        other.unwrap_or_else(|| self.secret_destination())
    }

    /// The API that it answers by.
    pub(crate) fn api(&self) -> QuotedApi {
        let base_path = match &self.address {
            Address::BuiltIn => DEFAULT_BASE_PATH,
            Address::Tape { .. } => self.options.dialect.usual_path(),
            Address::Remote { base_path, .. } => base_path,
        };
        QuotedApi {
            dialect: self.options.dialect,
            base_path: base_path.to_owned(),
        }
    }

    /// Where an order goes, for the review.
    pub(crate) fn order_address(&self) -> String {
        let resource = self.options.dialect.order_resource();
        match &self.address {
            Address::BuiltIn => format!("{BUILT_IN_NAME} {DEFAULT_BASE_PATH}{resource}"),
            Address::Tape { .. } => format!("{} {resource}", self.name),
            Address::Remote {
                api_root,
                base_path,
                ..
            } => format!("{api_root}{base_path}{resource}"),
        }
    }
}
