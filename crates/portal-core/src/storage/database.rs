//! Access to the database: writes in one thread and in order, reads beside them.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};
use tokio::{sync::oneshot, task::spawn_blocking};

use super::schema;

/// Name of the database file in the data folder.
const FILE: &str = "portal.sqlite";
/// How long a connection waits for a lock of another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why the database did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// SQLite refused.
    #[error("the data folder could not be read or written")]
    Database(#[from] rusqlite::Error),
    /// A stored text does not have the form it should have.
    #[error("the data folder holds something the app cannot read")]
    Content(#[from] serde_json::Error),
    /// The database was written by a later version of the app.
    #[error("the data folder belongs to a later version of the app")]
    LaterVersion,
    /// Somebody reads what was deleted for so long that it is still in the write-ahead log.
    #[error("another program reads the data folder, so that what was deleted is still in it")]
    Busy,
    /// The app is closing.
    #[error("the data folder is closed")]
    Closed,
}

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// What the writer is given.
enum Order {
    Do(Job),
    /// Closes the database, and then answers.
    Close(oneshot::Sender<()>),
}

/// The open database. Each write is one transaction, on disk when it is answered.
#[derive(Clone, Debug)]
pub(crate) struct Storage {
    orders: mpsc::Sender<Order>,
    readers: Arc<Readers>,
}

#[derive(Debug)]
struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Storage {
    /// Opens the database of `folder`, makes it where there is none, and brings its
    /// schema up to date. Blocks.
    ///
    /// # Errors
    /// [`StorageError`] where the file cannot be used.
    pub(crate) fn open(folder: &Path) -> Result<Self, StorageError> {
        let path = folder.join(FILE);
        let mut connection = Connection::open(&path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // An order's intent has to survive a loss of power, not only of the process.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", "ON")?;
        // Nothing deleted may linger in free pages: "forget everything" means it.
        connection.pragma_update(None, "secure_delete", "ON")?;
        schema::migrate(&mut connection)?;
        let (orders, queue) = mpsc::channel::<Order>();
        thread::Builder::new()
            .name("portal-writer".to_owned())
            .spawn(move || {
                while let Ok(order) = queue.recv() {
                    match order {
                        Order::Do(job) => job(&mut connection),
                        Order::Close(closed) => {
                            drop(connection);
                            // Whoever asked may have stopped waiting.
                            let _ = closed.send(());
                            return;
                        }
                    }
                }
            })
            .map_err(|_| StorageError::Closed)?;
        let readers = Readers {
            path,
            idle: Mutex::new(Vec::new()),
        };
        Ok(Self {
            orders,
            readers: Arc::new(readers),
        })
    }

    /// Runs `change` in a transaction of the writer thread; it is on disk when this
    /// resolves, and undone where `change` fails.
    ///
    /// # Errors
    /// What `change` answers, or [`StorageError`].
    pub(crate) async fn write<T, E>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // The caller may have gone; what was asked is done all the same.
            drop(answer.send(in_transaction(connection, change)));
        });
        self.orders
            .send(Order::Do(job))
            .map_err(|_| StorageError::Closed)?;
        answered.await.map_err(|_| StorageError::Closed)?
    }

    /// Moves everything from the write-ahead log into the database, and empties the log.
    ///
    /// # Errors
    /// [`StorageError`] where the file cannot be written.
    pub(crate) async fn empty_log(&self) -> Result<(), StorageError> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            // Waits for readers as long as for any lock, and then says that they are in the way.
            let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
                row.get::<_, bool>(0)
            });
            drop(answer.send(busy));
        });
        self.orders
            .send(Order::Do(job))
            .map_err(|_| StorageError::Closed)?;
        if answered.await.map_err(|_| StorageError::Closed)?? {
            return Err(StorageError::Busy);
        }
        Ok(())
    }

    /// Ends writing once all that was asked before is on disk. What is asked later is [`StorageError::Closed`].
    pub(crate) async fn close(&self) {
        let (closed, is_closed) = oneshot::channel();
        if self.orders.send(Order::Close(closed)).is_ok() {
            // An error means that the writer has ended.
            let _ = is_closed.await;
        }
    }

    /// Runs `query` on a read-only connection, beside any write.
    ///
    /// # Errors
    /// What `query` answers, or [`StorageError`].
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Result<T, StorageError> + Send + 'static,
    ) -> Result<T, StorageError> {
        let readers = Arc::clone(&self.readers);
        spawn_blocking(move || {
            let connection = readers.take()?;
            let answer = query(&connection);
            readers.give_back(connection);
            answer
        })
        .await
        .map_err(|_| StorageError::Closed)?
    }
}

