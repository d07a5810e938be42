//! Registering clients, and taking a registration back.

use super::{Authentication, Client, ClientId, SecretHash};
use crate::{
    SandboxState,
    random::{self, NoRandomness},
    storage::{StorageError, clients},
};

/// Why a client is not registered.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The operator's own client is not registered by others.
    #[error("{0} is the operator's own client: choose another client id")]
    Own(ClientId),
    /// The database refused.
    #[error("cannot use the database: {0}")]
    Storage(#[from] StorageError),
    /// The system has no random numbers for a secret.
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

impl SandboxState {
    /// Registers a client, or replaces the registration of this identifier; its networks and
    /// tokens stay. A client that authenticates by a secret of which no hash is given gets a
    /// new one, which is answered and known to nobody else.
    ///
    /// # Errors
    /// [`ClientError`]; nothing is changed then.
    pub async fn register_client(&self, mut client: Client) -> Result<Option<String>, ClientError> {
        let mut made = None;
        if let Authentication::Secret { hash, .. } = &mut client.authentication
            && hash.is_none()
        {
            let secret = random::secret()?;
            *hash = Some(SecretHash::of(&secret));
            made = Some(secret);
        }
        let id = client.id.clone();
        let register =
            move |database: &rusqlite::Transaction<'_>| clients::register(database, &client);
        if self.storage().write(register).await? {
            Ok(made)
        } else {
            Err(ClientError::Own(id))
        }
    }

    /// Removes a client's registration and ends its tokens. Its networks stay, and are its own
    /// again should it be registered anew. `false` where there is no such client, or it is the
    /// operator's own.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn remove_client(&self, id: &str) -> Result<bool, StorageError> {
        let removed = id.to_owned();
        let remove =
            move |database: &rusqlite::Transaction<'_>| clients::remove(database, &removed);
        let is_removed = self.storage().write(remove).await?;
        if is_removed {
            self.revoke_tokens(id).await?;
        }
        Ok(is_removed)
    }

    /// The client of this identifier; `None` where there is none.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn client(&self, id: &str) -> Result<Option<Client>, StorageError> {
        let id = id.to_owned();
        self.storage()
            .read(move |database| clients::find(database, &id))
            .await
    }

    /// Every client, the operator's own first.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn clients(&self) -> Result<Vec<Client>, StorageError> {
        self.storage().read(clients::all).await
    }
}
