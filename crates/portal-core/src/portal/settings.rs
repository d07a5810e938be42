//! The stored settings, and the start flags that stand over them for one run.

use contract::{NoticeKind, SettingsView, Theme};
use model::{DesignId, ProfileId};
use rusqlite::{Connection, Transaction};

use crate::storage::{StorageError, settings};

const THEME: &str = "theme";
const LANGUAGE: &str = "language";
/// Under what name the operator in use is stored.
pub(crate) const ACTIVE_PROFILE: &str = "active_profile";
/// Under what name the design that was open last is stored.
pub(crate) const LAST_DESIGN: &str = "last_design";
const MUTED: &str = "muted";
const DEFAULT_LANGUAGE: &str = "en";

/// What is remembered from one run to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settings {
    /// Colours.
    pub(crate) theme: Theme,
    /// BCP 47 tag; absent until one was chosen.
    pub(crate) language: Option<String>,
    /// The operator in use.
    pub(crate) active: Option<ProfileId>,
    /// The design that was open last.
    pub(crate) last_design: Option<DesignId>,
    /// What the desktop is not told.
    pub(crate) muted: Vec<NoticeKind>,
}

impl Settings {
    /// The settings as stored; a value that makes no sense counts as absent.
    pub(crate) fn load(db: &Connection) -> Result<Self, StorageError> {
        let theme = settings::get(db, THEME)?;
        let id = |name| Ok::<_, StorageError>(settings::get(db, name)?.unwrap_or_default());
        Ok(Self {
            theme: [Theme::Light, Theme::Dark]
                .into_iter()
                .find(|known| Some(known.as_str()) == theme.as_deref())
                .unwrap_or_default(),
            language: settings::get(db, LANGUAGE)?,
            active: ProfileId::new(id(ACTIVE_PROFILE)?).ok(),
            last_design: DesignId::new(id(LAST_DESIGN)?).ok(),
            muted: muted(&id(MUTED)?),
        })
    }

    /// Stores all of them.
    pub(crate) fn store(&self, tx: &Transaction<'_>) -> Result<(), StorageError> {
        settings::set(tx, THEME, Some(self.theme.as_str()))?;
        settings::set(tx, LANGUAGE, self.language.as_deref())?;
        let active = self.active.as_ref().map(ProfileId::as_str);
        settings::set(tx, ACTIVE_PROFILE, active)?;
        let last_design = self.last_design.as_ref().map(DesignId::as_str);
        settings::set(tx, LAST_DESIGN, last_design)?;
        let muted: Vec<&str> = self.muted.iter().map(|kind| kind.as_str()).collect();
        let muted = (!muted.is_empty()).then(|| muted.join(" "));
        settings::set(tx, MUTED, muted.as_deref())
    }

    /// The settings in force under the start flags of this run.
    pub(crate) fn view(&self, flags: &Flags) -> SettingsView {
        SettingsView {
            theme: flags.theme.unwrap_or(self.theme),
            language: flags
                .locale
                .clone()
                .or_else(|| self.language.clone())
                .or_else(|| flags.system_locale.clone())
                .unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned()),
            animations: flags.animations,
            muted: self.muted.clone(),
        }
    }
}

/// The kinds in a stored list; a word that is none is passed over.
fn muted(words: &str) -> Vec<NoticeKind> {
    NoticeKind::ALL
        .into_iter()
        .filter(|kind| words.split(' ').any(|word| word == kind.as_str()))
        .collect()
}

/// Start flags that stand over the stored settings until these are changed by hand.
#[derive(Clone, Debug)]
pub(crate) struct Flags {
    /// `--theme`.
    pub(crate) theme: Option<Theme>,
    /// `--locale`.
    pub(crate) locale: Option<String>,
    /// The desktop's language: unlike a flag it stands under the stored settings.
    pub(crate) system_locale: Option<String>,
    /// Off under `--no-animations`.
    pub(crate) animations: bool,
}
