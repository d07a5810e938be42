//! The operator under test: built, started on a free port, and ended when it is no longer needed.

use std::{
    env,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::{
    process::{cargo, read, run},
    report,
    workspace::Workspace,
};

/// Builds the operator, and says where it is.
pub(super) fn build(workspace: &Workspace) -> Result<PathBuf> {
    report::step("building the sandbox operator", || {
        run(cargo()
            .args(["build", "--quiet", "--package", "operator-sandbox"])
            .current_dir(workspace.root()))
    })?;
    Ok(workspace.target(format!("debug/operator-sandbox{}", env::consts::EXE_SUFFIX)))
}

/// An operator in memory, and a token for it.
#[derive(Debug)]
pub(super) struct Operator {
    pub(super) root: String,
    pub(super) token: String,
    process: Child,
}

impl Operator {
    /// Starts one that does at once what it is asked for and has room for all of it.
    pub(super) fn start(program: &Path, is_strict: bool) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", ":memory:"])
            .args(["--provisioning-delay", "0s", "--print-secret"])
            .args(["--capacity", "unlimited"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        if is_strict {
            command.arg("--strict");
        }
        let mut process = command.spawn().context("the operator does not start")?;
        let mut line = String::new();
        let output = process
            .stdout
            .take()
            .context("the operator has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let mut operator = Self {
            root: String::new(),
            token: String::new(),
            process,
        };
        let ready: Value =
            serde_json::from_str(&line).context("the operator does not say that it is ready")?;
        let said = |name: &str| ready[name].as_str().map(str::to_owned);
        operator.root = said("apiRoot").context("the operator does not say where it is")?;
        operator.token = token(&ready)?;
        Ok(operator)
    }

    /// Where MultiPoint VPN is.
    pub(super) fn base(&self) -> String {
        format!("{}/multi-point-vpn/v0.1", self.root)
    }
}

impl Drop for Operator {
    fn drop(&mut self) {
        // It may have ended by itself, which the findings then show.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A token with all scopes of MultiPoint VPN.
fn token(ready: &Value) -> Result<String> {
    let text = |name: &str| ready[name].as_str().unwrap_or_default();
    let scopes = [
        "network:create",
        "network:read",
        "network:update",
        "network:delete",
        "assessment:assess",
    ];
    let scopes = scopes
        .map(|scope| format!("multi-point-vpn:{scope}"))
        .join(" ");
    // curl is on every system that builds this; a web client in the build's tool is not worth its weight.
    let answer = read(
        Command::new("curl")
            .args(["--silent", "--show-error", "--max-time", "10"])
            .args(["--data", "grant_type=client_credentials"])
            .args(["--data-urlencode", &format!("scope={scopes}")])
            .args([
                "--data-urlencode",
                &format!("client_id={}", text("clientId")),
            ])
            .args([
                "--data-urlencode",
                &format!("client_secret={}", text("clientSecret")),
            ])
            .arg(text("tokenEndpoint")),
    )?;
    let answer: Value = serde_json::from_str(&answer).context("there is no token")?;
    match answer["access_token"].as_str() {
        Some(token) => Ok(token.to_owned()),
        None => bail!("there is no token: {}", answer["error_description"]),
    }
}
