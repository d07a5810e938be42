//! The operator's database: SQLite on a thread of its own, so that no request handler blocks.

pub(crate) mod alone;
pub(crate) mod assertions;
pub(crate) mod clients;
pub(crate) mod clock_anchor;
pub(crate) mod holdings;
pub(crate) mod idempotency;
mod migrations;
pub(crate) mod networks;
pub(crate) mod outbox;
pub(crate) mod sinks;
pub(crate) mod tokens;

use std::{
    fs::{File, OpenOptions},
    io,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use alone::Alone;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use tokio::sync::{Notify, oneshot};

/// Pages kept in memory at most, so that an identifier is found among 100,000 without the file.
const CACHE_KIB: i64 = 16 * 1024;

/// How long to wait for another program that holds the database.
const BUSY: Duration = Duration::from_secs(5);

/// How soon it is noticed at the latest that another program wrote to the file, such as one that removes a client.
const NOTICE: Duration = Duration::from_secs(1);

/// Where the orders are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Database {
    /// In a file, made where there is none.
    File(PathBuf),
    /// In memory, gone when the operator ends.
    Memory,
}

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite refused.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// It was written by a newer version of this program.
    #[error(
        "the database has schema version {found} and this program knows {known}: \
         use the version that wrote it, or another file"
    )]
    Newer {
        /// The file's schema version.
        found: i64,
        /// The newest one known here.
        known: i64,
    },
    /// It is no database of this program.
    #[error("it is another program's database: use another file")]
    Foreign,
    /// Another operator serves it.
    #[error("another operator serves it: end that one, or use another file")]
    Served,
    /// The file beside it that says who serves it cannot be used.
    #[error("cannot use {path}: {source}")]
    Lock {
        /// That file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The thread that owns the database could not be started, or has ended.
    #[error("the database is closed")]
    Closed,
}

/// A handle to the database. Work is done in the order it is asked for, each piece in a
/// transaction of its own; an answered write is on the disk (`synchronous=FULL`).
#[derive(Debug)]
pub(crate) struct Storage {
    jobs: Mutex<Option<mpsc::Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    outbox_written: Arc<Notify>,
    tokens: Arc<tokens::Mirror>,
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

impl Storage {
    /// Opens the database, brings its schema up to date, and begins with `prepare`. The right to
    /// serve it, where there is one, is kept until it is closed.
    pub(crate) fn open<T>(
        database: &Database,
        alone: Option<Alone>,
        prepare: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<(Self, T), StorageError> {
        let mut connection = connect(database)?;
        migrations::apply(&mut connection)?;
        let prepared = transact(&mut connection, TransactionBehavior::Immediate, prepare)?;
        let is_outbox_written = watch_outbox(&mut connection)?;
        let outbox_written = Arc::new(Notify::new());
        let written = Arc::clone(&outbox_written);
        let tokens = Arc::new(tokens::Mirror::of(&connection)?);
        let mirrored = Arc::clone(&tokens);
        let notice = match database {
            Database::File(_) => NOTICE,
            Database::Memory => Duration::MAX,
        };
        let (jobs, asked) = mpsc::channel::<Job>();
        let thread = thread::Builder::new()
            .name("sandbox database".to_owned())
            .spawn(move || {
                let _alone = alone;
                let mut others = Others::of(&connection);
                loop {
                    match asked.recv_timeout(notice) {
                        Ok(job) => job(&mut connection),
                        Err(RecvTimeoutError::Timeout) => {}
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                    // Only now, when it can be read.
                    if is_outbox_written.swap(false, Ordering::Relaxed) {
                        written.notify_one();
                    }
                    if others.have_written(&connection, notice) {
                        mirrored.read_again(&connection);
                    }
                }
            })
            .map_err(|_| StorageError::Closed)?;
        let storage = Self {
            jobs: Mutex::new(Some(jobs)),
            thread: Mutex::new(Some(thread)),
            outbox_written,
            tokens,
        };
        Ok((storage, prepared))
    }

    /// Runs queries over one state of the database.
    pub(crate) async fn read<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.run(TransactionBehavior::Deferred, work, |_| {}).await
    }

    /// Runs statements that are all kept or, on an error, all dropped.
    pub(crate) async fn write<T, F>(&self, work: F) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
    {
        self.write_through(work, |_| ()).await
    }

    /// As [`Self::write`]; shows what came of it to `mirror` once it is kept, and before any
    /// other work is done. What is held in memory beside the database changes here, and so in
    /// the same order, even where nobody waits for the answer any more.
    async fn write_through<T, F, M>(&self, work: F, mirror: M) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
        M: FnOnce(&T) + Send + 'static,
    {
        let settled = |kept: Option<&T>| {
            if let Some(value) = kept {
                mirror(value);
            }
        };
        self.run(TransactionBehavior::Immediate, work, settled)
            .await
    }

    /// As [`Self::write`]; `settled` is told whether the statements were kept, before any
    /// other work begins.
    pub(crate) async fn write_settled<T, F, S>(
        &self,
        work: F,
        settled: S,
    ) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
        S: FnOnce(bool) + Send + 'static,
    {
        let settled = |kept: Option<&T>| settled(kept.is_some());
        self.run(TransactionBehavior::Immediate, work, settled)
            .await
    }

    /// Waits until what is to be told, or where, is written; once for all that was written
    /// since the last wait. For one task alone.
    pub(crate) async fn outbox_written(&self) {
        self.outbox_written.notified().await;
    }

    /// Ends the thread after what was asked so far and closes the file.
    pub(crate) fn close(&self) {
        drop(
            self.jobs
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take(),
        );
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(thread) = thread {
            // A panic on that thread has been reported by the runtime.
            let _ = thread.join();
        }
    }

    async fn run<T, F, S>(
        &self,
        behavior: TransactionBehavior,
        work: F,
        settled: S,
    ) -> Result<T, StorageError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> rusqlite::Result<T> + Send + 'static,
        S: FnOnce(Option<&T>) + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let result = transact(connection, behavior, work);
            settled(result.as_ref().ok());
            // Whoever asked may have gone away; the work counts all the same.
            let _ = answer.send(result);
        });
        {
            let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
            let jobs = jobs.as_ref().ok_or(StorageError::Closed)?;
            jobs.send(job).map_err(|_| StorageError::Closed)?;
        }
        let result = answered.await.map_err(|_| StorageError::Closed)?;
        result.map_err(StorageError::Sqlite)
    }
}

