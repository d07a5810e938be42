//! What a profile proves with who it is, in the form the vault keeps it in.

use model::{Authentication, ProfileId};
use operator_client::{Credential, SigningKey};

use super::{KeyringError, Replaced, SecretKind, Vault};

impl SecretKind {
    /// What is kept for that method.
    pub(crate) const fn of(authentication: Authentication) -> Self {
        match authentication {
            Authentication::PrivateKeyJwt => Self::PrivateKey,
            Authentication::ClientSecret => Self::ClientSecret,
        }
    }
}

impl Vault {
    /// Puts a secret or key in the place of what the profile had of its kind, until it is clear
    /// that the rest of the change could be stored as well.
    pub(crate) async fn keep(
        &self,
        profile: &ProfileId,
        credential: &Credential,
    ) -> Result<Replaced, KeyringError> {
        match credential {
            Credential::Secret(secret) => {
                self.replace(profile, SecretKind::ClientSecret, secret)
                    .await
            }
            Credential::Key(key) => match key.to_secret() {
                Ok(text) => self.replace(profile, SecretKind::PrivateKey, &text).await,
                // A key that was just made or read can be written.
                Err(_) => Err(KeyringError::Missing),
            },
        }
    }

    /// The profile's secret or key; `None` where there is none, or one that is damaged.
    pub(crate) async fn credential(
        &self,
        profile: &ProfileId,
        authentication: Authentication,
    ) -> Result<Option<Credential>, KeyringError> {
        let kept = self.read(profile, SecretKind::of(authentication)).await?;
        Ok(kept.and_then(|text| match authentication {
            Authentication::ClientSecret => Some(Credential::Secret(text)),
            Authentication::PrivateKeyJwt => {
                SigningKey::from_secret(&text).ok().map(Credential::Key)
            }
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use model::SigningAlgorithm;

    use super::*;
    use crate::secrets::MemorySecrets;

    #[tokio::test]
    async fn a_key_longer_than_an_item_comes_back_and_leaves_nothing() {
        let keyring = Arc::new(MemorySecrets::default());
        let vault = Vault::new(Arc::clone(&keyring) as Arc<_>, "folder");
        let profile = ProfileId::from_random(1);
        let key = SigningKey::generate(SigningAlgorithm::Rs256).unwrap();
        vault
            .keep(&profile, &Credential::Key(key.clone()))
            .await
            .unwrap();
        let back = vault
            .credential(&profile, Authentication::PrivateKeyJwt)
            .await
            .unwrap();
        let Some(Credential::Key(back)) = back else {
            panic!("no key came back");
        };
        assert_eq!(back.public_jwk(), key.public_jwk());
        let secret = vault.credential(&profile, Authentication::ClientSecret);
        assert!(secret.await.unwrap().is_none());
        vault.forget(&profile).await.unwrap();
        assert!(keyring.accounts().is_empty());
    }
}
