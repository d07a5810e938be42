//! The operator inside another program, on a loopback port of its own.

use std::{io, net::Ipv4Addr, path::PathBuf, time::Duration};

use tokio::net::TcpListener;

use crate::{
    Database, FaultPlan, FaultPlanError, OpenError, SandboxState, Settings, TOKEN_PATH,
    clock::ClockMode,
    notifications::{Delivery, NotificationSettings, OrderSinks},
    router,
    serving::Server,
};

/// How to start.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the orders are kept.
    pub database: Database,
    /// Decides what the model leaves open.
    pub seed: u64,
    /// How the clock runs.
    pub clock: ClockMode,
    /// How long creation, change and deletion take.
    pub provisioning_delay: Duration,
    /// A file of faults to show.
    pub fault_plan: Option<PathBuf>,
}

/// Why the operator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its database or data cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It cannot listen.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where it was told to.
        address: String,
        /// Why not.
        source: io::Error,
    },
    /// The fault plan cannot be used.
    #[error(transparent)]
    FaultPlan(#[from] FaultPlanError),
}

/// An operator that is running.
#[derive(Debug)]
pub struct Running {
    /// Scheme, host and port.
    pub api_root: String,
    /// The URL tokens are issued at.
    pub token_endpoint: String,
    /// The client registered in the database.
    pub client_id: String,
    state: SandboxState,
    server: Server,
    notifications: Delivery,
}

/// Starts an operator on a free loopback port of the runtime this is called in.
///
/// # Errors
/// [`StartError`].
pub async fn start(options: Options) -> Result<Running, StartError> {
    let fault_plan = options.fault_plan.as_deref().map(FaultPlan::read);
    let settings = Settings {
        seed: options.seed,
        provisioning_delay: options.provisioning_delay.into(),
        fault_plan: fault_plan.transpose()?,
        // The one program that starts it knows the extension.
        notifications: NotificationSettings {
            order_sinks: OrderSinks::Taken,
            ..NotificationSettings::default()
        },
        ..Settings::default()
    };
    let address = (Ipv4Addr::LOCALHOST, 0);
    let listen_error = |source| StartError::Listen {
        address: "127.0.0.1:0".to_owned(),
        source,
    };
    let listener = TcpListener::bind(address).await.map_err(listen_error)?;
    let state = SandboxState::resume(&options.database, options.clock, settings).await?;
    serve(state, listener).await
}

/// Serves an operator that is open on a listener that is bound.
///
/// # Errors
/// [`StartError`].
pub async fn serve(state: SandboxState, listener: TcpListener) -> Result<Running, StartError> {
    let client_id = state.own_client().await?;
    let app = router(state.clone());
    let server = Server::start(listener, app).map_err(|source| StartError::Listen {
        address: "a bound socket".to_owned(),
        source,
    })?;
    let api_root = server.root.clone();
    state.served_at(&api_root);
    Ok(Running {
        token_endpoint: format!("{api_root}{TOKEN_PATH}"),
        notifications: Delivery::start(state.clone(), api_root.clone()),
        api_root,
        client_id,
        state,
        server,
    })
}

impl Running {
    /// Makes a new secret for the client; the one before it ends to be valid.
    ///
    /// # Errors
    /// [`OpenError`] where it cannot be stored.
    pub async fn new_secret(&self) -> Result<String, OpenError> {
        self.state.new_secret(&self.client_id).await
    }

    /// The operator itself.
    #[must_use]
    pub const fn state(&self) -> &SandboxState {
        &self.state
    }

    /// Lets the requests and notifications under way end, for some seconds, and closes the
    /// database.
    pub async fn stop(self) {
        tokio::join!(self.server.stop(), self.notifications.stop());
        self.state.close();
    }
}
