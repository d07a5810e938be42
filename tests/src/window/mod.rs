//! The app's window as a test uses it: verbs that take a hook, and wait for it.

mod axe;
mod hook;
mod wait;

use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use thirtyfour::{
    By, Key, WebDriver, WebElement,
    error::{WebDriverErrorInner, WebDriverResult},
};

pub use self::{axe::Violation, hook::Hook};

/// The origin that the window's pages come from.
const ORIGIN: &str = "tauri://localhost";

/// The app's window.
#[derive(Debug)]
pub struct Window {
    driver: WebDriver,
}

impl Drop for Window {
    fn drop(&mut self) {
        // The session of a failed test ends with its driver. Closing it here would wait a minute for a connection that
        // only this thread could serve. One that is closed already is refused, which is as good.
        let _ = self.driver.clone().leak();
    }
}

impl Window {
    pub(crate) fn new(driver: WebDriver) -> Self {
        Self { driver }
    }

    /// The WebDriver session, for what no verb says.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Loads the page of a route, as if the window were opened on it, and waits until it is settled.
    ///
    /// # Errors
    /// If it does not settle.
    pub async fn open(&self, route: &str) -> Result<()> {
        self.driver.goto(format!("{ORIGIN}{route}")).await?;
        self.settled().await
    }

    /// The route that the window shows.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn route(&self) -> Result<String> {
        let url = self.driver.current_url().await?;
        Ok(url.path().to_owned())
    }

    /// Scrolls to the one element of `hook` and clicks it as soon as it can be clicked.
    ///
    /// # Errors
    /// If it cannot be clicked in time.
    pub async fn click(&self, hook: impl Into<Hook>) -> Result<()> {
        let hook = hook.into();
        // WebKit's driver takes an element of which an edge shows for one that needs no scrolling, and then
        // refuses to click it where its middle is cut off.
        let nearest = "arguments[0].scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })";
        self.until(&format!("a click on {hook}"), async || {
            let element = self.usable(&hook).await?;
            let clicked = async {
                self.driver
                    .execute(nearest, vec![element.to_json()?])
                    .await?;
                element.click().await
            };
            unless_stale(clicked.await)
        })
        .await
    }

    /// Puts `text` into the field of `hook`, in place of what is in it.
    ///
    /// # Errors
    /// If there is no such field to type into in time.
    pub async fn fill(&self, hook: impl Into<Hook>, text: &str) -> Result<()> {
        let hook = hook.into();
        self.until(&format!("typing into {hook}"), async || {
            let element = self.usable(&hook).await?;
            let typed = async {
                element.focus().await?;
                element.send_keys(Key::Control + "a").await?;
                element.send_keys(Key::Delete).await?;
                if !text.is_empty() {
                    element.send_keys(text).await?;
                }
                Ok(())
            };
            unless_stale(typed.await)
        })
        .await
    }

    /// Chooses the option with this value in the `<select>` of `hook`.
    ///
    /// # Errors
    /// If there is no such option in time.
    pub async fn select(&self, hook: impl Into<Hook>, value: &str) -> Result<()> {
        let hook = hook.into();
        let select = self.usable(&hook).await?;
        let option = format!("option[value=\"{}\"]", value.replace('"', "\\\""));
        let option = self
            .until(&format!("an option {value} in {hook}"), async || {
                Ok(select.find(By::Css(&*option)).await.ok())
            })
            .await?;
        option
            .click()
            .await
            .with_context(|| format!("choosing {value} in {hook}"))
    }

    /// Presses a key where the focus is.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn press(&self, key: impl Into<thirtyfour::TypingData>) -> Result<()> {
        let focused = self.driver.active_element().await?;
        focused.send_keys(key).await.context("pressing a key")
    }

    /// The text that the one element of `hook` shows, once it shows.
    ///
    /// # Errors
    /// If it does not show in time.
    pub async fn text(&self, hook: impl Into<Hook>) -> Result<String> {
        let hook = hook.into();
        self.until(&format!("the text of {hook}"), async || {
            unless_stale(self.visible(&hook).await?.text().await)
        })
        .await
    }

    /// An attribute of the one element of `hook`, once that is there; none if it has no such attribute.
    ///
    /// # Errors
    /// If the element is not there in time.
    pub async fn attribute(&self, hook: impl Into<Hook>, name: &str) -> Result<Option<String>> {
        let hook = hook.into();
        self.until(&format!("{name} of {hook}"), async || {
            unless_stale(self.present(&hook).await?.attr(name).await)
        })
        .await
    }

    /// What is typed into the field of `hook`.
    ///
    /// # Errors
    /// If the field is not there in time.
    pub async fn value(&self, hook: impl Into<Hook>) -> Result<String> {
        let hook = hook.into();
        let value = self
            .until(&format!("the value of {hook}"), async || {
                unless_stale(self.present(&hook).await?.value().await)
            })
            .await?;
        Ok(value.unwrap_or_default())
    }

    /// All elements of `hook` that are there at this moment.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn all(&self, hook: impl Into<Hook>) -> Result<Vec<WebElement>> {
        Ok(self.driver.find_all(By::Css(hook.into().css())).await?)
    }

    /// How many elements of `hook` are there at this moment.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn count(&self, hook: impl Into<Hook>) -> Result<usize> {
        // Counted by the page: an element that goes in the meantime is no failure.
        let css = json!(hook.into().css());
        let script = "return document.querySelectorAll(arguments[0]).length;";
        let number = self.run(script, vec![css]).await?;
        let number = number.as_u64().context("no number of elements")?;
        Ok(usize::try_from(number)?)
    }

    /// Runs JavaScript in the page and gives what it returns.
    ///
    /// # Errors
    /// If it throws.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let returned = self.driver.execute(script, arguments).await?;
        Ok(returned.json().clone())
    }

    /// Makes the page `width` by `height` CSS pixels.
    ///
    /// # Errors
    /// If the window does not take the size.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.driver
            .set_window_rect(0, 0, width, height)
            .await
            .context("setting the window's size")?;
        self.until(&format!("a page of {width} by {height}"), async || {
            let size = self.run("return [innerWidth, innerHeight]", vec![]).await?;
            Ok((size == serde_json::json!([width, height])).then_some(()))
        })
        .await
    }

    /// Stores a picture of the page as PNG.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        self.driver
            .screenshot(path)
            .await
            .with_context(|| format!("storing {}", path.display()))
    }

    pub(crate) async fn close(&self) -> Result<()> {
        self.driver.clone().quit().await.context("closing the app")
    }
}

/// What became of an element; nothing where the page put another one in its place meanwhile.
fn unless_stale<T>(result: WebDriverResult<T>) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(&*error, WebDriverErrorInner::StaleElementReference(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
