//! The sinks of clients, for whoever looks after the operator.

use camara::request::SinkCredential;
use chrono::{DateTime, Utc};

use super::{InvalidSink, Sink};
use crate::{
    SandboxState,
    storage::{StorageError, outbox, sinks},
};

/// Why a sink is not registered.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// It cannot be posted to.
    #[error(transparent)]
    Invalid(#[from] InvalidSink),
    /// There is no such client.
    #[error("there is no such client")]
    UnknownClient,
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// A notification that its sink does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undelivered {
    /// Its `id`, the same at each attempt.
    pub id: String,
    /// The network it is about.
    pub service_id: String,
    /// The state it tells.
    pub status: String,
    /// Why, where the network is of no use any more.
    pub status_info: Option<String>,
    /// When that happened.
    pub happened_at: DateTime<Utc>,
    /// How often it was sent in vain.
    pub attempts: u32,
    /// When it is sent next, unless an earlier one of the same network is still to be sent.
    pub next_attempt_at: DateTime<Utc>,
}

impl SandboxState {
    /// Has a client told of all its networks at `url`, in place of where it was told before;
    /// what is still to be told goes there as well. Networks whose order names a sink of its
    /// own are told there. The registration ends with the credential's token.
    ///
    /// # Errors
    /// [`RegisterError`].
    pub async fn register_sink(
        &self,
        client_id: &str,
        url: &str,
        credential: Option<&SinkCredential>,
    ) -> Result<(), RegisterError> {
        let now = self.now();
        let sink = Sink::read(url, credential, now)?;
        let id = client_id.to_owned();
        let registered = self
            .storage()
            .write(move |database| sinks::register(database, &id, &sink, now))
            .await?;
        registered.then_some(()).ok_or(RegisterError::UnknownClient)
    }

    /// Ends that a client is told of its networks, and says whether it was. What is still to
    /// be told is dropped.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn remove_sink(&self, client_id: &str) -> Result<bool, StorageError> {
        let id = client_id.to_owned();
        self.storage()
            .write(move |database| sinks::remove(database, &id))
            .await
    }

    /// The URL that a client is told at.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn sink_of(&self, client_id: &str) -> Result<Option<String>, StorageError> {
        let id = client_id.to_owned();
        self.storage()
            .read(move |database| sinks::url_of(database, &id))
            .await
    }

    /// What a client's sinks do not have although it has happened, oldest first.
    ///
    /// # Errors
    /// [`StorageError`].
    pub async fn undelivered(&self, client_id: &str) -> Result<Vec<Undelivered>, StorageError> {
        let now = self.now();
        let id = client_id.to_owned();
        self.storage()
            .read(move |database| outbox::undelivered(database, &id, now))
            .await
    }
}
