//! `cargo xtask bench sandbox`: the sandbox operator under load, held against Prism serving the same API file.

use std::{env, process::Command};

use anyhow::{Result, ensure};

use crate::{
    process::{cargo, run},
    report, setup,
    workspace::Workspace,
};

/// Where Prism is locked and installed.
const PRISM: &str = "crates/load";

/// The published API file, which lies beside the checkout.
const DOCUMENT: &str = "../shared/spec/multi-point-vpn.yaml";

/// Builds the operator for release and puts it under load; without the published file, it has nothing to be held
/// against but itself.
///
/// # Errors
/// If something does not build, or the operator is over a limit.
pub(super) fn measure(workspace: &Workspace) -> Result<()> {
    ensure!(
        env::consts::OS == "linux",
        "processes are put on cores of their own, which is known for Linux only"
    );
    setup::for_servers()?;
    let document = workspace.path(DOCUMENT);
    let has_document = document.is_file();
    if has_document {
        setup::npm(workspace, PRISM)?;
    } else {
        report::say(&format!("Prism is left out: {DOCUMENT} is not there."));
    }
    report::step("building the operator and the load", || {
        let packages = ["--package", "operator-sandbox", "--package", "load"];
        run(cargo()
            .args(["build", "--release", "--bins"])
            .args(packages)
            .current_dir(workspace.root()))
    })?;
    report::step("putting load on the operator", || {
        let mut command = Command::new(workspace.target("release/load"));
        command
            .arg("--sandbox")
            .arg(workspace.target("release/operator-sandbox"));
        if has_document {
            let prism = workspace.path(PRISM).join("node_modules/.bin/prism");
            command.arg("--prism").arg(prism);
            command.arg("--document").arg(document);
        }
        run(&mut command)
    })
}
