//! The client's ports onto the vault: one profile's secret and its kept token.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use model::{Authentication, ProfileId};
use operator_client::{Credential, PortFuture, SecretError, SecretSource, StoredToken, TokenStore};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::{SecretKind, Vault};
use crate::EmbeddedOperator;

/// A profile's secret or key out of the vault.
pub(crate) struct ProfileSecret {
    /// Where it is kept.
    pub(crate) vault: Vault,
    /// Whose it is.
    pub(crate) profile: ProfileId,
    /// Which of the two.
    pub(crate) authentication: Authentication,
    /// The built-in operator, which makes a new secret where the old one is gone.
    pub(crate) maker: Option<Arc<dyn EmbeddedOperator>>,
}

impl SecretSource for ProfileSecret {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async {
            let kept = self
                .vault
                .credential(&self.profile, self.authentication)
                .await?;
            match (kept, &self.maker) {
                (Some(credential), _) => Ok(credential),
                (None, None) => Err(SecretError::Absent),
                (None, Some(maker)) => {
                    let secret = maker.new_secret().await.map_err(|_| SecretError::Absent)?;
                    self.vault
                        .write(&self.profile, SecretKind::ClientSecret, &secret)
                        .await?;
                    Ok(Credential::Secret(secret))
                }
            }
        })
    }
}

/// A profile's token out of the vault. A keyring that fails only costs a new token.
pub(crate) struct ProfileTokens {
    /// Where it is kept.
    pub(crate) vault: Vault,
    /// Whose it is.
    pub(crate) profile: ProfileId,
}

/// The form of a token in its keyring item.
#[derive(Serialize, Deserialize)]
struct Item<'a> {
    #[serde(borrow)]
    token: std::borrow::Cow<'a, str>,
    scopes: Vec<String>,
    expires_at: DateTime<Utc>,
    minted_for: String,
}

impl TokenStore for ProfileTokens {
    fn load(&self) -> PortFuture<'_, Option<StoredToken>> {
        Box::pin(async {
            let read = self.vault.read(&self.profile, SecretKind::Token).await;
            let text = read.ok()??;
            let item: Item<'_> = serde_json::from_str(text.expose_secret()).ok()?;
            Some(StoredToken {
                access_token: SecretString::from(item.token.as_ref()),
                scopes: item.scopes,
                expires_at: item.expires_at,
                minted_for: item.minted_for,
            })
        })
    }

    fn save(&self, token: StoredToken) -> PortFuture<'_, ()> {
        Box::pin(async move {
            let item = Item {
                token: token.access_token.expose_secret().into(),
                scopes: token.scopes.clone(),
                expires_at: token.expires_at,
                minted_for: token.minted_for.clone(),
            };
            let Ok(text) = serde_json::to_string(&item).map(SecretString::from) else {
                return;
            };
            let written = self
                .vault
                .write(&self.profile, SecretKind::Token, &text)
                .await;
            if let Err(error) = written {
                tracing::warn!(%error, profile = %self.profile, "the token is not kept");
            }
        })
    }

    fn delete(&self) -> PortFuture<'_, ()> {
        Box::pin(async {
            let deleted = self.vault.delete(&self.profile, SecretKind::Token).await;
            if let Err(error) = deleted {
                tracing::warn!(%error, profile = %self.profile, "the kept token stays");
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secrets::MemorySecrets;

    #[tokio::test]
    async fn a_kept_token_comes_back_whole_and_goes_on_request() {
        let tokens = ProfileTokens {
            vault: Vault::new(Arc::new(MemorySecrets::default()), "folder"),
            profile: ProfileId::from_random(1),
        };
        let token = StoredToken {
            access_token: SecretString::from("a\"b"),
            scopes: vec!["one".to_owned(), "two".to_owned()],
            expires_at: "2027-01-02T03:04:05Z".parse().unwrap(),
            minted_for: "hash".to_owned(),
        };
        tokens.save(token.clone()).await;
        let back = tokens.load().await.unwrap();
        assert_eq!(back.access_token.expose_secret(), "a\"b");
        assert_eq!(back.scopes, token.scopes);
        assert_eq!(back.expires_at, token.expires_at);
        assert_eq!(back.minted_for, "hash");
        tokens.delete().await;
        assert!(tokens.load().await.is_none());
    }
}
