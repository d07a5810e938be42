//! The sandbox operator in this process, with a layer of the test's around all that it answers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use anyhow::Result;
use axum::{
    Router,
    extract::Request,
    middleware::{self, Next},
};
use operator_sandbox::{
    Database, NetworkSettings, SandboxState, Settings, TOKEN_PATH, backbone::Capacity,
    clock::Clock, router,
};

use super::{Credentials, served::Served};

/// A sandbox operator that a test looks over the shoulder of. It ends when this is dropped.
#[derive(Debug)]
pub struct WatchedSandbox {
    credentials: Credentials,
    state: SandboxState,
    requests: Arc<AtomicUsize>,
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
        let settings = Settings {
            provisioning_delay: provisioning_delay.into(),
            ..Settings::default()
        };
        Self::start_with(clock, settings, around)
    }

    /// As [`Self::start`], with room for any number of networks, each ready at once.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start_roomy(
        clock: Arc<dyn Clock>,
        around: impl FnOnce(Router) -> Router + Send + 'static,
    ) -> Result<Self> {
        let settings = Settings {
            provisioning_delay: Duration::ZERO.into(),
            networks: NetworkSettings {
                capacity: Capacity::Unlimited,
                is_listed: false,
            },
            ..Settings::default()
        };
        Self::start_with(clock, settings, around)
    }

    /// As [`Self::start`], with settings of the test's own.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start_with(
        clock: Arc<dyn Clock>,
        settings: Settings,
        around: impl FnOnce(Router) -> Router + Send + 'static,
    ) -> Result<Self> {
        let requests = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&requests);
        let make = async move |root: String| {
            let state = SandboxState::open(&Database::Memory, clock, settings)?;
            let client_id = state.own_client().await?;
            let client_secret = state.new_secret(&client_id).await?;
            let credentials = Credentials {
                token_endpoint: format!("{root}{TOKEN_PATH}"),
                api_root: root,
                client_id,
                client_secret,
            };
            let router = around(router(state.clone())).layer(middleware::from_fn(
                move |request: Request, next: Next| {
                    counter.fetch_add(1, Ordering::Relaxed);
                    next.run(request)
                },
            ));
            Ok((router, (credentials, state)))
        };
        let (served, (credentials, state)) = Served::start("watched-sandbox", make)?;
        Ok(Self {
            credentials,
            state,
            requests,
            _served: served,
        })
    }

    /// How many requests have reached it.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    /// The operator itself.
    #[must_use]
    pub const fn state(&self) -> &SandboxState {
        &self.state
    }

    /// What an app needs to know of it.
    #[must_use]
    pub const fn credentials(&self) -> &Credentials {
        &self.credentials
    }
}
