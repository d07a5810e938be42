//! The app as a whole: start, settings, keyring.

use chrono::{DateTime, Utc};
use model::DesignId;
use serde::{Deserialize, Serialize};

use crate::{NoticeKind, NoticeSetting, ProfileView};

/// Everything the window needs to draw its frame.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppView {
    /// The app's version.
    pub version: String,
    /// The folder in which everything but secrets is kept.
    pub data_dir: String,
    /// Settings in force, start flags included.
    pub settings: SettingsView,
    /// The operator in use; none leads to the welcome page.
    pub operator: Option<ProfileView>,
    /// Whether this build contains the sandbox operator.
    pub has_sandbox: bool,
    /// Whether this build makes PDFs.
    pub has_pdf: bool,
    /// The design that was open last; one is made where there is none.
    pub last_design: Option<DesignId>,
    /// How the keyring is.
    pub keyring: KeyringView,
    /// The app's clock at the time of the answer; differs from the computer's under `--now`.
    pub now: DateTime<Utc>,
}

/// The colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The option value and the stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsView {
    /// Colours.
    pub theme: Theme,
    /// BCP 47 tag of the language of the interface.
    pub language: String,
    /// Whether things move; off under `--no-animations`.
    pub animations: bool,
    /// What the desktop is not told.
    pub muted: Vec<NoticeKind>,
}

/// Settings to change; absent ones stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsRequest {
    /// Colours.
    pub theme: Option<Theme>,
    /// BCP 47 tag of the language.
    pub language: Option<String>,
    /// A kind of desktop notification, on or off.
    pub notice: Option<NoticeSetting>,
}

/// How the keyring is, and where secrets are kept because of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeyringView {
    /// Nothing has needed it in this run.
    NotAsked,
    /// It works.
    Ready,
    /// There is none on this computer.
    Missing,
    /// It is locked.
    Locked,
    /// The person dismissed its prompt.
    Dismissed,
    /// It worked before in this run, and does not answer any more.
    Stopped,
    /// Secrets are kept in memory and are gone when the app closes, because the person
    /// chose so or because of `--keyring memory`.
    Memory,
}

/// What to do about a keyring that does not work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyringChoice {
    /// Ask it again.
    Retry,
    /// Keep secrets in memory until the app closes.
    Memory,
}

/// See [`KeyringChoice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyringRequest {
    /// What to do.
    pub choice: KeyringChoice,
}
