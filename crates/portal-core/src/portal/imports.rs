//! Files the person wants to have read.

use std::{
    fs::File,
    io::{self, Read as _},
};

use tokio::task::spawn_blocking;

use super::Core;
use crate::errors::Failure;

impl Core {
    /// The content of the import file, or of the file the person chooses among those whose names end like that;
    /// `None` where the person cancelled.
    ///
    /// # Errors
    /// [`Failure::Input`] where it is longer than `longest` bytes, [`Failure::Unread`] where it cannot be read.
    pub(crate) async fn chosen_file(
        &self,
        extension: &'static str,
        longest: u64,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let chosen = match &self.import_file {
            Some(path) => Some(path.clone()),
            None => self.dialog.open(extension).await,
        };
        let Some(path) = chosen else { return Ok(None) };
        let content = spawn_blocking(move || {
            let mut content = Vec::new();
            File::open(path)?
                .take(longest + 1)
                .read_to_end(&mut content)?;
            Ok::<_, io::Error>(content)
        })
        .await
        .map_err(|_| Failure::Internal("reading the file was interrupted"))?
        .map_err(Failure::Unread)?;
        if content.len() as u64 > longest {
            return Err(Failure::Input(format!(
                "The file is larger than {} MiB.",
                longest.div_ceil(1 << 20)
            )));
        }
        Ok(Some(content))
    }
}
