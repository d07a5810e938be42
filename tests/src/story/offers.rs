//! What the offer cards say, by their published attributes.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::Window;

/// An offer card.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Offer {
    /// `data-level`.
    pub level: Option<String>,
    /// `data-state`.
    pub state: Option<String>,
    /// `data-value`.
    pub value: Option<String>,
    /// `data-currency`.
    pub currency: Option<String>,
    /// `data-period`.
    pub period: Option<String>,
    /// `data-origin`.
    pub origin: Option<String>,
    /// `data-wait-days`.
    #[serde(rename = "waitDays")]
    pub wait_days: Option<String>,
    /// Whether it is the chosen one.
    pub checked: Option<String>,
    /// Everything it shows.
    pub text: String,
    /// Why it cannot be had, where it says so.
    pub reason: Option<String>,
}

impl Offer {
    /// Its price as a plain number.
    ///
    /// # Errors
    /// If it names none, or none in the published form.
    pub fn amount(&self) -> Result<f64> {
        let value = self.value.as_deref().context("the offer has no value")?;
        value
            .parse()
            .with_context(|| format!("{value} is no plain number"))
    }
}

const SEEN: &str = "
    return [...document.querySelectorAll('[data-testid=offer]')].map(offer => ({
        level: offer.dataset.level ?? null,
        state: offer.dataset.state ?? null,
        value: offer.dataset.value ?? null,
        currency: offer.dataset.currency ?? null,
        period: offer.dataset.period ?? null,
        origin: offer.dataset.origin ?? null,
        waitDays: offer.dataset.waitDays ?? null,
        checked: offer.getAttribute('aria-checked'),
        text: offer.innerText,
        reason: offer.querySelector('[data-testid=offer-reason]')?.innerText ?? null,
    }));";

impl Window {
    /// The offer cards that the page shows, in its order.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn offers(&self) -> Result<Vec<Offer>> {
        let seen = self.run(SEEN, vec![]).await?;
        serde_json::from_value(seen).context("reading the offers")
    }
}
