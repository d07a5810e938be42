//! What every form promises.

use anyhow::{Result, ensure};

use crate::Window;

impl Window {
    /// Fails unless the field says by `aria-describedby` which element explains its error.
    ///
    /// # Errors
    /// If it does not.
    pub async fn is_tied_to_its_error(&self, field: &str) -> Result<()> {
        let error = format!("{field}-error");
        let described = self.attribute(field, "aria-describedby").await?;
        let id = self.attribute(&error, "id").await?.unwrap_or_default();
        let is_tied = described
            .as_deref()
            .is_some_and(|ids| ids.split_whitespace().any(|one| one == id));
        ensure!(is_tied, "{field} is described by {described:?}, not {id:?}");
        let invalid = self.attribute(field, "aria-invalid").await?;
        ensure!(
            invalid.as_deref() == Some("true"),
            "{field} is not marked as invalid"
        );
        let text = self.text(&error).await?;
        ensure!(!text.trim().is_empty(), "{error} says nothing");
        Ok(())
    }
}
