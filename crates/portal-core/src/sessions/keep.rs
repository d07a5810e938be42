//! Changing a session: on disk, in the state and in the window, one change after the other.

use chrono::{DateTime, Utc};
use model::{HistoryEntry, HistoryKind, ServiceId};

use super::Watched;
use crate::{errors::Failure, portal::Core, storage};

impl Core {
    /// Changes a session by what was seen of it: on disk, in the state, in the window.
    ///
    /// # Errors
    /// [`Failure::NotFound`] where it is not in the list any more; storage failures.
    pub(crate) async fn take_in(
        &self,
        id: &ServiceId,
        correlator: Option<String>,
        change: impl FnOnce(&Watched, DateTime<Utc>) -> (Watched, Vec<HistoryKind>),
    ) -> Result<Watched, Failure> {
        let _turn = self.session_writes.lock().await;
        let now = self.clock.now();
        let before = self.watched(id.clone()).await?;
        let (after, kinds) = change(&before, now);
        let history = entries(kinds, now, correlator.as_ref());
        // That it was asked about is not worth the disk.
        if !history.is_empty() || after.is_news_after(&before) {
            let stored = after.clone();
            self.storage
                .write(move |tx| storage::sessions::put(tx, &stored, &history))
                .await?;
        }
        let now = self.clock.now();
        self.owner
            .turn(move |state| {
                state.put_session(after.clone(), now);
                after
            })
            .await
    }

    /// The session of that identifier.
    pub(crate) async fn watched(&self, id: ServiceId) -> Result<Watched, Failure> {
        self.owner
            .try_turn(move |state| {
                let found = state.sessions.get(&id).cloned();
                found.ok_or(Failure::NotFound("session"))
            })
            .await
    }
}

/// History entries of one moment and call.
pub(crate) fn entries(
    kinds: Vec<HistoryKind>,
    at: DateTime<Utc>,
    correlator: Option<&String>,
) -> Vec<HistoryEntry> {
    kinds
        .into_iter()
        .map(|kind| HistoryEntry {
            at,
            kind,
            correlator: correlator.cloned(),
        })
        .collect()
}