impl Readers {
    fn take(&self) -> Result<Connection, StorageError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        if let Some(connection) = idle {
            return Ok(connection);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        Ok(connection)
    }

    fn give_back(&self, connection: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
    }
}

fn in_transaction<T, E: From<StorageError>>(
    connection: &mut Connection,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
) -> Result<T, E> {
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(StorageError::from)?;
    let answer = change(&transaction)?;
    transaction.commit().map_err(StorageError::from)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::settings;

    #[tokio::test]
    async fn what_was_written_is_there_after_reopening() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        storage
            .write(|tx| settings::set(tx, "theme", Some("dark")))
            .await
            .unwrap();
        drop(storage);
        let storage = Storage::open(folder.path()).unwrap();
        let theme = storage.read(|db| settings::get(db, "theme")).await.unwrap();
        assert_eq!(theme.as_deref(), Some("dark"));
    }

    #[tokio::test]
    async fn a_failed_write_is_undone_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        let failed: Result<(), StorageError> = storage
            .write(|tx| {
                settings::set(tx, "theme", Some("dark"))?;
                Err(StorageError::LaterVersion)
            })
            .await;
        assert!(matches!(failed, Err(StorageError::LaterVersion)));
        let theme = storage.read(|db| settings::get(db, "theme")).await.unwrap();
        assert_eq!(theme, None);
    }

    #[tokio::test]
    async fn what_was_asked_before_the_end_is_written_and_nothing_later() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        let set = |theme| storage.write(move |tx| settings::set(tx, "theme", theme));
        let (before, ()) = tokio::join!(set(Some("dark")), storage.close());
        before.unwrap();
        assert!(matches!(set(None).await, Err(StorageError::Closed)));
        let again = Storage::open(folder.path()).unwrap();
        let theme = again.read(|db| settings::get(db, "theme")).await.unwrap();
        assert_eq!(theme.as_deref(), Some("dark"));
    }

    #[tokio::test]
    async fn reading_goes_on_while_a_write_stalls() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        let (release, stalled) = mpsc::channel::<()>();
        let writing = storage.clone();
        let write = tokio::spawn(async move {
            writing
                .write(move |_| {
                    stalled.recv().unwrap();
                    Ok::<(), StorageError>(())
                })
                .await
        });
        let read = storage.read(|db| settings::get(db, "theme"));
        let answer = tokio::time::timeout(Duration::from_secs(5), read).await;
        assert!(matches!(answer, Ok(Ok(None))));
        release.send(()).unwrap();
        write.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_log_that_somebody_reads_is_not_said_to_be_empty() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(folder.path()).unwrap();
        let set = |theme| storage.write(move |tx| settings::set(tx, "theme", theme));
        set(Some("dark")).await.unwrap();
        let reader = Connection::open(folder.path().join(FILE)).unwrap();
        reader
            .execute_batch("BEGIN; SELECT * FROM setting")
            .unwrap();
        set(None).await.unwrap();
        assert!(matches!(storage.empty_log().await, Err(StorageError::Busy)));
        reader.execute_batch("COMMIT").unwrap();
        storage.empty_log().await.unwrap();
    }
}
