//! Commands: looking through the diagnostics, and saving what was looked through.

use std::path::Path;

use contract::{ActivityRequest, DiagnosticsView, Empty, ExportView, KeyringView};
use secrecy::{ExposeSecret, SecretString};
use tokio::task::spawn_blocking;

use super::{
    log,
    redact::Redaction,
    report::{Facts, report},
};
use crate::{errors::Failure, portal::Core, secrets::SecretKind, storage};

/// Most calls that are told.
const MOST_CALLS: u32 = 300;
/// What the file is called where the person gives it no other name.
const FILE_NAME: &str = "multipoint-portal-diagnostics.txt";

impl Core {
    pub(crate) async fn diagnostics_preview(&self, _: Empty) -> Result<DiagnosticsView, Failure> {
        let text = self.diagnostics().await?;
        let shown = text.clone();
        self.owner
            .turn(move |state| state.diagnostics = Some(shown))
            .await?;
        Ok(DiagnosticsView { text })
    }

    /// Saves what was shown last, to the letter; what is there at this moment where nothing was.
    pub(crate) async fn diagnostics_save(&self, _: Empty) -> Result<ExportView, Failure> {
        let shown = self.owner.turn(|state| state.diagnostics.clone()).await?;
        let text = match shown {
            Some(text) => text,
            None => self.diagnostics().await?,
        };
        self.export(FILE_NAME.to_owned(), text.into_bytes()).await
    }

    async fn diagnostics(&self) -> Result<String, Failure> {
        let request = ActivityRequest {
            before: None,
            limit: MOST_CALLS,
        };
        let (calls, database) = self
            .storage
            .read(move |db| {
                let calls = storage::activity::page(db, &request)?;
                let version = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
                Ok((calls, version))
            })
            .await?;
        let now = self.clock.now();
        let (app, profiles, sessions, open) = self
            .owner
            .turn(|state| {
                let sessions = state.sessions.views();
                let states = sessions.iter().map(|session| session.state).collect();
                let open = state.open_orders.all().len() + state.order_groups.len();
                (state.app_view(), state.roster.views(), states, open)
            })
            .await?;
        let folder = app.data_dir.clone();
        let log = spawn_blocking(move || log::last(Path::new(&folder)))
            .await
            .map_err(|_| Failure::Internal("reading the log was interrupted"))?;
        let redaction = Redaction::new(self.known_secrets(app.keyring).await);
        Ok(redaction.of(&report(&Facts {
            now,
            app,
            database,
            profiles,
            sessions,
            open_orders: open,
            calls,
            log,
        })))
    }

    /// The secrets that can be had without a prompt, to be blanked out wherever they stand.
    async fn known_secrets(&self, keyring: KeyringView) -> Vec<SecretString> {
        if !matches!(keyring, KeyringView::Ready | KeyringView::Memory) {
            return Vec::new();
        }
        let Ok(ids) = self.owner.turn(|state| state.roster.ids()).await else {
            return Vec::new();
        };
        let mut secrets = Vec::new();
        for id in ids {
            for kind in SecretKind::ALL {
                if let Ok(Some(secret)) = self.vault.read(&id, kind).await {
                    secrets.extend(parts(&secret));
                }
            }
        }
        secrets
    }
}

/// A secret, and each text within one that is JSON, as a kept token is.
fn parts(secret: &SecretString) -> Vec<SecretString> {
    let mut parts = vec![secret.clone()];
    if let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(secret.expose_secret()) {
        let texts = fields.into_iter().filter(|(name, _)| {
            name.contains("token") || matches!(name.as_str(), "d" | "k" | "pkcs8")
        });
        parts.extend(texts.filter_map(|(_, value)| value.as_str().map(SecretString::from)));
    }
    parts
}
