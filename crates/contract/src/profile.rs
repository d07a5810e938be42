//! Operators and their credentials.

use model::{CallLimits, FeePeriod, ProfileId};
use serde::{Deserialize, Serialize};

use crate::{AppError, SecretText};

/// An operator as the window shows it. It has no secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Its identifier on this computer.
    pub id: ProfileId,
    /// What people call it.
    pub name: String,
    /// Scheme, host and port; empty for the built-in sandbox, whose port changes.
    pub api_root: String,
    /// Path of the API below the root.
    pub base_path: String,
    /// Address of the token endpoint; empty for the built-in sandbox.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
    /// What the operator's rent covers, where the person has said so.
    pub rent_period: FeePeriod,
    /// Whether tokens are kept in the keyring between launches.
    pub keep_token: bool,
    /// Whether the operator honours `x-idempotency-key`, so that an open order may be repeated.
    pub honours_idempotency: bool,
    /// Whether an order may name where the operator tells of the network (`sink`).
    pub notifies: bool,
    /// How much it may be asked.
    pub limits: CallLimits,
    /// Whether it is the sandbox inside the app.
    pub is_built_in: bool,
    /// Whether its prices are simulated.
    pub is_simulated: bool,
    /// Whether it is the one in use.
    pub is_active: bool,
    /// How it answered last.
    pub state: OperatorState,
    /// Whether its secret is there.
    pub secret: SecretState,
    /// Availability each level promises, in percent, for A, AA and AAA; absent where the
    /// operator publishes none.
    pub published_levels: Option<[String; 3]>,
}

/// How an operator answered last; the values of `data-state` on the operator chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OperatorState {
    /// It answers, or has not been asked since the start.
    Ready,
    /// It cannot be reached.
    Offline,
    /// It does not accept the credentials, or there are none.
    SignedOut,
    /// It answers with a fault.
    Error,
}

impl OperatorState {
    /// The value of `data-state`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Offline => "offline",
            Self::SignedOut => "signed-out",
            Self::Error => "error",
        }
    }
}

/// Whether a profile's secret is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretState {
    /// One was stored; it cannot be shown.
    Stored,
    /// None was.
    Absent,
}

/// An operator as typed: to be tested or saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileForm {
    /// The profile to change; absent makes a new one.
    pub id: Option<ProfileId>,
    /// What people call it.
    pub name: String,
    /// Scheme, host and port; https, or http on this computer.
    pub api_root: String,
    /// Path of the API below the root, `/multi-point-vpn/vwip` for instance.
    pub base_path: String,
    /// Address of the token endpoint.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
    /// The secret; absent or empty keeps the stored one.
    pub secret: Option<SecretText>,
    /// What the operator's rent covers.
    pub rent_period: FeePeriod,
    /// Whether tokens are kept in the keyring between launches.
    pub keep_token: bool,
    /// Whether the operator honours `x-idempotency-key`.
    pub honours_idempotency: bool,
    /// Whether an order may name where the operator tells of the network (`sink`).
    pub notifies: bool,
    /// How much it may be asked.
    pub limits: CallLimits,
}

/// Names one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRequest {
    /// Which one.
    pub id: ProfileId,
}

/// How a test of the connection ended: a token, then a harmless call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileTestView {
    /// What failed; absent where all went well.
    pub error: Option<AppError>,
    /// Scopes the operator granted, in its order.
    pub granted_scopes: Vec<String>,
    /// Scopes the app needs and was not granted.
    pub missing_scopes: Vec<String>,
    /// How long the test took, in ms.
    pub took_ms: u32,
}
