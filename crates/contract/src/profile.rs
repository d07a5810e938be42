//! Operators and their credentials.

use model::{
    Action, Authentication, CallLimits, Colour, Dialect, FeePeriod, ProfileId, Role,
    SigningAlgorithm,
};
use serde::{Deserialize, Serialize};

use crate::{AppError, AssessmentTicket, OperatorRecord, SecretText};

/// An operator as the window shows it. It has no secret in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileView {
    /// Its identifier on this computer.
    pub id: ProfileId,
    /// What people call it.
    pub name: String,
    /// Scheme, host and port; empty for what is inside the app, whose port changes.
    pub api_root: String,
    /// Path of the API below the root.
    pub base_path: String,
    /// Address of the token endpoint; empty for what is inside the app.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
    /// How the app proves who it is.
    pub authentication: Authentication,
    /// The key that signs assertions, as the operator gets it; absent with a client secret.
    pub public_key: Option<PublicKeyView>,
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
    /// Everything else that was set.
    pub options: ProfileOptions,
    /// Actions whose scope the operator does not grant, as far as that is known.
    pub not_granted: Vec<Action>,
    /// Whether it is inside the app: the sandbox, or a recorded tape.
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
    /// How it kept its promises so far; absent where nothing is known of that.
    pub record: Option<OperatorRecord>,
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
    /// How the app is to prove who it is.
    pub authentication: Authentication,
    /// The secret; absent or empty keeps the stored one.
    pub secret: Option<SecretText>,
    /// A key that was made or imported for this form; absent keeps the stored one.
    pub key: Option<KeyTicket>,
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
    /// Everything else.
    pub options: ProfileOptions,
}

/// What most operators need nothing of. A text that is empty is not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ProfileOptions {
    /// The API it speaks.
    pub dialect: Dialect,
    /// Address of a discovery document that names the token endpoint.
    pub discovery_url: String,
    /// The host and port of a token endpoint elsewhere that a person has approved.
    pub approved_host: String,
    /// The scopes to ask for, apart by spaces; empty for those of the dialect.
    pub scopes: String,
    /// Address of a proxy; empty for the system's.
    pub proxy: String,
    /// Certificates to trust besides the system's, as PEM.
    pub certificates: String,
    /// The currency (ISO 4217) of amounts that come without one.
    pub currency: String,
    /// Availability in percent that the operator has published for A, AA and AAA.
    pub levels: [String; 3],
    /// Its colour.
    pub colour: Colour,
    /// What the person may do; set by the file the profile came from.
    pub role: Role,
    /// Who may order, where the person may not.
    pub who_may_order: String,
}

/// Certificates out of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificatesView {
    /// As PEM, without anything else that was in the file.
    pub pem: String,
}

/// Names a private key that the core holds for an open form until it is saved.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeyTicket(pub String);

/// Asks for a new private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyMakeRequest {
    /// What it is to sign with.
    pub algorithm: SigningAlgorithm,
}

/// A private key that was made or imported. It stays in the core; this is its other half.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKeyView {
    /// What to name it by in the form.
    pub ticket: KeyTicket,
    /// What to hand to the operator.
    pub public_key: PublicKeyView,
}

/// The public half of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKeyView {
    /// What it verifies.
    pub algorithm: SigningAlgorithm,
    /// Its `kid`.
    pub key_id: String,
    /// The key as a JWK (RFC 7517), over several lines.
    pub jwk: String,
}

/// Asks for a profile as a file, without its secrets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileExportRequest {
    /// Which one.
    pub id: ProfileId,
    /// What whoever imports it may do.
    pub role: Role,
    /// Who may order, where they may not.
    pub who_may_order: String,
}

/// Names one profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileRequest {
    /// Which one.
    pub id: ProfileId,
}

/// Asks for a test of a connection as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileTestRequest {
    /// Names the test, to follow and to cancel it.
    pub ticket: AssessmentTicket,
    /// What is to be tested.
    pub form: ProfileForm,
}

/// How far a test of a connection has come, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileTestView {
    /// Names the test.
    pub ticket: AssessmentTicket,
    /// Every step, in order.
    pub steps: Vec<TestStepView>,
    /// Why the step that failed did; absent where all went well.
    pub error: Option<AppError>,
    /// Scopes the operator granted, in its order.
    pub granted_scopes: Vec<String>,
    /// Scopes the app needs and was not granted.
    pub missing_scopes: Vec<String>,
    /// The host of a token endpoint elsewhere, to be approved first.
    pub token_host: Option<String>,
    /// How far the operator's clock is ahead of this computer's, in s, where that matters.
    pub clock_ahead_s: Option<i64>,
    /// How long the test has taken, in ms.
    pub took_ms: u32,
}

/// A step of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TestStepView {
    /// Which one.
    pub step: TestStep,
    /// How it is.
    pub state: StepState,
}

/// The steps of a test, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TestStep {
    /// The names of the hosts have addresses (DNS).
    Names,
    /// The hosts take a connection (TLS).
    Connection,
    /// The discovery document names a token endpoint.
    Discovery,
    /// The token endpoint gives a token.
    Token,
    /// The token has the scopes that the app needs.
    Scopes,
    /// The API answers a call that creates nothing.
    Call,
}

impl TestStep {
    /// Every step, in order.
    pub const ALL: [Self; 6] = [
        Self::Names,
        Self::Connection,
        Self::Discovery,
        Self::Token,
        Self::Scopes,
        Self::Call,
    ];

    /// The value of `data-step`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Connection => "connection",
            Self::Discovery => "discovery",
            Self::Token => "token",
            Self::Scopes => "scopes",
            Self::Call => "call",
        }
    }
}

/// How a step of a test is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Its turn has not come.
    Waiting,
    /// It is under way.
    Running,
    /// It went well.
    Ok,
    /// It went well in part: some scopes are missing.
    Partial,
    /// It failed, and with it the test.
    Failed,
    /// There is nothing to do in it, or it was not come to.
    Skipped,
}

impl StepState {
    /// The value of `data-state`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}
