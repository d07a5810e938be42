//! A person with a keyboard and nothing else.

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{Hook, Window};

/// More than any page has controls.
const MOST_TABS: usize = 150;

impl Window {
    /// Presses Tab until the focus is on `hook`.
    ///
    /// # Errors
    /// If the focus never comes there.
    pub async fn tab_to(&self, hook: impl Into<Hook>) -> Result<()> {
        let hook = hook.into();
        self.shows(&hook).await?;
        let mut passed = Vec::new();
        for _ in 0..MOST_TABS {
            if self.has_focus(&hook).await? {
                return Ok(());
            }
            passed.push(self.focused().await?);
            self.key(Key::Tab).await?;
        }
        bail!("Tab never came to {hook}; it came to {}", passed.join(", "))
    }

    /// Tabs to `hook` and presses Enter there.
    ///
    /// # Errors
    /// If the focus never comes there.
    pub async fn enter_on(&self, hook: impl Into<Hook>) -> Result<()> {
        self.tab_to(hook).await?;
        self.key(Key::Enter).await
    }

    /// Tabs to the field of `hook` and types `text` in place of what is in it.
    ///
    /// # Errors
    /// If the focus never comes there.
    pub async fn type_into(&self, hook: impl Into<Hook>, text: &str) -> Result<()> {
        self.tab_to(hook).await?;
        self.chord(Key::Control, 'a').await?;
        self.type_text(text).await
    }

    /// Tabs to the `<select>` of `hook` and chooses the option with this value by the arrow keys.
    ///
    /// # Errors
    /// If the arrows do not come to it.
    pub async fn arrow_to(&self, hook: impl Into<Hook>, value: &str) -> Result<()> {
        let hook = hook.into();
        self.tab_to(&hook).await?;
        let places = self
            .run(PLACES_OF_OPTIONS, vec![json!(hook.css()), json!(value)])
            .await?;
        let (Some(from), Some(to)) = (places[0].as_i64(), places[1].as_i64()) else {
            bail!("{hook} has no option {value}");
        };
        let key = if to < from { Key::Up } else { Key::Down };
        for _ in 0..from.abs_diff(to) {
            self.key(key.clone()).await?;
        }
        self.until(&format!("{value} in {hook}"), async || {
            Ok((self.value(&hook).await? == value).then_some(()))
        })
        .await
    }

    /// Presses one key, wherever the focus is.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn key(&self, key: Key) -> Result<()> {
        let chain = self.driver().action_chain();
        chain
            .key_down(key.clone())
            .key_up(key)
            .perform()
            .await
            .context("pressing a key")
    }

    /// Presses a letter while another key is held.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn chord(&self, held: Key, letter: char) -> Result<()> {
        let chain = self.driver().action_chain();
        chain
            .key_down(held.clone())
            .key_down(letter)
            .key_up(letter)
            .key_up(held)
            .perform()
            .await
            .context("pressing two keys")
    }

    /// Copies what is in the field of `from`, and pastes it `times` times behind what is in the field of `to`.
    ///
    /// # Errors
    /// If there are no such fields in time.
    pub async fn copy_and_paste(&self, from: &str, to: &str, times: usize) -> Result<()> {
        self.click(from).await?;
        self.chord(Key::Control, 'a').await?;
        self.chord(Key::Control, 'c').await?;
        self.click(to).await?;
        self.key(Key::End).await?;
        for _ in 0..times {
            self.chord(Key::Control, 'v').await?;
        }
        Ok(())
    }

    /// Types a text, wherever the focus is.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        let chain = self.driver().action_chain();
        chain
            .send_keys(text)
            .perform()
            .await
            .context("typing a text")
    }

    /// Whether the focus is on `hook`.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn has_focus(&self, hook: impl Into<Hook>) -> Result<bool> {
        let script = "return document.activeElement?.matches(arguments[0]) ?? false";
        let has = self.run(script, vec![json!(hook.into().css())]).await?;
        Ok(has == Value::Bool(true))
    }

    /// Waits until the focus is on `hook`.
    ///
    /// # Errors
    /// If it does not come there in time.
    pub async fn has_come_to(&self, hook: impl Into<Hook>) -> Result<()> {
        let hook = hook.into();
        self.until(&format!("the focus on {hook}"), async || {
            Ok(self.has_focus(&hook).await?.then_some(()))
        })
        .await
    }

    async fn focused(&self) -> Result<String> {
        let script = "const e = document.activeElement; return e?.dataset.testid ?? e?.tagName";
        let focused = self.run(script, vec![]).await?;
        Ok(focused.as_str().unwrap_or("nothing").to_owned())
    }
}

/// Where the chosen option of a `<select>` stands, and where the wanted one does.
const PLACES_OF_OPTIONS: &str = "
    const select = document.querySelector(arguments[0]);
    const to = [...select.options].findIndex(option => option.value === arguments[1]);
    return [select.selectedIndex, to < 0 ? null : to];";
