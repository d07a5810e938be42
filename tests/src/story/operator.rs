//! A person who connects an operator.

use anyhow::{Context as _, Result};

use crate::{Credentials, Window};

/// Marks the result of the test before, which stands until the next one begins.
const MARK_OLD_RESULT: &str = "
    for (const old of document.querySelectorAll('[data-testid=profile-test-result]')) old.dataset.old = '';";

/// State and code of the result of a test that is over, read at one moment; nothing while there is none.
const NEW_RESULT: &str = "
    if ((document.documentElement.dataset.pending ?? '0') !== '0') return null;
    const result = document.querySelector('[data-testid=profile-test-result]:not([data-old])');
    return result && [result.dataset.state, result.dataset.code ?? ''];";

impl Window {
    /// Connects an operator by the form of the welcome page, and waits until it is the one in use.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn connect_operator(&self, name: &str, credentials: &Credentials) -> Result<()> {
        self.describe_operator(name, credentials).await?;
        self.save_first_profile().await?;
        self.go_to("design").await
    }

    /// Opens the form of the welcome page, and types what the operator needs.
    ///
    /// # Errors
    /// If it does not open in time.
    pub async fn describe_operator(&self, name: &str, credentials: &Credentials) -> Result<()> {
        self.settled().await?;
        self.click("welcome-connect-operator").await?;
        self.fill_profile(name, credentials).await
    }

    /// Adds one more operator on the settings page, in that colour, and gives its id.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn add_operator(
        &self,
        name: &str,
        colour: &str,
        credentials: &Credentials,
    ) -> Result<String> {
        self.go_to("settings").await?;
        let before = self.count("profile-row").await?;
        self.click("profile-add").await?;
        self.fill_profile(name, credentials).await?;
        self.select("profile-colour", colour).await?;
        self.save_profile().await?;
        self.wait_for_count("profile-row", before + 1).await?;
        self.operator_id(name).await
    }

    /// The id of the operator whose row on the settings page shows `name`.
    ///
    /// # Errors
    /// If there is none.
    pub async fn operator_id(&self, name: &str) -> Result<String> {
        let script = "return [...document.querySelectorAll('[data-testid=profile-row]')]
            .find(row => row.textContent.includes(arguments[0]))?.dataset.id ?? null";
        let id = self.run(script, vec![name.into()]).await?;
        let id = id.as_str().with_context(|| format!("no row of {name}"))?;
        Ok(id.to_owned())
    }

    /// Connects an operator called "Carrier" and draws a design for it, ready to be assessed.
    ///
    /// # Errors
    /// If a step of it does not happen in time.
    pub async fn connect_and_draw(&self, credentials: &Credentials) -> Result<()> {
        self.connect_operator("Carrier", credentials).await?;
        self.draw_two_sites_and_a_cloud().await?;
        self.require("200", "12").await
    }

    /// Types what an operator needs into the open form.
    ///
    /// # Errors
    /// If there is no such form.
    pub async fn fill_profile(&self, name: &str, credentials: &Credentials) -> Result<()> {
        self.fill("profile-name", name).await?;
        self.fill("profile-api-root", &credentials.api_root).await?;
        self.fill("profile-token-endpoint", &credentials.token_endpoint)
            .await?;
        self.fill("profile-client-id", &credentials.client_id)
            .await?;
        self.select("profile-auth-method", "client_secret_basic")
            .await?;
        self.fill("profile-secret", &credentials.client_secret)
            .await
    }

    /// Opens the form of the only operator of the settings page.
    ///
    /// # Errors
    /// If there is not exactly one.
    pub async fn edit_profile(&self) -> Result<()> {
        self.click("profile-row").await?;
        self.shows("profile-form").await?;
        // The form takes the focus once it is drawn: what is typed before may end in another field.
        self.has_come_to("profile-name").await?;
        self.settled().await
    }

    /// Saves the open form of an operator.
    ///
    /// # Errors
    /// If it stays open.
    pub async fn save_profile(&self) -> Result<()> {
        self.click("profile-save").await?;
        self.gone("profile-form").await?;
        self.settled().await
    }

    /// Saves the open form of the first operator, and waits until it is the one in use.
    ///
    /// # Errors
    /// If the form stays open, or the operator is not ready in time.
    pub async fn save_first_profile(&self) -> Result<()> {
        self.save_profile().await?;
        self.operator_is_ready().await
    }

    /// Waits until the operator in use can be asked.
    ///
    /// # Errors
    /// If it cannot in time.
    pub async fn operator_is_ready(&self) -> Result<()> {
        self.wait_for("operator-chip", "data-state", "ready").await
    }

    /// Tests the connection of the open form: `ok`, or the code of what failed.
    ///
    /// # Errors
    /// If the test does not end in time.
    pub async fn test_profile(&self) -> Result<String> {
        self.run(MARK_OLD_RESULT, vec![]).await?;
        self.click("profile-test").await?;
        let (state, code): (String, String) = self
            .until("the result of the test", async || {
                let result = self.run(NEW_RESULT, vec![]).await?;
                Ok(serde_json::from_value(result)?)
            })
            .await?;
        self.settled().await?;
        match state.as_str() {
            "ok" => Ok(state),
            "failed" => Ok(code),
            _ => anyhow::bail!("profile-test-result is {state:?}"),
        }
    }
}
