//! Writes calls down off their own path: nothing waits for the record.

use std::{collections::HashMap, sync::Arc};

use chrono::TimeDelta;
use contract::{ActivityOperation, ActivityRow};
use model::ServiceId;
use operator_client::{CallObserver, CallRecord, Clock, Operation};
use tokio::sync::{mpsc, oneshot};

use super::About;
use crate::{
    portal::Owner,
    storage::{Storage, StorageError, activity},
};

/// How long rows are kept.
const KEPT_DAYS: i64 = 90;
/// After so many new rows the bounds are enforced again.
const PRUNE_EVERY: u32 = 500;

/// Takes calls for the record.
#[derive(Clone, Debug)]
pub(crate) struct Recorder {
    notes: mpsc::UnboundedSender<Note>,
}

#[derive(Debug)]
enum Note {
    Call {
        operator: Arc<str>,
        record: CallRecord,
        about: About,
    },
    Forget(oneshot::Sender<()>),
}

impl Recorder {
    /// Starts the task that writes. It ends when the last handle is dropped.
    pub(crate) fn start(storage: Storage, owner: Owner, clock: Arc<dyn Clock>) -> Self {
        let (notes, mut queue) = mpsc::unbounded_channel();
        let mut record = Record {
            storage,
            owner,
            clock,
            polls: HashMap::new(),
            until_prune: 0,
        };
        tokio::spawn(async move {
            while let Some(note) = queue.recv().await {
                if let Err(error) = record.take(note).await {
                    tracing::warn!(%error, "a call is not on record");
                }
            }
        });
        Self { notes }
    }

    /// An observer of the calls to the operator of that name.
    pub(crate) fn observer(&self, operator: String) -> Arc<dyn CallObserver> {
        Arc::new(Observer {
            operator: operator.into(),
            notes: self.notes.clone(),
        })
    }

    /// Writes down what is still on its way, and begins new rows for polls, so that the
    /// record can be emptied.
    pub(crate) async fn forget(&self) {
        let (done, is_done) = oneshot::channel();
        drop(self.notes.send(Note::Forget(done)));
        // Without an answer there is no task left that could write.
        is_done.await.ok();
    }
}

struct Observer {
    operator: Arc<str>,
    notes: mpsc::UnboundedSender<Note>,
}

impl CallObserver for Observer {
    fn called(&self, record: CallRecord) {
        drop(self.notes.send(Note::Call {
            operator: Arc::clone(&self.operator),
            record,
            about: About::current(),
        }));
    }
}

struct Record {
    storage: Storage,
    owner: Owner,
    clock: Arc<dyn Clock>,
    /// The row that counts this run's successful polls of a session.
    polls: HashMap<ServiceId, ActivityRow>,
    until_prune: u32,
}

impl Record {
    async fn take(&mut self, note: Note) -> Result<(), StorageError> {
        let (operator, record, about) = match note {
            Note::Call {
                operator,
                record,
                about,
            } => (operator, record, about),
            Note::Forget(done) => {
                self.polls.clear();
                done.send(()).ok();
                return Ok(());
            }
        };
        let is_success =
            record.status.is_some_and(|status| status < 300) && record.operation == Operation::Read;
        let counted = about.poll_of.clone().filter(|_| is_success);
        let row = row(&operator, record, about.subject.clone());
        let row = match counted {
            None => self.add(row, about).await?,
            Some(session) => {
                let row = match self.polls.get(&session) {
                    None => self.add(row, about).await?,
                    Some(before) => {
                        let row = ActivityRow {
                            id: before.id,
                            count: before.count.saturating_add(1),
                            ..row
                        };
                        let stored = row.clone();
                        self.storage
                            .write(move |tx| activity::replace(tx, &stored))
                            .await?;
                        row
                    }
                };
                self.polls.insert(session, row.clone());
                row
            }
        };
        self.owner
            .tell(move |state| state.outbox.activity(vec![row], Vec::new()));
        Ok(())
    }

    async fn add(
        &mut self,
        mut row: ActivityRow,
        about: About,
    ) -> Result<ActivityRow, StorageError> {
        let prune = self.until_prune == 0;
        self.until_prune = if prune {
            PRUNE_EVERY
        } else {
            self.until_prune - 1
        };
        let oldest = self.clock.now() - TimeDelta::days(KEPT_DAYS);
        self.storage
            .write(move |tx| {
                activity::add(tx, &mut row, &about)?;
                if prune {
                    activity::prune(tx, oldest, activity::MAX_ROWS)?;
                }
                Ok(row)
            })
            .await
    }
}

fn row(operator: &str, record: CallRecord, subject: Option<String>) -> ActivityRow {
    ActivityRow {
        id: 0,
        at: record.at,
        operator: operator.to_owned(),
        operation: match record.operation {
            Operation::Token => ActivityOperation::Token,
            Operation::Discovery => ActivityOperation::Discovery,
            Operation::Assess => ActivityOperation::Assess,
            Operation::Create => ActivityOperation::Create,
            Operation::Read => ActivityOperation::Read,
            Operation::Update => ActivityOperation::Update,
            Operation::Delete => ActivityOperation::Delete,
        },
        status: record.status,
        problem: record.problem,
        correlator: record.correlator,
        latency_ms: record.latency_ms,
        count: 1,
        subject,
    }
}
