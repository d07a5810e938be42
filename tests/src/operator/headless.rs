//! An app without a window, and many sessions for it: the file that it writes of one, with further networks in it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use contract::{
    AppError, Empty, ProfileForm, ProfileOptions, ProfileRequest, SecretText, SessionAttachRequest,
};
use model::{Authentication, CallLimits, FeePeriod, ServiceId};
use operator_client::Clock;
use portal_core::{KeyringMode, MemorySecrets, Portal, PortalOptions, StartOperator};
use serde_json::Value;

use super::Credentials;
use crate::{NoDialog, NoTypesetter};

/// The file that imports read.
const IMPORT: &str = "import.json";

/// Opens an app without a window and with its secrets in memory; `files` is where its exports go and `import.json` is
/// read from.
///
/// # Errors
/// If it does not open.
pub async fn open_portal(
    data_dir: PathBuf,
    clock: Arc<dyn Clock>,
    files: Option<&Path>,
) -> Result<Portal> {
    let options = PortalOptions {
        data_dir,
        keyring: KeyringMode::Memory,
        clock,
        export_dir: files.map(|files| files.join("exports")),
        import_file: files.map(|files| files.join(IMPORT)),
        theme: None,
        locale: None,
        system_locale: None,
        animations: false,
        operator: StartOperator::AsLast,
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let portal = Portal::open(
        options,
        Arc::new(MemorySecrets::default()),
        None,
        Arc::new(NoDialog),
        Arc::new(|_| ()),
        Arc::new(|_| ()),
        Arc::new(NoTypesetter),
    );
    Ok(portal.await?)
}

/// Has the app use this operator, as the first one that it has.
///
/// # Errors
/// If it is not taken.
pub async fn use_operator(
    portal: &Portal,
    operator: &Credentials,
    honours_idempotency: bool,
    limits: CallLimits,
) -> Result<()> {
    let profiles = portal.profile_list(Empty {}).await.map_err(said)?;
    let form = ProfileForm {
        id: profiles.first().map(|profile| profile.id.clone()),
        honours_idempotency,
        limits,
        ..profile_form(operator)
    };
    let id = portal.profile_save(form).await.map_err(said)?.id;
    let used = portal.profile_use(ProfileRequest { id }).await;
    used.map(|_| ()).map_err(said)
}

/// The form that a person fills in for this operator, with what most leave as it is.
#[must_use]
pub fn profile_form(operator: &Credentials) -> ProfileForm {
    ProfileForm {
        id: None,
        name: "Operator".to_owned(),
        api_root: operator.api_root.clone(),
        base_path: "/multi-point-vpn/vwip".to_owned(),
        token_endpoint: operator.token_endpoint.clone(),
        client_id: operator.client_id.clone(),
        authentication: Authentication::ClientSecret,
        key: None,
        secret: Some(SecretText::new(operator.client_secret.clone())),
        rent_period: FeePeriod::Unknown,
        keep_token: false,
        honours_idempotency: false,
        notifies: false,
        limits: CallLimits::default(),
        options: ProfileOptions::default(),
    }
}

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
        let import = folder.join(IMPORT);
        let portal = open_portal(folder.join("data"), clock, Some(folder)).await?;
        use_operator(&portal, operator, true, limits).await?;
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

pub(super) fn said(error: AppError) -> anyhow::Error {
    anyhow!("{}: {}", error.code.as_str(), error.message)
}
