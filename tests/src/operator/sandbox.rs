//! The sandbox operator, started by hand as a program of its own.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    Start, World,
    world::child::{Started, announcing},
};

/// The variable that names the sandbox operator's program. `cargo xtask` sets it.
const VARIABLE: &str = "PORTAL_SANDBOX";

/// The file in its folder that says what goes wrong, where there is one.
const FAULTS: &str = "faults.json";

/// What an app needs to know of an operator.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credentials {
    /// Scheme, host and port.
    pub api_root: String,
    /// Address of the token endpoint.
    pub token_endpoint: String,
    /// Client identifier.
    pub client_id: String,
    /// Client secret.
    pub client_secret: String,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} at {}", self.client_id, self.api_root)
    }
}

impl World {
    /// The app on a fresh machine, and a sandbox operator that it has not been told of.
    ///
    /// # Errors
    /// If either does not start.
    pub async fn with_operator() -> Result<(Self, Sandbox)> {
        let world = Self::start(Start::fresh()).await?;
        let operator = Sandbox::start(world.home())?;
        Ok((world, operator))
    }
}

/// A running sandbox operator. It ends when this is dropped.
#[derive(Debug)]
pub struct Sandbox {
    _program: Started,
    credentials: Credentials,
    folder: PathBuf,
}

impl Sandbox {
    /// Starts it on a free port with its database in `folder`.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start(folder: &Path) -> Result<Self> {
        Self::listening(folder, "127.0.0.1:0")
    }

    /// Starts one beside others, with a database of its own in the folder `name` below `folder`; `faults` of a fault
    /// plan say what goes wrong there.
    ///
    /// # Errors
    /// If it does not start.
    pub fn beside(folder: &Path, name: &str, faults: &Value) -> Result<Self> {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder)?;
        let plan = json!({ "version": 1, "faults": faults });
        Self::start_with_faults(&folder, &plan.to_string())
    }

    /// Starts it with a fault plan of that text.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start_with_faults(folder: &Path, plan: &str) -> Result<Self> {
        std::fs::write(folder.join(FAULTS), plan)?;
        Self::start(folder)
    }

    /// Starts it again with the same database on the port it had.
    ///
    /// # Errors
    /// If it does not start.
    pub fn start_again(stopped: &StoppedSandbox) -> Result<Self> {
        Self::listening(&stopped.folder, &stopped.address)
    }

    /// What an app needs to know of it.
    #[must_use]
    pub const fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// Registers a client that signs with the key of that public JWK, as the command line of the operator does.
    ///
    /// # Errors
    /// If the operator does not take it.
    pub fn register_key(&self, client_id: &str, jwk: &str) -> Result<()> {
        let keys = self.folder.join("keys.json");
        std::fs::write(&keys, format!("{{\"keys\":[{jwk}]}}"))?;
        let done = Command::new(program()?)
            .args(["client", "add", client_id, "--method", "private_key_jwt"])
            .arg("--jwks")
            .arg(&keys)
            .arg("--database")
            .arg(self.folder.join("operator.sqlite"))
            .output()?;
        anyhow::ensure!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(())
    }

    /// Ends it. Its database stays.
    #[must_use]
    pub fn stop(self) -> StoppedSandbox {
        StoppedSandbox {
            address: self
                .credentials
                .api_root
                .trim_start_matches("http://")
                .to_owned(),
            folder: self.folder.clone(),
        }
    }

    fn listening(folder: &Path, address: &str) -> Result<Self> {
        let program = program()?;
        let mut command = announcing(&program.display().to_string());
        command
            .args(["serve", "--listen", address, "--print-secret"])
            .args(["--provisioning-delay", "1s"])
            .arg("--database")
            .arg(folder.join("operator.sqlite"));
        let faults = folder.join(FAULTS);
        if faults.is_file() {
            command.arg("--fault-plan").arg(faults);
        }
        let mut program = start(&mut command, folder)?;
        let line = program.first_line()?;
        let credentials = serde_json::from_str(&line)
            .with_context(|| format!("the sandbox operator said {line}"))?;
        Ok(Self {
            _program: program,
            credentials,
            folder: folder.to_owned(),
        })
    }
}

/// A sandbox operator that was ended, and where it was.
#[derive(Debug, Clone)]
pub struct StoppedSandbox {
    address: String,
    folder: PathBuf,
}

fn start(command: &mut Command, folder: &Path) -> Result<Started> {
    Started::new("operator-sandbox", command, folder)
}

fn program() -> Result<PathBuf> {
    match env::var_os(VARIABLE).map(PathBuf::from) {
        Some(program) if program.is_file() => Ok(program),
        Some(program) => bail!("{VARIABLE} names {}, which is no file", program.display()),
        None => bail!(
            "{VARIABLE} is not set: use `cargo xtask test`, or set it to the sandbox operator's program"
        ),
    }
}
