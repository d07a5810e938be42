//! The app as a whole: opening its window, settings, keyring, forgetting everything.

use std::sync::Arc;

use contract::{
    AppView, DesignView, Empty, KeyringChoice, KeyringRequest, KeyringView, SettingsRequest,
    SettingsView,
};
use model::{Design, DesignId};
use quote_document::Language;
use tokio_util::sync::CancellationToken;

use super::{Core, open::FOLDER_ID};
use crate::{
    errors::Failure,
    random,
    storage::{self, designs, schema, settings},
};

/// What the first design is called until the person names it.
const fn first_design(language: Language) -> &'static str {
    match language {
        Language::English => "New network",
        Language::German => "Neues Netz",
    }
}

impl Core {
    pub(crate) async fn app_open(self: &Arc<Self>, _: Empty) -> Result<AppView, Failure> {
        let view = self.owner.turn(|state| state.app_view()).await?;
        // Off the start path: the operator inside the app may need a moment.
        self.warm_up();
        if view.last_design.is_some() {
            return Ok(view);
        }
        let language = Language::of_tag(&view.settings.language).unwrap_or_default();
        let first = DesignView {
            design: Design::empty(
                DesignId::from_random(random::bits()?),
                first_design(language),
            ),
            revision: 0,
        };
        let now = self.clock.now();
        let id = self
            .storage
            .write(move |tx| {
                // The window may be loaded twice before the first design is there.
                if let Some(newest) = designs::list(tx)?.into_iter().next() {
                    return Ok::<_, Failure>(newest.id);
                }
                designs::put(tx, &first, now)?;
                Ok(first.design.id)
            })
            .await?;
        self.remember_design(id).await?;
        self.owner.turn(|state| state.app_view()).await
    }

    pub(crate) async fn app_forget(&self, _: Empty) -> Result<Empty, Failure> {
        // What is asked would bring something back with its answer. Nobody waits for its end, as secrets are to go too.
        self.owner
            .turn(|state| state.running.values().for_each(CancellationToken::cancel))
            .await?;
        let _turn = self.profile_writes.lock().await;
        let profiles = self.owner.turn(|state| state.roster.ids()).await?;
        self.retired(profiles.clone(), async {
            for profile in &profiles {
                self.vault.forget(profile).await?;
            }
            self.recorder.forget().await;
            self.forget_receiver().await;
            let folder_id = self.folder_id.clone();
            self.storage
                .write(move |tx| {
                    schema::empty(tx)?;
                    settings::set(tx, FOLDER_ID, Some(&folder_id))
                })
                .await?;
            Ok(())
        })
        .await?;
        self.owner.turn(|state| state.reset()).await?;
        if let Some(embedded) = &self.embedded {
            embedded.forget().await;
        }
        // The write-ahead log still holds what was deleted. Last, as another program that reads may keep it from that.
        self.storage.empty_log().await?;
        Ok(Empty {})
    }

    /// The language of what the core itself says to people: that of the interface, where it has words in it.
    pub(crate) async fn language(&self) -> Result<Language, Failure> {
        let settings = self
            .owner
            .turn(|state| state.settings.view(&state.frame.flags))
            .await?;
        Ok(Language::of_tag(&settings.language).unwrap_or_default())
    }

    pub(crate) async fn settings_change(
        &self,
        request: SettingsRequest,
    ) -> Result<SettingsView, Failure> {
        if let Some(language) = &request.language {
            check_language(language)?;
        }
        let mut settings = self.owner.turn(|state| state.settings.clone()).await?;
        settings.theme = request.theme.unwrap_or(settings.theme);
        settings.language = request.language.clone().or(settings.language);
        if let Some(notice) = request.notice {
            settings.muted.retain(|kind| *kind != notice.kind);
            if !notice.is_on {
                settings.muted.push(notice.kind);
            }
        }
        let changed = settings.clone();
        self.storage
            .write(move |tx| {
                let stored = super::Settings::load(tx)?;
                let merged = super::Settings {
                    theme: changed.theme,
                    language: changed.language,
                    muted: changed.muted,
                    ..stored
                };
                merged.store(tx)
            })
            .await?;
        self.owner
            .turn(move |state| {
                if request.theme.is_some() {
                    state.frame.flags.theme = None;
                }
                if request.language.is_some() {
                    state.frame.flags.locale = None;
                }
                state.settings.theme = settings.theme;
                state.settings.language = settings.language;
                state.settings.muted = settings.muted;
                state.announce_app();
                state.settings.view(&state.frame.flags)
            })
            .await
    }

    pub(crate) async fn keyring_use(
        self: &Arc<Self>,
        request: KeyringRequest,
    ) -> Result<KeyringView, Failure> {
        let choice = request.choice;
        match choice {
            KeyringChoice::Retry => self.vault.retry().await,
            KeyringChoice::Memory => self.vault.use_memory(),
        }
        self.secrets_are_back(choice == KeyringChoice::Memory)
            .await?;
        Ok(self.vault.state())
    }

    /// Lets every operator be spoken to again: its secret may be there after all. In memory,
    /// `are_new`, those of the keyring are not.
    ///
    /// # Errors
    /// [`Failure::Internal`] where the app is closing.
    pub(crate) async fn secrets_are_back(self: &Arc<Self>, are_new: bool) -> Result<(), Failure> {
        self.owner
            .turn(move |state| {
                if are_new {
                    state.roster.secrets_are_gone();
                }
                state.roster.try_again();
                let changed = state.roster.views();
                state.outbox.profiles(changed, Vec::new());
                state.announce_app();
            })
            .await?;
        self.poll_now.notify_one();
        self.look_again();
        Ok(())
    }

    /// Remembers which design to open at the next start.
    pub(crate) async fn remember_design(&self, id: DesignId) -> Result<(), Failure> {
        let stored = id.clone();
        self.storage
            .write(move |tx| storage::settings::set(tx, super::LAST_DESIGN, Some(stored.as_str())))
            .await?;
        self.owner
            .turn(move |state| {
                if state.settings.last_design.as_ref() != Some(&id) {
                    state.settings.last_design = Some(id);
                    state.announce_app();
                }
            })
            .await
    }
}

fn check_language(language: &str) -> Result<(), Failure> {
    let is_tag = (2..=35).contains(&language.len())
        && language
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_tag {
        Ok(())
    } else {
        Err(Failure::Input("Language: not a language tag.".to_owned()))
    }
}
