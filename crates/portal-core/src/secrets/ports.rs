//! The client's ports onto the vault: one profile's secret and its kept token.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use model::{Authentication, ProfileId};
use operator_client::{Credential, PortFuture, SecretError, SecretSource, StoredToken, TokenStore};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

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
    /// Whether what the keyring has was entered for an operator elsewhere.
    pub(crate) is_memory_only: bool,
    /// The built-in operator, which makes a new secret where the old one is gone.
    pub(crate) maker: Option<Arc<dyn EmbeddedOperator>>,
    /// Cancelled before anything is stored for another version of the profile.
    pub(crate) ended: CancellationToken,
}

impl SecretSource for ProfileSecret {
    fn credential(&self) -> PortFuture<'_, Result<Credential, SecretError>> {
        Box::pin(async {
            let kept = match self.is_memory_only && !self.vault.is_memory() {
                true => None,
                false => {
                    self.vault
                        .credential(&self.profile, self.authentication)
                        .await?
                }
            };
            // What was read may be the secret of an operator elsewhere by now.
            if self.ended.is_cancelled() {
                return Err(SecretError::Absent);
            }
            match (kept, &self.maker) {
                (Some(credential), _) => Ok(credential),
                (None, None) => Err(SecretError::Absent),
                (None, Some(maker)) => {
                    let secret = maker.new_secret().await.map_err(|_| SecretError::Absent)?;
                    self.vault
                        .write(&self.profile, SecretKind::ClientSecret, &secret)
                        .await?;
                    if self.ended.is_cancelled() {
                        self.vault
                            .delete(&self.profile, SecretKind::ClientSecret)
                            .await?;
                        return Err(SecretError::Absent);
                    }
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
    /// Cancelled before the token of another version of the profile is kept.
    pub(crate) ended: CancellationToken,
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
            if self.ended.is_cancelled() {
                return;
            }
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
            // It may have been written after what was kept had been removed.
            if self.ended.is_cancelled() {
                self.remove().await;
            }
        })
    }

    fn delete(&self) -> PortFuture<'_, ()> {
        Box::pin(async {
            if !self.ended.is_cancelled() {
                self.remove().await;
            }
        })
    }
}

impl ProfileTokens {
    async fn remove(&self) {
        let deleted = self.vault.delete(&self.profile, SecretKind::Token).await;
        if let Err(error) = deleted {
            tracing::warn!(%error, profile = %self.profile, "the kept token stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use secrecy::SecretSlice;

    use super::*;
    use crate::secrets::{KeyringError, MemorySecrets, SecretStore};

    fn token() -> StoredToken {
        StoredToken {
            access_token: SecretString::from("a\"b"),
            scopes: vec!["one".to_owned(), "two".to_owned()],
            expires_at: "2027-01-02T03:04:05Z".parse().unwrap(),
            minted_for: "hash".to_owned(),
        }
    }

    /// A keyring that ends the connection while an item is being written or read.
    struct Overtaken(MemorySecrets, CancellationToken);

    impl SecretStore for Overtaken {
        fn get(&self, account: &str) -> Result<Option<SecretSlice<u8>>, KeyringError> {
            self.1.cancel();
            self.0.get(account)
        }
        fn set(&self, account: &str, content: &SecretSlice<u8>) -> Result<(), KeyringError> {
            self.1.cancel();
            self.0.set(account, content)
        }
        fn delete(&self, account: &str) -> Result<(), KeyringError> {
            self.0.delete(account)
        }
    }

    #[tokio::test]
    async fn what_is_stored_for_another_version_is_neither_given_out_nor_overwritten() {
        let ended = CancellationToken::new();
        let keyring = Arc::new(Overtaken(MemorySecrets::default(), ended.clone()));
        let vault = Vault::new(Arc::clone(&keyring) as Arc<_>, "folder");
        let profile = ProfileId::from_random(1);
        let tokens = ProfileTokens {
            vault: vault.clone(),
            profile: profile.clone(),
            ended: ended.clone(),
        };
        tokens.save(token()).await;
        assert!(keyring.0.accounts().is_empty(), "overtaken half-way");
        tokens.save(token()).await;
        assert!(keyring.0.accounts().is_empty(), "it had ended before");

        let of_another = SecretString::from("of another");
        vault
            .write(&profile, SecretKind::ClientSecret, &of_another)
            .await
            .unwrap();
        let secret = ProfileSecret {
            vault,
            profile,
            authentication: Authentication::ClientSecret,
            is_memory_only: false,
            maker: None,
            ended: CancellationToken::new(),
        };
        assert!(secret.credential().await.is_ok(), "it is there");
        let overtaken = ProfileSecret { ended, ..secret };
        let refused = overtaken.credential().await.unwrap_err();
        assert_eq!(refused, SecretError::Absent);
    }

    #[tokio::test]
    async fn a_kept_token_comes_back_whole_and_goes_on_request() {
        let tokens = ProfileTokens {
            vault: Vault::new(Arc::new(MemorySecrets::default()), "folder"),
            profile: ProfileId::from_random(1),
            ended: CancellationToken::new(),
        };
        let token = token();
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
