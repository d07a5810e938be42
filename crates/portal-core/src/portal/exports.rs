//! Files the person asked for: where they go and how they get there whole.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use contract::ExportView;
use tokio::task::spawn_blocking;

use super::Core;
use crate::errors::Failure;

impl Core {
    /// Writes `content` to the export folder or to where the person says.
    ///
    /// # Errors
    /// [`Failure::File`] where it cannot be written.
    pub(crate) async fn export(
        &self,
        suggested_name: String,
        content: Vec<u8>,
    ) -> Result<ExportView, Failure> {
        let chosen = match &self.export_dir {
            Some(_) => None,
            None => match self.dialog.save(suggested_name.clone()).await {
                Some(path) => Some(path),
                None => return Ok(ExportView::default()),
            },
        };
        let folder = self.export_dir.clone();
        let written = spawn_blocking(move || {
            let path = match (chosen, folder) {
                (Some(path), _) => path,
                (None, Some(folder)) => free_path(&folder, &suggested_name)?,
                (None, None) => return Err(io::Error::from(io::ErrorKind::NotFound)),
            };
            write_whole(&path, &content)?;
            Ok(path)
        })
        .await
        .map_err(|_| Failure::Internal("writing the file was interrupted"))??;
        Ok(ExportView {
            path: Some(written.display().to_string()),
            left_out: 0,
        })
    }
}

/// The first name in `folder` that no file has: `name.csv`, `name-2.csv` and so on.
fn free_path(folder: &Path, name: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let mut path = folder.join(name);
    let mut number = 2_u32;
    while path.try_exists()? {
        path = folder.join(format!("{stem}-{number}.{extension}"));
        number += 1;
    }
    Ok(path)
}

/// Writes beside the target and moves into place: a reader never sees half a file.
fn write_whole(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    fs::write(&part, content)?;
    fs::rename(&part, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_never_overwrites_another() {
        let folder = tempfile::tempdir().unwrap();
        for expected in ["quotes.csv", "quotes-2.csv", "quotes-3.csv"] {
            let path = free_path(folder.path(), "quotes.csv").unwrap();
            write_whole(&path, b"x").unwrap();
            assert_eq!(path, folder.path().join(expected));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
