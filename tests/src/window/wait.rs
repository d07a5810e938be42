//! Waiting for the page, with a deadline, and saying what it shows when the deadline passes.

use std::{
    env,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use serde_json::json;
use thirtyfour::{By, WebElement};

use super::{Hook, Window};

/// How long a test waits for something that should happen soon.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often the page is looked at meanwhile.
const PAUSE: Duration = Duration::from_millis(40);

/// What the page shows, for the message of a failed wait.
const DESCRIBE: &str = "
    const root = document.documentElement;
    const seen = [...document.querySelectorAll('[data-testid]')].filter(e => e.checkVisibility()).map(e =>
        e.dataset.testid + [...e.attributes]
            .filter(a => /^data-(?!testid)|^aria-(busy|invalid|checked|current)/.test(a.name))
            .map(a => `[${a.name}=${a.value}]`).join(''));
    const said = [...document.querySelectorAll('[role=alert], [role=status]')]
        .filter(e => e.checkVisibility()).map(e => e.innerText.trim());
    return `${location.pathname}, ${root.dataset.appState}, pending ${root.dataset.pending}\\n` +
        `it shows: ${seen.join(' ')}\\nit says: ${said.filter(t => t).join(' | ')}`;";

/// Whether the page waits for nothing: `failed`, `settled`, or what it waits for.
const SETTLED: &str = "
    const root = document.documentElement;
    if (root.dataset.appState !== 'ready') return root.dataset.appState;
    if ((root.dataset.pending ?? '0') !== '0') return 'pending';
    return [...document.querySelectorAll('[aria-busy=true]')].some(e => e.checkVisibility()) ? 'busy' : 'settled';";

impl Window {
    /// Waits until the app is ready, no command is in flight and nothing is loading.
    ///
    /// # Errors
    /// If that takes too long, or if the app failed to start.
    pub async fn settled(&self) -> Result<()> {
        self.until("a settled page", async || {
            match self.run(SETTLED, vec![]).await?.as_str() {
                Some("settled") => Ok(Some(())),
                Some("failed") => {
                    let why = self
                        .run(
                            "return document.querySelector('.start-failed')?.innerText ?? ''",
                            vec![],
                        )
                        .await?;
                    bail!(
                        "the interface failed to start: {}",
                        why.as_str().unwrap_or_default()
                    )
                }
                _ => Ok(None),
            }
        })
        .await
    }

    /// Waits until an attribute of the one element of `hook` has this value.
    ///
    /// # Errors
    /// If it does not in time; the error says which value it had.
    pub async fn wait_for(
        &self,
        hook: impl Into<Hook>,
        attribute: &str,
        value: &str,
    ) -> Result<()> {
        let hook = hook.into();
        self.until(&format!("{hook} with {attribute}={value}"), async || {
            let Ok(element) = self.driver.find(By::Css(hook.css())).await else {
                return Ok(None);
            };
            let present = element.attr(attribute).await.ok().flatten();
            Ok((present.as_deref() == Some(value)).then_some(()))
        })
        .await
    }

    /// Waits until `hook` shows.
    ///
    /// # Errors
    /// If it does not in time.
    pub async fn shows(&self, hook: impl Into<Hook>) -> Result<()> {
        self.visible(&hook.into()).await.map(drop)
    }

    /// Waits until nothing of `hook` is there.
    ///
    /// # Errors
    /// If something of it stays.
    pub async fn gone(&self, hook: impl Into<Hook>) -> Result<()> {
        let hook = hook.into();
        self.until(&format!("no {hook}"), async || {
            Ok((self.count(&hook).await? == 0).then_some(()))
        })
        .await
    }

    /// Waits until there are exactly `number` elements of `hook`.
    ///
    /// # Errors
    /// If that does not happen in time.
    pub async fn wait_for_count(&self, hook: impl Into<Hook>, number: usize) -> Result<()> {
        let hook = hook.into();
        self.until(&format!("{number} of {hook}"), async || {
            Ok((self.count(&hook).await? == number).then_some(()))
        })
        .await
    }

    /// Waits until `look` finds something, and gives it.
    ///
    /// # Errors
    /// If it finds nothing in time, with what the page shows; or at once the error of `look`.
    pub async fn until<T>(
        &self,
        what: &str,
        look: impl AsyncFn() -> Result<Option<T>>,
    ) -> Result<T> {
        self.until_within(PATIENCE, what, look).await
    }

    /// As [`Window::until`], for what takes its time by design.
    ///
    /// # Errors
    /// As [`Window::until`].
    pub async fn until_within<T>(
        &self,
        patience: Duration,
        what: &str,
        look: impl AsyncFn() -> Result<Option<T>>,
    ) -> Result<T> {
        let deadline = Instant::now() + patience;
        loop {
            if let Some(found) = look()
                .await
                .with_context(|| format!("waiting for {what}"))?
            {
                return Ok(found);
            }
            if Instant::now() > deadline {
                let shown = self.describe().await;
                bail!("waited {patience:?} for {what}\nthe page: {shown}");
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// What the page shows, in words; a picture of it goes into the folder that `PORTAL_FAILED` names, if any.
    async fn describe(&self) -> String {
        let shown = self
            .run(DESCRIBE, vec![])
            .await
            .unwrap_or_else(|error| json!(error.to_string()));
        let mut shown = shown.as_str().unwrap_or_default().to_owned();
        let test = thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        if let Some(folder) = env::var_os("PORTAL_FAILED") {
            let picture = Path::new(&folder).join(format!("{test}.png"));
            if self.screenshot(&picture).await.is_ok() {
                shown.push_str(&format!("\na picture of it: {}", picture.display()));
            }
        }
        shown
    }

    /// The one element of `hook`, once it is there.
    pub(super) async fn present(&self, hook: &Hook) -> Result<WebElement> {
        self.until(&hook.to_string(), async || self.only(hook).await)
            .await
    }

    /// The one element of `hook`, once it shows.
    pub(super) async fn visible(&self, hook: &Hook) -> Result<WebElement> {
        self.until(&format!("{hook} to show"), async || {
            match self.only(hook).await? {
                Some(element) if element.is_displayed().await.unwrap_or(false) => Ok(Some(element)),
                _ => Ok(None),
            }
        })
        .await
    }

    /// The one element of `hook`, once it shows and is enabled.
    pub(super) async fn usable(&self, hook: &Hook) -> Result<WebElement> {
        self.until(&format!("{hook} to be usable"), async || {
            match self.only(hook).await? {
                Some(element)
                    if element.is_displayed().await.unwrap_or(false)
                        && element.is_enabled().await.unwrap_or(false) =>
                {
                    Ok(Some(element))
                }
                _ => Ok(None),
            }
        })
        .await
    }

    /// The one element of `hook` that is there at this moment, if any.
    async fn only(&self, hook: &Hook) -> Result<Option<WebElement>> {
        let mut elements = self.driver.find_all(By::Css(hook.css())).await?;
        match elements.len() {
            0 => Ok(None),
            1 => Ok(elements.pop()),
            more => bail!("{hook} names {more} elements; say which one"),
        }
    }
}
