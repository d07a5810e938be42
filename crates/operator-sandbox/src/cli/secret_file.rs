//! Secrets beside the database, each in a file readable by its owner only.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use operator_sandbox::{NoRandomness, keep_private};

/// What a file holds, which is how its name ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// The client's: `FILE.secret`.
    Client,
    /// The token of the admin interface: `FILE.admin-token`.
    Admin,
}

/// The secret in the file beside the database, else a new one that is put there.
///
/// # Errors
/// [`SecretError`].
pub(super) fn kept(database: &Path, kind: Kind) -> Result<String, SecretError> {
    let path = path_for(database, kind);
    let failed = |source| SecretError::File {
        path: path.clone(),
        source,
    };
    if let Some(secret) = read(&path).map_err(failed)? {
        return Ok(secret);
    }
    let secret = operator_sandbox::new_secret()?;
    write(&path, &secret).map_err(failed)?;
    Ok(secret)
}

/// Why there is no secret.
#[derive(Debug, thiserror::Error)]
pub(super) enum SecretError {
    #[error("cannot use {path}: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error(transparent)]
    Randomness(#[from] NoRandomness),
}

fn path_for(database: &Path, kind: Kind) -> PathBuf {
    let mut path = database.as_os_str().to_owned();
    path.push(match kind {
        Kind::Client => ".secret",
        Kind::Admin => ".admin-token",
    });
    PathBuf::from(path)
}

/// The secret in the file; `None` where there is none.
///
/// # Errors
/// What the file system says.
fn read(path: &Path) -> io::Result<Option<String>> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    keep_private(&file)?;
    let text = io::read_to_string(&mut file)?;
    Ok(Some(text.trim().to_owned()).filter(|secret| !secret.is_empty()))
}

/// Writes the secret whole or not at all, for its owner alone.
///
/// # Errors
/// What the file system says.
fn write(path: &Path, secret: &str) -> io::Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".new");
    let unfinished = PathBuf::from(unfinished);
    match fs::remove_file(&unfinished) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = create_private(&unfinished)?;
    writeln!(file, "{secret}")?;
    file.sync_all()?;
    fs::rename(&unfinished, path)
}

fn create_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
