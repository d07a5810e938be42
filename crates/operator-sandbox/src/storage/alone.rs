//! One operator at a time for a file: what its lines carry and who is told of it each keeps in its own memory.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::PathBuf,
    time::Duration,
};

use tokio::time::{Instant, sleep};

use super::{Database, StorageError, private};

/// How long an operator that is ending is waited for.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is looked at meanwhile.
const PAUSE: Duration = Duration::from_millis(20);

/// The right to serve a file, for as long as this is kept.
#[derive(Debug)]
pub(crate) struct Alone {
    /// The system lets go of it with the file, however the program ends.
    _lock: Option<File>,
}

impl Alone {
    /// Waits a little for the right; a database in memory is nobody else's.
    ///
    /// # Errors
    /// [`StorageError::Served`] where another operator has it, [`StorageError::Lock`] where the
    /// file beside the database cannot be used.
    pub(crate) async fn with(database: &Database) -> Result<Self, StorageError> {
        let Database::File(path) = database else {
            return Ok(Self { _lock: None });
        };
        let mut beside = path.as_os_str().to_owned();
        beside.push(".lock");
        let beside = PathBuf::from(beside);
        let failed = |source| StorageError::Lock {
            path: beside.clone(),
            source,
        };
        let mut options = OpenOptions::new();
        let file = private(options.write(true).create(true))
            .open(&beside)
            .map_err(failed)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self { _lock: Some(file) }),
                Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => sleep(PAUSE).await,
                Err(TryLockError::WouldBlock) => return Err(StorageError::Served),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
    }
}
