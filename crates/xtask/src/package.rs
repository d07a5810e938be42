//! `cargo xtask package`: a `.deb` of the released app that is seen to start.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    app,
    process::{cargo, read, run},
    report, setup,
    ui::Profile,
    workspace::Workspace,
};

/// What the package may weigh.
const LIMIT: u64 = 20_000_000;

/// Builds the app for release, packages it, and starts what is in the package.
///
/// # Errors
/// If it does not build, is too large, or what is in it does not open its window.
pub(crate) fn make(workspace: &Workspace) -> Result<()> {
    setup::for_tests(workspace)?;
    setup::npm(workspace, "src-tauri")?;
    app::build(workspace, Profile::Release)?;
    refuse_placeholder(&workspace.path("ui/dist/index.html"))?;
    let package = report::step("packaging", || bundle(workspace))?;
    report::step("starting what is in the package", || {
        try_out(workspace, &package)
    })?;
    report::say(&format!(
        "{} ({} MB)",
        package.display(),
        fs::metadata(&package)?.len() / 1_000_000
    ));
    Ok(())
}

/// Fails where the page is the one that the build script makes for editors.
fn refuse_placeholder(page: &Path) -> Result<()> {
    let page = fs::read_to_string(page).context("the interface is not built")?;
    ensure!(
        !page.contains("data-placeholder"),
        "the interface is a placeholder"
    );
    Ok(())
}

fn bundle(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.target("release/bundle/deb");
    if folder.exists() {
        // A package of an older version would be taken for the new one.
        fs::remove_dir_all(&folder)?;
    }
    let tauri = workspace.path("src-tauri/node_modules/@tauri-apps/cli/tauri.js");
    run(Command::new("node")
        .arg(tauri)
        .args(["bundle", "--bundles", "deb"])
        .current_dir(workspace.root()))?;
    let packages = fs::read_dir(&folder)?.flatten().map(|entry| entry.path());
    let mut packages =
        packages.filter(|path| path.extension().is_some_and(|extension| extension == "deb"));
    let package = packages.next().context("no package was made")?;
    pack_tightly(workspace, &package)?;
    let size = fs::metadata(&package)?.len();
    ensure!(
        size <= LIMIT,
        "the package has {size} bytes, more than {LIMIT}"
    );
    Ok(package)
}

/// Packs the same files with xz, which every Debian reads: a quarter smaller than what the bundler's gzip makes of them.
fn pack_tightly(workspace: &Workspace, package: &Path) -> Result<()> {
    let folder = workspace.target("release/bundle/packed");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    read(
        Command::new("dpkg-deb")
            .arg("--raw-extract")
            .arg(package)
            .arg(&folder),
    )?;
    let mut command = Command::new("dpkg-deb");
    command
        .args(["--root-owner-group", "-Zxz", "-z9", "--build"])
        .arg(&folder)
        .arg(package);
    report::with_progress("dpkg-deb", || read(&mut command))?;
    fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Unpacks the package and opens the window of the program in it.
fn try_out(workspace: &Workspace, package: &Path) -> Result<()> {
    if env::consts::OS != "linux" {
        bail!("a Debian package can only be tried on Linux");
    }
    let unpacked = workspace.target("release/bundle/unpacked");
    if unpacked.exists() {
        fs::remove_dir_all(&unpacked)?;
    }
    read(
        Command::new("dpkg-deb")
            .arg("--extract")
            .arg(package)
            .arg(&unpacked),
    )?;
    let picture = workspace.path("target/package.png");
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--package",
        "portal-tests",
        "--bin",
        "look",
        "--",
        "--operator",
        "none",
        "--out",
    ]);
    command
        .arg(picture)
        .env("PORTAL_APP", unpacked.join("usr/bin/multipoint-portal"));
    run(command.current_dir(workspace.root()))
}
