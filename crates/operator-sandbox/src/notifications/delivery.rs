//! The task that sends what is due, woken by the operator's clock and by what is written.

use std::{collections::HashSet, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{StreamExt as _, future::BoxFuture, stream::FuturesUnordered};
use tokio::{sync::oneshot, task::JoinHandle, time::timeout};

use super::{
    attempt::{Outcome, Poster},
    event, retry,
};
use crate::{
    SandboxState,
    storage::{
        StorageError,
        outbox::{self, Agenda, Begun, Due},
        sinks,
    },
};

/// How many are sent at the same time.
const AT_ONCE: usize = 16;
/// How long those that are being sent may take at the end.
const GRACE: Duration = Duration::from_secs(5);
/// How long to leave a database alone that failed, unless something is written to it.
const AFTER_A_FAILURE: TimeDelta = TimeDelta::minutes(1);

/// A task that sends notifications until it is stopped, or dropped. What it has not sent by
/// then is sent after the next start.
#[derive(Debug)]
pub struct Delivery {
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Delivery {
    /// Sends the notifications of an operator that is reached at `api_root`.
    #[must_use]
    pub fn start(state: SandboxState, api_root: String) -> Self {
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(deliver(state, api_root, stopped));
        Self { stop, task }
    }

    /// Lets those that are being sent end, for some seconds.
    pub async fn stop(self) {
        // An error means that it has ended.
        let _ = self.stop.send(());
        let mut task = self.task;
        if timeout(GRACE, &mut task).await.is_err() {
            task.abort();
        }
    }
}

/// An attempt under way; ends with the network it is about, unless its end could not be
/// noted: such a network is left alone, so that its sink does not get the same event in
/// quick succession.
type Attempt = BoxFuture<'static, Option<String>>;

async fn deliver(state: SandboxState, api_root: String, mut stopped: oneshot::Receiver<()>) {
    let poster = std::sync::Arc::new(Poster::new(state.notifications().longest_attempt));
    let mut under_way: FuturesUnordered<Attempt> = FuturesUnordered::new();
    let mut busy: HashSet<String> = HashSet::new();
    loop {
        let now = state.now();
        let free = AT_ONCE.saturating_sub(under_way.len());
        let next = match agenda(&state, now, AT_ONCE + busy.len()).await {
            Ok(Agenda { due, next, .. }) => {
                let due = due
                    .into_iter()
                    .filter(|due| !busy.contains(&due.service_id));
                for due in due.take(free).collect::<Vec<_>>() {
                    busy.insert(due.service_id.clone());
                    let attempt = attempt(state.clone(), poster.clone(), api_root.clone(), due);
                    under_way.push(Box::pin(attempt));
                }
                next
            }
            Err(StorageError::Closed) => break,
            Err(error) => {
                report(&error, "what is due cannot be read");
                now.checked_add_signed(AFTER_A_FAILURE)
            }
        };
        tokio::select! {
            _ = &mut stopped => break,
            () = state.storage().outbox_written() => {}
            () = until(&state, next) => {}
            Some(ended) = under_way.next() => {
                if let Some(service_id) = ended {
                    busy.remove(&service_id);
                }
            }
        }
    }
    while under_way.next().await.is_some() {}
}

/// What there is to do, after sinks whose tokens have expired are gone.
async fn agenda(
    state: &SandboxState,
    now: DateTime<Utc>,
    limit: usize,
) -> Result<Agenda, StorageError> {
    let read = move |database: &rusqlite::Transaction<'_>| outbox::agenda(database, now, limit);
    let agenda = state.storage().read(read).await?;
    if !agenda.has_expired_sinks {
        return Ok(agenda);
    }
    let dropped = state
        .storage()
        .write(move |database| sinks::drop_expired(database, now))
        .await?;
    tracing::warn!(
        sinks = dropped,
        "tokens expired: nothing more is told there"
    );
    state.storage().read(read).await
}

async fn until(state: &SandboxState, next: Option<DateTime<Utc>>) {
    match next {
        Some(moment) => state.until(moment).await,
        None => std::future::pending().await,
    }
}

async fn attempt(
    state: SandboxState,
    poster: std::sync::Arc<Poster>,
    api_root: String,
    due: Due,
) -> Option<String> {
    let service_id = due.service_id.clone();
    match send(&state, &poster, &api_root, due).await {
        Ok(()) => Some(service_id),
        Err(error) => {
            report(&error, "what became of a notification cannot be noted");
            None
        }
    }
}

async fn send(
    state: &SandboxState,
    poster: &Poster,
    api_root: &str,
    due: Due,
) -> Result<(), StorageError> {
    let begun = match due.begun.clone() {
        Some(begun) => begun,
        None => {
            let begun = Begun {
                source: event::source(api_root, &due),
                at: state.now(),
            };
            let (id, noted) = (due.id.clone(), begun.clone());
            state
                .storage()
                .write(move |database| outbox::begin(database, &id, &noted))
                .await?;
            begun
        }
    };
    let outcome = match event::body(&due, &begun.source) {
        Ok(body) => poster.post(&due.sink, &due.id, body).await,
        Err(error) => Outcome::Refused(error.to_string()),
    };
    let id = due.id.clone();
    let service_id = due.service_id.clone();
    match outcome {
        Outcome::Delivered => {
            tracing::debug!(id, service_id, "notified");
            finish(state, due).await
        }
        Outcome::Refused(why) => {
            tracing::warn!(id, service_id, why, "a notification is given up");
            finish(state, due).await
        }
        Outcome::Gone => {
            tracing::warn!(
                id,
                service_id,
                "the sink is gone: nothing more is told there"
            );
            state
                .storage()
                .write(move |database| outbox::finish_with_sink(database, &due))
                .await
        }
        Outcome::Failed(why) => {
            let next = retry::next_attempt(due.attempts.saturating_add(1), begun.at, state.now());
            let Some(next) = next else {
                tracing::warn!(id, service_id, why, "a notification is given up");
                return finish(state, due).await;
            };
            tracing::info!(id, service_id, why, %next, "a notification is put off");
            state
                .storage()
                .write(move |database| outbox::put_off(database, &due.id, next))
                .await
        }
    }
}

async fn finish(state: &SandboxState, due: Due) -> Result<(), StorageError> {
    state
        .storage()
        .write(move |database| outbox::finish(database, &due))
        .await
}

fn report(error: &StorageError, what: &str) {
    tracing::error!(error = error as &dyn std::error::Error, "{what}");
}