/// What other programs do to the file.
struct Others {
    /// SQLite's number for the state that another connection left.
    version: Option<i64>,
    asked_at: Instant,
}

impl Others {
    fn of(connection: &Connection) -> Self {
        Self {
            version: data_version(connection),
            asked_at: Instant::now(),
        }
    }

    /// Whether another program wrote since this was asked last; asked at most once in `notice`.
    fn have_written(&mut self, connection: &Connection, notice: Duration) -> bool {
        if self.asked_at.elapsed() < notice {
            return false;
        }
        self.asked_at = Instant::now();
        let before = self.version;
        self.version = data_version(connection);
        self.version != before
    }
}

fn data_version(connection: &Connection) -> Option<i64> {
    connection
        .pragma_query_value(None, "data_version", |row| row.get(0))
        .ok()
}

fn transact<T>(
    connection: &mut Connection,
    behavior: TransactionBehavior,
    work: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<T> {
    let transaction = connection.transaction_with_behavior(behavior)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

/// A flag that every change to what is to be told, or where, sets, whoever makes it.
fn watch_outbox(connection: &mut Connection) -> Result<Arc<AtomicBool>, StorageError> {
    let is_written = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&is_written);
    connection.update_hook(Some(move |_, _: &str, table: &str, _| {
        if matches!(table, "event" | "sink") {
            seen.store(true, Ordering::Relaxed);
        }
    }))?;
    Ok(is_written)
}

fn connect(database: &Database) -> Result<Connection, StorageError> {
    let connection = match database {
        Database::File(path) => {
            // The tokens of sinks are in it. Where it cannot be made, SQLite says why.
            let _ = make_private(path);
            Connection::open(path)?
        }
        Database::Memory => Connection::open_in_memory()?,
    };
    connection.busy_timeout(BUSY)?;
    // Answers with the mode that holds, `memory` for a database in memory.
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    // A token that is deleted is not to be found in the file.
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// Makes the file where there is none, and lets nobody but its owner at it.
fn make_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let file = private(options.append(true).create(true)).open(path)?;
    keep_private(&file)
}

/// Files that are made with `options` are for their owner alone.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Lets nobody but its owner at a file that was there before.
///
/// # Errors
/// What the file system says.
pub fn keep_private(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// A moment as it is stored: milliseconds since 1970.
pub(crate) mod moment {
    use chrono::{DateTime, Utc};

    /// For a column.
    pub(crate) fn to(moment: DateTime<Utc>) -> i64 {
        moment.timestamp_millis()
    }

    /// From a column.
    pub(crate) fn from(millis: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(millis).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}
