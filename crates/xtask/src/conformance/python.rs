//! schemathesis in a Python environment of its own, in the folder that cargo builds into.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{read, succeeds},
    report,
    workspace::Workspace,
};

/// What is installed, with a hash for each file.
const REQUIREMENTS: &str = "tests/conformance/requirements.txt";

/// schemathesis, ready to be started.
#[derive(Debug)]
pub(super) struct Program(PathBuf);

impl Program {
    pub(super) fn command(&self) -> Command {
        let mut command = Command::new(&self.0);
        // Its messages are read by people later on, and nothing of this machine's may steer it.
        command
            .env("PYTHONUTF8", "1")
            .env("NO_COLOR", "1")
            .env("PYTHONDONTWRITEBYTECODE", "1");
        command
    }
}

/// Makes sure of it: exactly the files of the requirements, whatever else this machine has.
///
/// # Errors
/// If there is no Python from 3.11 on, or the packages cannot be had.
pub(super) fn schemathesis(workspace: &Workspace) -> Result<Program> {
    let requirements = workspace.path(REQUIREMENTS);
    let wanted = fs::read_to_string(&requirements)
        .with_context(|| format!("{} cannot be read", requirements.display()))?;
    let folder = workspace.target("conformance/python");
    let installed_from = folder.join("installed-from.txt");
    let program = Program(binary(&folder, "schemathesis"));
    if fs::read_to_string(&installed_from).is_ok_and(|installed| installed == wanted)
        && program.0.is_file()
    {
        return Ok(program);
    }
    let python = python()?;
    report::step("installing schemathesis", || {
        let _ = fs::remove_dir_all(&folder);
        let mut command = Command::new(python);
        read(command.args(["-m", "venv"]).arg(&folder))
            .context("Python cannot make an environment")?;
        let mut command = Command::new(binary(&folder, "python"));
        command
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args([
                "--require-hashes",
                "--only-binary",
                ":all:",
                "--requirement",
            ])
            .arg(&requirements);
        report::with_progress("pip", || read(&mut command))
            .context("its packages cannot be had")?;
        fs::write(&installed_from, wanted)?;
        Ok(program)
    })
}

/// A Python that is new enough for the requirements.
fn python() -> Result<&'static str> {
    let is_new_enough = "import sys; sys.exit(sys.version_info < (3, 11))";
    for name in ["python3", "python"] {
        if succeeds(Command::new(name).args(["-c", is_new_enough])) {
            return Ok(name);
        }
    }
    bail!("there is no Python from 3.11 on")
}

fn binary(environment: &Path, name: &str) -> PathBuf {
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    environment
        .join(folder)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}
