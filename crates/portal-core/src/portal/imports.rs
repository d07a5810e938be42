//! Files the person hands to the app: read by the core alone, so that none crosses the bridge.

use std::{fs::File, io::Read as _, path::Path};

use tokio::task::spawn_blocking;
use zeroize::Zeroizing;

use super::Core;
use crate::errors::Failure;

impl Core {
    /// The content of the file the person chooses among those whose names end in one of `extensions`,
    /// or of the one that a start flag names;
    /// `None` where the person cancelled. It is wiped from memory when it is done with.
    ///
    /// # Errors
    /// [`Failure::Input`] where it is longer than `longest` bytes, [`Failure::Unread`] where it cannot be read.
    pub(crate) async fn chosen_file(
        &self,
        extensions: &'static [&'static str],
        longest: u64,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
        let chosen = match &self.import_file {
            Some(path) => Some(path.clone()),
            None => self.dialog.open(extensions).await,
        };
        let Some(path) = chosen else {
            return Ok(None);
        };
        spawn_blocking(move || read(&path, longest))
            .await
            .map_err(|_| Failure::Internal("reading the file was interrupted"))?
            .map(Some)
    }
}

fn read(path: &Path, longest: u64) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let mut file = File::open(path).map_err(Failure::Unread)?;
    // Room for all of it at once, so that no copy stays behind as it grows.
    let room = usize::try_from(longest + 1).unwrap_or(0);
    let mut content = Zeroizing::new(Vec::with_capacity(room));
    file.by_ref()
        .take(longest + 1)
        .read_to_end(&mut content)
        .map_err(Failure::Unread)?;
    if content.len() as u64 > longest {
        return Err(Failure::Input(format!(
            "The file is too large: it may have {longest} bytes."
        )));
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(read(&path, 5).unwrap().as_slice(), b"12345");
        assert!(matches!(read(&path, 4), Err(Failure::Input(_))));
        let gone = folder.path().join("gone");
        assert!(matches!(read(&gone, 4), Err(Failure::Unread(_))));
    }
}
