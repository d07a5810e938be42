//! What the keyring of a world holds, read past the app from the Secret Service itself.

use std::collections::HashMap;

use anyhow::{Context as _, Result, ensure};
use secret_service::{EncryptionType, SecretService};
use serde_json::Value;
use zbus::zvariant::{OwnedObjectPath, OwnedValue};

use crate::World;

/// What opens the keyring of every world. With an empty one it has no collection to store into.
pub const KEYRING_PASSWORD: &str = "test";

/// An item of the keyring.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyringItem {
    /// The service it stands under.
    pub service: String,
    /// Its account: data folder, profile and kind.
    pub account: String,
    /// What it keeps.
    pub secret: String,
}

impl std::fmt::Debug for KeyringItem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.service, self.account)
    }
}

impl World {
    /// Every item of the world's keyring, by account.
    ///
    /// # Errors
    /// If the world has no keyring, or a locked one.
    pub async fn keyring_items(&self) -> Result<Vec<KeyringItem>> {
        let keyring = self.secret_service().await?;
        let mut items = Vec::new();
        for item in keyring.search_items(HashMap::new()).await?.unlocked {
            let mut attributes = item.get_attributes().await?;
            items.push(KeyringItem {
                service: attributes.remove("service").unwrap_or_default(),
                account: attributes.remove("username").unwrap_or_default(),
                secret: String::from_utf8_lossy(&item.get_secret().await?).into_owned(),
            });
        }
        items.sort_by(|a, b| a.account.cmp(&b.account));
        Ok(items)
    }

    /// Locks the keyring. Nothing in the world asks for its password.
    ///
    /// # Errors
    /// If it does not lock.
    pub async fn lock_keyring(&self) -> Result<()> {
        let keyring = self.secret_service().await?;
        let collection = keyring.get_default_collection().await?;
        collection.lock().await.context("locking the keyring")
    }

    /// Unlocks the keyring as another program of the desktop would, without a question.
    ///
    /// # Errors
    /// If it does not unlock.
    pub async fn unlock_keyring(&self) -> Result<()> {
        let bus = self.bus().await?;
        let service = zbus::Proxy::new(
            &bus,
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.freedesktop.Secret.Service",
        )
        .await?;
        let collection: OwnedObjectPath = service.call("ReadAlias", &("default",)).await?;
        let nothing = zbus::zvariant::Value::from("");
        let (_, session): (OwnedValue, OwnedObjectPath) =
            service.call("OpenSession", &("plain", nothing)).await?;
        // The interface by which the desktop's login opens it.
        let login = zbus::Proxy::new(
            &bus,
            "org.freedesktop.secrets",
            "/org/freedesktop/secrets",
            "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
        )
        .await?;
        let password = (
            session,
            Vec::<u8>::new(),
            KEYRING_PASSWORD.as_bytes(),
            "text/plain",
        );
        login
            .call::<_, _, ()>("UnlockWithMasterPassword", &(collection, password))
            .await
            .context("unlocking the keyring")
    }

    /// The one item of the keyring whose account ends with `kind`, once it is there.
    ///
    /// # Errors
    /// If it is not there in time.
    pub async fn keyring_item(&self, kind: &str) -> Result<KeyringItem> {
        let ending = format!("/{kind}");
        self.window()
            .until(&format!("an item {kind} in the keyring"), async || {
                let items = self.keyring_items().await?;
                Ok(items
                    .into_iter()
                    .find(|item| item.account.ends_with(&ending)))
            })
            .await
    }

    /// The token that the keyring keeps beside what it was made for: the longest text in its item under a name that
    /// speaks of a token.
    ///
    /// # Errors
    /// If there is none, or one too short to look for.
    pub async fn keyring_token(&self) -> Result<String> {
        let item = self.keyring_item("token").await?.secret;
        let item: Value = serde_json::from_str(&item).context("the token's item is JSON")?;
        let fields = item.as_object().context("the token's item has fields")?;
        let token = fields
            .iter()
            .filter(|(name, _)| name.contains("token") && !name.contains("type"))
            .filter_map(|(_, value)| value.as_str())
            .max_by_key(|text| text.len())
            .context("no field of the token's item is named token")?;
        ensure!(token.len() >= 16, "the token is too short to look for");
        Ok(token.to_owned())
    }

    async fn secret_service(&self) -> Result<SecretService<'static>> {
        let bus = self.bus().await?;
        SecretService::connect_with_existing(EncryptionType::Plain, bus)
            .await
            .context("asking the Secret Service")
    }

    async fn bus(&self) -> Result<zbus::Connection> {
        zbus::connection::Builder::address(self.bus_address())?
            .build()
            .await
            .context("connecting to the world's bus")
    }
}
