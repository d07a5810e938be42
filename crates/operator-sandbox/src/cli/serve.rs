//! `operator-sandbox serve`.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
};

use operator_sandbox::{
    ClientError, Database, FaultPlan, Limits, NetworkSettings, OpenError, SandboxState, Settings,
    embedded::{self, Running, StartError},
    notifications::NotificationSettings,
};
use serde::Serialize;
use tokio::net::TcpListener;

use super::{
    admin::{self, Admin},
    client_file::{self, ClientFileError},
    options::ServeOptions,
    secret_file::{self, SecretError},
    signal::Ending,
};

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error(transparent)]
    ClientFile(#[from] ClientFileError),
    #[error("cannot register a client: {0}")]
    Client(#[from] ClientError),
    #[error(
        "nobody could use it: with a database in memory say --print-secret, or --client-file \
         without --admin-listen"
    )]
    Unreachable,
    #[error("the system does not let it run: {0}")]
    System(#[from] io::Error),
}

/// The line that says that the operator is ready.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Ready<'a> {
    api_root: &'a str,
    token_endpoint: &'a str,
    client_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_root: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    admin_token: Option<&'a str>,
}

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// [`ServeError`] where it could not start.
pub(super) fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let mut ending = Ending::listen()?;
        if options.database == Database::Memory && !options.shows_a_way_in() {
            return Err(ServeError::Unreachable);
        }
        // A start that fails leaves the database as it is: first of all the addresses are taken.
        let listener = bound(options.listen).await?;
        let admin_listener = match options.admin_listen {
            Some(address) => Some(bound(address).await?),
            None => None,
        };
        let (running, secret) = start(&options, listener).await?;
        let admin = admin::start(running.state(), &options.database, admin_listener)?;
        let shown = options.print_secret.then_some(secret.as_str());
        announce(&running, admin.as_ref(), shown)?;
        ending.wished().await;
        if let Some(admin) = admin {
            tokio::join!(admin.server.stop(), running.stop());
        } else {
            running.stop().await;
        }
        Ok(())
    })
}

async fn start(
    options: &ServeOptions,
    listener: TcpListener,
) -> Result<(Running, String), ServeError> {
    let fault_plan = options.fault_plan.as_deref().map(FaultPlan::read);
    let settings = Settings {
        seed: options.seed,
        provisioning_delay: options.provisioning_delay,
        reading: options.reading(),
        fault_plan: fault_plan.transpose().map_err(StartError::from)?,
        limits: Limits {
            requests_per_second: options.rate_limit,
            networks: options.network_quota,
        },
        notifications: NotificationSettings {
            order_sinks: options.order_sinks(),
            ..NotificationSettings::default()
        },
        networks: NetworkSettings {
            capacity: options.capacity,
            is_listed: options.list,
        },
    };
    let clients = match &options.client_file {
        Some(path) => client_file::read(path)?,
        None => Vec::new(),
    };
    let state = SandboxState::resume(&options.database, options.clock, settings).await?;
    let client_id = state.own_client().await?;
    let secret = kept_secret(&state, &client_id, &options.database).await?;
    for client in clients {
        state.register_client(client).await?;
    }
    Ok((embedded::serve(state, listener).await?, secret))
}

/// A listener on an address.
///
/// # Errors
/// [`ServeError`] where it cannot be bound.
async fn bound(address: SocketAddr) -> Result<TcpListener, ServeError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|source| {
        let address = address.to_string();
        StartError::Listen { address, source }.into()
    })
}

/// The secret in the file beside the database, else a new one that is put there. The file
/// is written first: whatever happens in between, the file's secret becomes the valid one.
async fn kept_secret(
    state: &SandboxState,
    client_id: &str,
    database: &Database,
) -> Result<String, ServeError> {
    let Database::File(database) = database else {
        return Ok(state.new_secret(client_id).await?);
    };
    let secret = secret_file::kept(database, secret_file::Kind::Client)?;
    state
        .set_secret(client_id, &secret)
        .await
        .map_err(OpenError::from)?;
    Ok(secret)
}

/// Says where everything is, in one line. Secrets are in it where the client's is.
fn announce(
    running: &Running,
    admin: Option<&Admin>,
    client_secret: Option<&str>,
) -> io::Result<()> {
    let ready = Ready {
        api_root: &running.api_root,
        token_endpoint: &running.token_endpoint,
        client_id: &running.client_id,
        client_secret,
        admin_root: admin.map(|admin| admin.server.root()),
        admin_token: admin
            .filter(|_| client_secret.is_some())
            .map(|admin| admin.token.as_str()),
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&ready)?)?;
    out.flush()
}
