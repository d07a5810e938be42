//! The sandbox operator in this process, with a layer of the test's around all that it answers.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use axum::Router;
use operator_sandbox::{Database, SandboxState, Settings, TOKEN_PATH, clock::Clock, router};

use super::{Credentials, served::Served};

/// A sandbox operator that a test looks over the shoulder of. It ends when this is dropped.
#[derive(Debug)]
pub struct WatchedSandbox {
    credentials: Credentials,
    _served: Served,
}

impl WatchedSandbox {
    /// Starts one with an empty database in memory, on a port of its own over real HTTP. It takes
    /// `provisioning_delay` of its clock to create, change and delete; `around` adds layers to its router.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start(
        clock: Arc<dyn Clock>,
        provisioning_delay: Duration,
        around: impl FnOnce(Router) -> Router + Send + 'static,
    ) -> Result<Self> {
        let make = async move |root: String| {
            let settings = Settings {
                provisioning_delay: provisioning_delay.into(),
                ..Settings::default()
            };
            let state = SandboxState::open(&Database::Memory, clock, settings)?;
            let client_id = state.own_client().await?;
            let client_secret = state.new_secret(&client_id).await?;
            let credentials = Credentials {
                token_endpoint: format!("{root}{TOKEN_PATH}"),
                api_root: root,
                client_id,
                client_secret,
            };
            Ok((around(router(state)), credentials))
        };
        let (served, credentials) = Served::start("watched-sandbox", make)?;
        Ok(Self {
            credentials,
            _served: served,
        })
    }

    /// What an app needs to know of it.
    #[must_use]
    pub const fn credentials(&self) -> &Credentials {
        &self.credentials
    }
}
