//! Private keys that were made or imported for an open form, held until it is saved.

use contract::{Empty, KeyMakeRequest, KeyTicket, NewKeyView, PublicKeyView};
use operator_client::SigningKey;
use tokio::task::spawn_blocking;

use crate::{errors::Failure, portal::Core, random};

/// Most keys held at a time; the oldest gives way.
const MOST: usize = 8;
/// Longest key file, in bytes.
const LONGEST_FILE: u64 = 64 * 1024;

/// Keys of open forms. They are in memory only.
#[derive(Default)]
pub(crate) struct NewKeys(Vec<(KeyTicket, SigningKey)>);

impl NewKeys {
    /// The key of that ticket.
    pub(super) fn get(&self, ticket: &KeyTicket) -> Option<SigningKey> {
        let found = self.0.iter().find(|(known, _)| known == ticket);
        found.map(|(_, key)| key.clone())
    }

    fn put(&mut self, ticket: KeyTicket, key: SigningKey) {
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push((ticket, key));
    }

    /// Forgets the key of that ticket, which is in the keyring.
    pub(super) fn remove(&mut self, ticket: &KeyTicket) {
        self.0.retain(|(known, _)| known != ticket);
    }
}

/// The public half of a key.
pub(super) fn public(key: &SigningKey) -> PublicKeyView {
    PublicKeyView {
        algorithm: key.algorithm(),
        key_id: key.key_id().to_owned(),
        jwk: key.public_jwk(),
    }
}

impl Core {
    pub(crate) async fn profile_key_make(
        &self,
        request: KeyMakeRequest,
    ) -> Result<NewKeyView, Failure> {
        let made = spawn_blocking(move || SigningKey::generate(request.algorithm))
            .await
            .map_err(|_| Failure::Internal("making the key was interrupted"))?;
        self.hold_key(made.map_err(|error| Failure::Input(format!("Key: {error}.")))?)
            .await
    }

    pub(crate) async fn profile_key_import(&self, _: Empty) -> Result<Option<NewKeyView>, Failure> {
        let Some(file) = self
            .chosen_file(&["pem", "key", "jwk", "json"], LONGEST_FILE)
            .await?
        else {
            return Ok(None);
        };
        let key =
            SigningKey::import(&file).map_err(|error| Failure::Input(format!("Key: {error}.")))?;
        self.hold_key(key).await.map(Some)
    }

    async fn hold_key(&self, key: SigningKey) -> Result<NewKeyView, Failure> {
        let view = NewKeyView {
            ticket: KeyTicket(format!("{:032x}", random::bits()?)),
            public_key: public(&key),
        };
        let ticket = view.ticket.clone();
        self.owner
            .turn(move |state| state.new_keys.put(ticket, key))
            .await?;
        Ok(view)
    }

    /// The key that a form names.
    ///
    /// # Errors
    /// [`Failure::Input`] where it is held no more.
    pub(super) async fn new_key(
        &self,
        ticket: Option<KeyTicket>,
    ) -> Result<Option<SigningKey>, Failure> {
        let Some(ticket) = ticket else {
            return Ok(None);
        };
        let key = self.owner.turn(move |state| state.new_keys.get(&ticket));
        match key.await? {
            Some(key) => Ok(Some(key)),
            None => Err(Failure::Input(
                "Key: it is gone. Make or import it again.".to_owned(),
            )),
        }
    }
}
