//! An app without a window, and many sessions for it: the file that it writes of one, with further networks in it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use contract::{AppError, Empty, ProfileForm, ProfileRequest, SecretText, SessionAttachRequest};
use model::{CallLimits, FeePeriod, ServiceId};
use operator_client::Clock;
use portal_core::{KeyringMode, MemorySecrets, Portal, PortalOptions, StartOperator};
use serde_json::Value;

use super::Credentials;
use crate::NoDialog;

/// An app without a window that has one operator.
#[derive(Debug)]
pub struct Headless {
    portal: Portal,
    import: PathBuf,
}

impl Headless {
    /// Opens one with its data below `folder`.
    ///
    /// # Errors
    /// If it does not open, or does not take the operator.
    pub async fn open(
        folder: &Path,
        operator: &Credentials,
        limits: CallLimits,
        clock: Arc<dyn Clock>,
    ) -> Result<Self> {
        let import = folder.join("import.json");
        let options = PortalOptions {
            data_dir: folder.join("data"),
            keyring: KeyringMode::Memory,
            clock,
            export_dir: Some(folder.join("exports")),
            import_file: Some(import.clone()),
            theme: None,
            locale: None,
            animations: false,
            operator: StartOperator::AsLast,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let keyring = Arc::new(MemorySecrets::default());
        let portal = Portal::open(
            options,
            keyring,
            None,
            Arc::new(NoDialog),
            Arc::new(|_| ()),
            Arc::new(|_| ()),
        )
        .await?;
        let form = ProfileForm {
            id: None,
            name: "Operator".to_owned(),
            api_root: operator.api_root.clone(),
            base_path: "/multi-point-vpn/vwip".to_owned(),
            token_endpoint: operator.token_endpoint.clone(),
            client_id: operator.client_id.clone(),
            secret: Some(SecretText::new(operator.client_secret.clone())),
            rent_period: FeePeriod::Unknown,
            keep_token: false,
            honours_idempotency: true,
            notifies: false,
            limits,
        };
        let id = portal.profile_save(form).await.map_err(said)?.id;
        portal
            .profile_use(ProfileRequest { id })
            .await
            .map_err(said)?;
        Ok(Self { portal, import })
    }

    /// The app itself.
    #[must_use]
    pub const fn portal(&self) -> &Portal {
        &self.portal
    }

    /// The file its imports read.
    #[must_use]
    pub fn import_file(&self) -> &Path {
        &self.import
    }

    /// Writes an inventory of all these networks into [`Self::import_file`]: the first is attached for it, the others
    /// are written as if they were like it.
    ///
    /// # Errors
    /// If the first cannot be attached.
    pub async fn write_inventory(&self, ids: &[String]) -> Result<()> {
        let first = ids.first().context("no network was made")?;
        let request = SessionAttachRequest {
            profile: None,
            id: ServiceId::new(first.as_str())?,
            name: String::new(),
        };
        self.portal.session_attach(request).await.map_err(said)?;
        let written = self.portal.session_export(Empty {}).await.map_err(said)?;
        let written = written.path.context("nothing was written")?;
        let mut inventory: Value = serde_json::from_slice(&std::fs::read(written)?)?;
        let sessions = inventory["sessions"].as_array_mut().context("no list")?;
        let sample = sessions.first().cloned().context("no session")?;
        sessions.extend(ids[1..].iter().map(|id| {
            let mut record = sample.clone();
            record["watched"]["session"]["service_id"] = Value::from(id.as_str());
            record
        }));
        Ok(std::fs::write(
            &self.import,
            serde_json::to_vec(&inventory)?,
        )?)
    }

    /// Takes all of them in, as [`Self::write_inventory`] has written them.
    ///
    /// # Errors
    /// If one of them is not new.
    pub async fn import(&self, new: usize) -> Result<()> {
        let view = self.portal.session_import(Empty {}).await.map_err(said)?;
        ensure!(view.added as usize == new, "{view:?}");
        Ok(())
    }
}

fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}
