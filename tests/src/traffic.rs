//! What crosses the bridge between the window and the core, recorded in the page.

use anyhow::{Context as _, Result};
use serde::Deserialize;

use crate::Window;

/// One message over the bridge.
#[derive(Debug, Clone, Deserialize)]
pub struct Message {
    /// Its command, or `event`.
    pub command: String,
    /// Whether it went to the core.
    pub outgoing: bool,
    /// Its content.
    pub body: String,
}

const RECORD: &str = "
    const traffic = window.recordedTraffic = [];
    const decoder = new TextDecoder();
    const text = body => typeof body === 'string' ? body : body ? decoder.decode(body) : '';
    const original = window.fetch;
    window.fetch = async (resource, options) => {
        const url = String(resource?.url ?? resource);
        if (!url.startsWith('ipc:')) return original(resource, options);
        const command = decodeURIComponent(url.split('/').pop());
        traffic.push({ command, outgoing: true, body: text(options?.body) });
        const response = await original(resource, options);
        traffic.push({ command, outgoing: false, body: await response.clone().text() });
        return response;
    };
    window.__TAURI__.event.listen('portal-event', event =>
        traffic.push({ command: 'event', outgoing: false, body: JSON.stringify(event.payload) }));";

impl Window {
    /// Records what crosses the bridge from here on, until the page is loaded anew.
    ///
    /// # Errors
    /// If the window is gone.
    pub async fn record_traffic(&self) -> Result<()> {
        self.run(RECORD, vec![]).await.map(drop)
    }

    /// What was recorded.
    ///
    /// # Errors
    /// If nothing is being recorded.
    pub async fn traffic(&self) -> Result<Vec<Message>> {
        let recorded = self.run("return window.recordedTraffic", vec![]).await?;
        serde_json::from_value(recorded).context("nothing is being recorded")
    }
}
