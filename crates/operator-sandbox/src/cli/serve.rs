//! `operator-sandbox serve`.

use std::{
    io::{self, Write as _},
    path::PathBuf,
};

use operator_sandbox::{
    Database, FaultPlan, OpenError, SandboxState, Settings,
    embedded::{self, Running, StartError},
};
use serde::Serialize;
use tokio::net::TcpListener;

use super::{options::ServeOptions, secret_file, signal::Ending};

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub(super) enum ServeError {
    #[error(transparent)]
    Start(#[from] StartError),
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("cannot use {path}: {source}")]
    Secret { path: PathBuf, source: io::Error },
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
        let (running, secret) = start(&options).await?;
        announce(&running, options.print_secret.then_some(secret.as_str()))?;
        ending.wished().await;
        running.stop().await;
        Ok(())
    })
}

async fn start(options: &ServeOptions) -> Result<(Running, String), ServeError> {
    let fault_plan = options.fault_plan.as_deref().map(FaultPlan::read);
    let settings = Settings {
        seed: options.seed,
        provisioning_delay: options.provisioning_delay,
        reading: options.reading(),
        fault_plan: fault_plan.transpose().map_err(StartError::from)?,
    };
    let state = SandboxState::resume(&options.database, options.clock, settings).await?;
    let client_id = state.own_client().await?;
    let secret = kept_secret(&state, &client_id, &options.database).await?;
    let listener =
        TcpListener::bind(options.listen)
            .await
            .map_err(|source| StartError::Listen {
                address: options.listen.to_string(),
                source,
            })?;
    Ok((embedded::serve(state, listener).await?, secret))
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
    let path = secret_file::path_for(database);
    let failed = |source| ServeError::Secret {
        path: path.clone(),
        source,
    };
    let secret = match secret_file::read(&path).map_err(failed)? {
        Some(secret) => secret,
        None => {
            let secret = operator_sandbox::new_secret().map_err(OpenError::from)?;
            secret_file::write(&path, &secret).map_err(failed)?;
            secret
        }
    };
    state
        .set_secret(client_id, &secret)
        .await
        .map_err(OpenError::from)?;
    Ok(secret)
}

fn announce(running: &Running, client_secret: Option<&str>) -> io::Result<()> {
    let ready = Ready {
        api_root: &running.api_root,
        token_endpoint: &running.token_endpoint,
        client_id: &running.client_id,
        client_secret,
    };
    let mut out = io::stdout().lock();
    writeln!(out, "{}", serde_json::to_string(&ready)?)?;
    out.flush()
}
