//! The lock that keeps a second instance out of the data folder, and how long one waits for it.

use std::{
    fs::{self, File, TryLockError},
    io::{self, Read as _, Seek as _, Write as _},
    path::Path,
    process, thread,
    time::{Duration, Instant},
};

use crate::OpenError;

/// Name of the locked file.
const FILE: &str = "portal.lock";
/// How often the lock of an instance that is ending is tried.
const PAUSE: Duration = Duration::from_millis(50);
/// What stands behind the holder's process while it closes.
const CLOSING: &str = "closing";
/// More than the file ever holds, in bytes.
const LONGEST: u64 = 64;

/// The lock of a data folder, held until it is released or its process is gone.
#[derive(Debug)]
pub(crate) struct FolderLock(File);

/// How the instance is that has the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holder {
    /// It runs.
    Running,
    /// It closes, or it has ended and the system is still taking its memory back: on a busy computer that takes
    /// seconds, and until then the system keeps its files locked.
    Ending,
    /// The system does not tell.
    Unknown,
}

impl FolderLock {
    /// Takes the lock, and waits for an instance that is ending. Blocks.
    ///
    /// # Errors
    /// [`OpenError::InUse`] where another instance keeps it; [`OpenError::Folder`] where there is no such folder.
    pub(super) fn take(folder: &Path) -> Result<Self, OpenError> {
        fs::create_dir_all(folder).map_err(OpenError::Folder)?;
        let file = File::options()
            .create(true)
            .read(true)
            .write(true)
            .truncate(false)
            .open(folder.join(FILE))
            .map_err(OpenError::Folder)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => {
                    let lock = Self(file);
                    lock.note(&process::id().to_string());
                    return Ok(lock);
                }
                Err(TryLockError::WouldBlock) => {
                    if begun.elapsed() > Holder::of(&file).patience() {
                        return Err(OpenError::InUse);
                    }
                    thread::sleep(PAUSE);
                }
                Err(TryLockError::Error(error)) => return Err(OpenError::Folder(error)),
            }
        }
    }

    /// Tells whoever wants the folder that it will be free.
    pub(super) fn will_be_free(&self) {
        self.note(&format!("{} {CLOSING}", process::id()));
    }

    /// Lets the next instance in, before this process is gone.
    pub(super) fn release(&self) {
        if let Err(error) = self.0.unlock() {
            tracing::warn!(%error, "the data folder stays locked until the app has ended");
        }
    }

    /// Without a note another instance waits by the clock alone.
    fn note(&self, text: &str) {
        let mut file = &self.0;
        let written = file
            .rewind()
            .and_then(|()| file.set_len(0))
            .and_then(|()| file.write_all(text.as_bytes()));
        if let Err(error) = written {
            tracing::debug!(%error, "the data folder's lock says nothing");
        }
    }
}

impl Holder {
    fn of(lock: &File) -> Self {
        read(lock).map_or(Self::Unknown, |note| Self::noted(&note))
    }

    fn noted(note: &str) -> Self {
        let (process, rest) = note.split_once(' ').unwrap_or((note, ""));
        if rest == CLOSING {
            return Self::Ending;
        }
        let Ok(process) = process.parse::<u32>() else {
            return Self::Unknown;
        };
        // Linux alone has this file: name in brackets, then the state.
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        match stat.rsplit_once(") ") {
            Some((_, state)) if state.starts_with(['Z', 'X']) => Self::Ending,
            Some(_) => Self::Running,
            None => Self::Unknown,
        }
    }

    /// How long one waits for such an instance.
    const fn patience(self) -> Duration {
        Duration::from_secs(match self {
            Self::Running => 1,
            // Longer than closing takes at most.
            Self::Unknown => 6,
            // Less than the window waits for the start.
            Self::Ending => 20,
        })
    }
}

/// Windows lets nobody read a file that another process has locked.
fn read(mut lock: &File) -> io::Result<String> {
    let mut note = String::new();
    lock.rewind()?;
    lock.take(LONGEST).read_to_string(&mut note)?;
    Ok(note)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_free_once_it_is_released() {
        let folder = tempfile::tempdir().unwrap();
        let first = FolderLock::take(folder.path()).unwrap();
        assert!(matches!(
            FolderLock::take(folder.path()),
            Err(OpenError::InUse)
        ));
        first.will_be_free();
        thread::scope(|scope| {
            let second = scope.spawn(|| FolderLock::take(folder.path()));
            first.release();
            assert!(second.join().unwrap().is_ok(), "before the first is gone");
        });
        drop(first);
    }

    #[test]
    fn one_that_runs_is_told_from_one_that_is_ending() {
        let here = process::id().to_string();
        assert_eq!(Holder::noted(&format!("{here} closing")), Holder::Ending);
        for note in ["", "x", "4294967295"] {
            assert_eq!(Holder::noted(note), Holder::Unknown, "{note}");
        }
        assert!(Holder::Running.patience() < Holder::Unknown.patience());
        assert!(Holder::Unknown.patience() < Holder::Ending.patience());
    }

    #[test]
    fn a_process_that_has_ended_and_is_not_gone_is_ending() {
        if !Path::new("/proc/self").exists() {
            // Elsewhere a process that has ended cannot be told from one that runs.
            assert_eq!(Holder::noted(&process::id().to_string()), Holder::Unknown);
            return;
        }
        assert_eq!(Holder::noted(&process::id().to_string()), Holder::Running);
        let mut ended = process::Command::new("true").spawn().unwrap();
        let note = ended.id().to_string();
        // Nobody has asked what became of it, and so the system keeps it.
        while Holder::noted(&note) == Holder::Running {
            thread::yield_now();
        }
        assert_eq!(Holder::noted(&note), Holder::Ending);
        assert!(ended.wait().unwrap().success());
    }
}
