//! `operator-sandbox client`: clients of a database, without serving it.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::{Args, Subcommand};
use operator_sandbox::{
    Client, ClientError, Database, InvalidClient, OpenError, SandboxState, Settings, StorageError,
    clock::SystemClock,
};
use serde_json::{Map, Value};

#[derive(Debug, Subcommand)]
pub(super) enum ClientCommand {
    /// Register a client, or replace its registration; prints it, and its secret if one is made.
    Add(AddOptions),
    /// Print every client, one line of JSON each, without secrets.
    List {
        #[command(flatten)]
        file: DatabaseFile,
    },
    /// Remove a client's registration. Its networks stay.
    Remove {
        #[command(flatten)]
        file: DatabaseFile,
        /// The client's identifier.
        id: String,
    },
}

#[derive(Debug, Args)]
pub(super) struct DatabaseFile {
    /// The file of the orders.
    #[arg(long = "database", value_name = "FILE", value_parser = parse_file)]
    path: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct AddOptions {
    #[command(flatten)]
    file: DatabaseFile,

    /// How it authenticates: private_key_jwt, client_secret_basic or client_secret_post.
    #[arg(long, value_name = "METHOD", default_value = "client_secret_basic")]
    method: String,

    /// The client's public keys, a JSON Web Key Set, for private_key_jwt.
    #[arg(long, value_name = "FILE")]
    jwks: Option<PathBuf>,

    /// The only algorithm it signs with: RS256, PS256 or ES256.
    #[arg(long, value_name = "NAME")]
    algorithm: Option<String>,

    /// The scopes it may ask for, with spaces between them; all where this is left out.
    #[arg(long, value_name = "NAMES")]
    scope: Option<String>,

    /// The client's identifier.
    id: String,
}

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub(super) enum ClientCommandError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("cannot use {path}: {problem}")]
    File { path: PathBuf, problem: String },
    #[error(transparent)]
    Invalid(#[from] InvalidClient),
    #[error(transparent)]
    Register(#[from] ClientError),
    #[error("cannot use the database: {0}")]
    Storage(#[from] StorageError),
    #[error("there is no client {0}")]
    Unknown(String),
    #[error("{0} is the operator's own client, which stays")]
    Own(String),
    #[error("the system does not let it run: {0}")]
    System(#[from] io::Error),
}

/// Does what was asked.
///
/// # Errors
/// [`ClientCommandError`].
pub(super) fn run(command: ClientCommand) -> Result<(), ClientCommandError> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    runtime.block_on(async {
        match command {
            ClientCommand::Add(options) => add(&options).await,
            ClientCommand::List { file } => list(&file.path).await,
            ClientCommand::Remove { file, id } => remove(&file.path, id).await,
        }
    })
}

async fn add(options: &AddOptions) -> Result<(), ClientCommandError> {
    let client = Client::from_json(&metadata(options)?)?;
    let mut shown = client.to_json();
    let state = open(&options.file.path)?;
    if let Some(secret) = state.register_client(client).await? {
        shown["client_secret"] = secret.into();
    }
    state.close();
    print(&shown)
}

async fn list(database: &Path) -> Result<(), ClientCommandError> {
    let state = open_existing(database)?;
    let clients = state.clients().await?;
    state.close();
    clients
        .iter()
        .try_for_each(|client| print(&client.to_json()))
}

async fn remove(database: &Path, id: String) -> Result<(), ClientCommandError> {
    let state = open_existing(database)?;
    let is_removed = state.remove_client(&id).await?;
    let clients = state.clients().await?;
    state.close();
    if is_removed {
        Ok(())
    } else if clients.iter().any(|client| client.id.as_str() == id) {
        Err(ClientCommandError::Own(id))
    } else {
        Err(ClientCommandError::Unknown(id))
    }
}

fn metadata(options: &AddOptions) -> Result<Value, ClientCommandError> {
    let mut metadata = Map::new();
    let mut put = |name: &str, value: Value| metadata.insert(name.to_owned(), value);
    put("client_id", options.id.clone().into());
    put("token_endpoint_auth_method", options.method.clone().into());
    if let Some(path) = &options.jwks {
        let unusable = |problem: String| ClientCommandError::File {
            path: path.clone(),
            problem,
        };
        let text = fs::read(path).map_err(|error| unusable(error.to_string()))?;
        let keys = serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))?;
        put("jwks", keys);
    }
    if let Some(algorithm) = &options.algorithm {
        put("token_endpoint_auth_signing_alg", algorithm.clone().into());
    }
    if let Some(scope) = &options.scope {
        put("scope", scope.clone().into());
    }
    Ok(metadata.into())
}

/// The clock is not read and not set: an operator that is running keeps its own.
fn open(database: &Path) -> Result<SandboxState, OpenError> {
    let database = Database::File(database.to_owned());
    SandboxState::open(&database, Arc::new(SystemClock), Settings::default())
}

fn open_existing(database: &Path) -> Result<SandboxState, ClientCommandError> {
    if database.exists() {
        return Ok(open(database)?);
    }
    Err(ClientCommandError::File {
        path: database.to_owned(),
        problem: "there is no such file".to_owned(),
    })
}

fn parse_file(text: &str) -> Result<PathBuf, String> {
    match text {
        ":memory:" => Err("say a file: a database in memory ends with its program".to_owned()),
        path => Ok(PathBuf::from(path)),
    }
}

fn print(line: &Value) -> Result<(), ClientCommandError> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}
