//! A person who goes from page to page.

use std::time::Duration;

use anyhow::Result;

use crate::Window;

/// A document's first page wakes the typesetter, which in a debug build takes its time.
const DOCUMENT: Duration = Duration::from_secs(60);

impl Window {
    /// Goes to a page by its link, such as `design` or `settings`, and waits until it is settled.
    ///
    /// # Errors
    /// If it does not settle in time.
    pub async fn go_to(&self, page: &str) -> Result<()> {
        self.click(&format!("nav-{page}")).await?;
        self.settled().await
    }

    /// Waits until the document that was asked for is written, and its questions are gone.
    ///
    /// # Errors
    /// If that takes too long.
    pub async fn document_is_made(&self) -> Result<()> {
        self.until_within(DOCUMENT, "the document", async || {
            Ok((self.count("quote-document").await? == 0).then_some(()))
        })
        .await?;
        self.settled().await
    }
}
