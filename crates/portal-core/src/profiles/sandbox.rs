//! Command: exploring with the operator inside the app.

use std::sync::Arc;

use contract::{Empty, ProfileView};
use operator_client::{CallError, NotSent, TokenRefusal};

use super::Profile;
use crate::{activity::About, errors::Failure, portal::Core, random, secrets::SecretKind, storage};

impl Core {
    pub(crate) async fn sandbox_explore(
        self: &Arc<Self>,
        _: Empty,
    ) -> Result<ProfileView, Failure> {
        let Some(embedded) = &self.embedded else {
            return Err(Failure::NotFound("built-in operator"));
        };
        let known = self
            .owner
            .turn(|state| state.roster.built_in().map(|known| known.profile.clone()))
            .await?;
        let profile = match known {
            Some(profile) => profile,
            None => self.add_built_in().await?,
        };
        let view = self.activate(profile.id.clone()).await?;
        let link = self.link(profile.id.clone()).await?;
        let signed_in = self
            .call(
                &link,
                About::default(),
                link.operator.sign_in(&self.closing),
            )
            .await;
        match signed_in {
            Ok(_) => self.note_secret(view.id).await,
            // Its database was made anew under a keyring that remembers the old one.
            Err(CallError::NotSent(NotSent::Token(TokenRefusal::InvalidClient))) => {
                let secret = embedded.new_secret().await.map_err(Failure::Embedded)?;
                self.vault
                    .write(&profile.id, SecretKind::ClientSecret, &secret)
                    .await?;
                self.call(
                    &link,
                    About::default(),
                    link.operator.sign_in(&self.closing),
                )
                .await?;
                self.note_secret(view.id).await
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn add_built_in(&self) -> Result<Profile, Failure> {
        let profile = Profile::built_in(random::bits()?);
        let stored = profile.clone();
        self.storage
            .write(move |tx| storage::profiles::put(tx, &stored))
            .await?;
        let known = profile.clone();
        self.owner
            .turn(move |state| state.roster.put(known))
            .await?;
        Ok(profile)
    }
}
