//! Makes the committed data of `assets/` again, from named public packages.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{on_path, read, run as run_shown},
    report,
    workspace::Workspace,
};

/// A program that the generating scripts call, and the Debian package that brings it.
const NEEDED: [(&str, &str); 4] = [
    ("node", "nodejs"),
    ("npm", "npm"),
    ("python3", "python3-venv"),
    ("rsvg-convert", "librsvg2-bin"),
];

/// Writes basemap, place names, gazetteer, fonts and icons, and checks those files that are kept by hand.
///
/// Builds never need it: its results are committed.
///
/// # Errors
/// If a program or a package cannot be had, or the data fails one of its checks.
pub(crate) fn run() -> Result<()> {
    let workspace = Workspace::find()?;
    let scripts = workspace.path("assets/generate");
    require_programs()?;
    report::step("packages from npm", || install_npm(&scripts))?;
    let python = report::step("packages from PyPI", || {
        install_python(&workspace, &scripts)
    })?;
    report::step("basemap", || {
        run_shown(
            Command::new("node")
                .arg("basemap.mjs")
                .current_dir(&scripts),
        )
    })?;
    report::step("icons, fonts, places and checks", || {
        run_shown(
            Command::new(&python)
                .args(["-B", "generate.py"])
                .current_dir(&scripts),
        )
    })
}

fn require_programs() -> Result<()> {
    let missing: Vec<&str> = NEEDED
        .iter()
        .filter(|(program, _)| on_path(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    if !missing.is_empty() {
        bail!(
            "making the assets needs more programs; on Debian: apt-get install {}",
            missing.join(" ")
        );
    }
    Ok(())
}

fn install_npm(scripts: &Path) -> Result<()> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    read(
        Command::new(npm)
            .args([
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
            ])
            .current_dir(scripts),
    )
    .map(drop)
}

/// Gives the interpreter of an environment that holds what `requirements.txt` names.
fn install_python(workspace: &Workspace, scripts: &Path) -> Result<PathBuf> {
    let environment = workspace.target("assets-python");
    let python = environment.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if !python.is_file() {
        fs::create_dir_all(&environment).context("the build folder cannot be written to")?;
        read(
            Command::new("python3")
                .args(["-m", "venv"])
                .arg(&environment),
        )?;
    }
    let mut pip = Command::new(&python);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ])
    .arg(scripts.join("requirements.txt"));
    report::with_progress("pip install", || read(&mut pip))?;
    Ok(python)
}
