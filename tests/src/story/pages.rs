//! A person who goes from page to page.

use anyhow::Result;

use crate::Window;

impl Window {
    /// Goes to a page by its link, such as `design` or `settings`, and waits until it is settled.
    ///
    /// # Errors
    /// If it does not settle in time.
    pub async fn go_to(&self, page: &str) -> Result<()> {
        self.click(&format!("nav-{page}")).await?;
        self.settled().await
    }
}
