//! The operator under test: built, started on a free port, and ended when it is no longer needed.

use std::{
    env,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    process::{cargo, run},
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

/// An operator in memory.
#[derive(Debug)]
pub(super) struct Operator {
    pub(super) root: String,
    /// What it said when it was ready.
    ready: Value,
    process: Child,
}

impl Operator {
    /// Starts one that does at once what it is asked for and has room for all of it.
    pub(super) fn start(program: &Path, options: &[&str]) -> Result<Self> {
        let mut command = Command::new(program);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--database", ":memory:"])
            .args(["--provisioning-delay", "0s", "--print-secret"])
            .args(["--capacity", "unlimited"])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::piped());
        let mut process = command.spawn().context("the operator does not start")?;
        let mut line = String::new();
        let output = process
            .stdout
            .take()
            .context("the operator has no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let mut operator = Self {
            root: String::new(),
            ready: Value::Null,
            process,
        };
        operator.ready =
            serde_json::from_str(&line).context("the operator does not say that it is ready")?;
        operator.root = operator.said("apiRoot")?;
        Ok(operator)
    }

    /// What `tests/conformance/hooks.py` needs to get tokens and to order networks.
    ///
    /// # Errors
    /// If the operator did not say all of it.
    pub(super) fn environment(&self) -> Result<[(&'static str, String); 5]> {
        let scopes = [
            "network:create",
            "network:read",
            "network:update",
            "network:delete",
            "assessment:assess",
        ];
        let scopes = scopes.map(|scope| format!("multi-point-vpn:{scope}"));
        Ok([
            ("SANDBOX_BASE", self.base()),
            ("SANDBOX_TOKEN_ENDPOINT", self.said("tokenEndpoint")?),
            ("SANDBOX_CLIENT_ID", self.said("clientId")?),
            ("SANDBOX_CLIENT_SECRET", self.said("clientSecret")?),
            ("SANDBOX_SCOPES", scopes.join(" ")),
        ])
    }

    fn said(&self, name: &str) -> Result<String> {
        let said = self.ready[name].as_str().map(str::to_owned);
        said.with_context(|| format!("the operator does not say its {name}"))
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
