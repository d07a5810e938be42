//! The arrows between the crates go one way, as `docs/architecture.md` draws them.

use std::{
    collections::{BTreeMap, BTreeSet},
    process::Command,
};

use anyhow::{Result, ensure};
use serde::Deserialize;

/// What each crate of ours may depend on directly among ours.
const ARROWS: [(&str, &[&str]); 13] = [
    ("model", &[]),
    ("contract", &["model"]),
    ("camara", &["model"]),
    ("ui", &["model", "contract"]),
    ("operator-client", &["model", "camara"]),
    ("quote-document", &["model"]),
    ("design-files", &["model"]),
    (
        "portal-core",
        &[
            "model",
            "contract",
            "camara",
            "operator-client",
            "quote-document",
            "design-files",
        ],
    ),
    ("operator-sandbox", &["model", "camara"]),
    (
        "multipoint-portal",
        &["model", "contract", "portal-core", "operator-sandbox"],
    ),
    ("xtask", &[]),
    // It knows an operator by its program alone.
    ("load", &[]),
    // The tests see everything but the desktop shell.
    (
        "portal-tests",
        &[
            "model",
            "contract",
            "camara",
            "operator-client",
            "portal-core",
            "operator-sandbox",
        ],
    ),
];

/// Crates that do no I/O. All but the last two are compiled for WebAssembly too.
const WITHOUT_IO: [&str; 5] = [
    "model",
    "contract",
    "camara",
    "quote-document",
    "design-files",
];

/// Foreign crates that do I/O.
const IO: [&str; 6] = ["tokio", "reqwest", "rusqlite", "keyring", "axum", "tauri"];

#[test]
fn crates_of_ours_depend_on_one_another_as_drawn() -> Result<()> {
    let allowed: BTreeMap<&str, BTreeSet<&str>> = ARROWS
        .iter()
        .map(|(name, on)| (*name, on.iter().copied().collect()))
        .collect();
    let packages = packages()?;
    for (name, dependencies) in &packages {
        let Some(allowed) = allowed.get(name.as_str()) else {
            panic!("{name} is not in the drawing: say what it may depend on");
        };
        let ours = dependencies
            .iter()
            .map(String::as_str)
            .filter(|dependency| packages.contains_key(*dependency));
        let forbidden: Vec<&str> = ours
            .filter(|dependency| !allowed.contains(dependency))
            .collect();
        assert!(
            forbidden.is_empty(),
            "{name} may not depend on {forbidden:?}"
        );
    }
    for name in allowed.keys() {
        assert!(
            packages.contains_key(*name),
            "{name} is in the drawing and not in the workspace"
        );
    }
    Ok(())
}

#[test]
fn only_the_desktop_shell_names_tauri() -> Result<()> {
    for (name, dependencies) in packages()? {
        if name == "multipoint-portal" {
            continue;
        }
        let tauri: Vec<_> = dependencies
            .iter()
            .filter(|dependency| dependency.starts_with("tauri"))
            .collect();
        assert!(tauri.is_empty(), "{name} depends on {tauri:?}");
    }
    Ok(())
}

#[test]
fn the_shared_vocabulary_does_no_io() -> Result<()> {
    let packages = packages()?;
    for name in WITHOUT_IO {
        let io: Vec<_> = packages[name]
            .iter()
            .filter(|dependency| IO.contains(&dependency.as_str()))
            .collect();
        assert!(io.is_empty(), "{name} depends on {io:?}");
    }
    Ok(())
}

/// The packages of the workspace, and what each depends on directly when it is not being tested.
fn packages() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Metadata = serde_json::from_slice(&output.stdout)?;
    Ok(metadata
        .packages
        .into_iter()
        .map(Package::into_names)
        .collect())
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    kind: Option<String>,
}

impl Package {
    fn into_names(self) -> (String, BTreeSet<String>) {
        let dependencies = self.dependencies.into_iter();
        let outside_tests =
            dependencies.filter(|dependency| dependency.kind.as_deref() != Some("dev"));
        (
            self.name,
            outside_tests.map(|dependency| dependency.name).collect(),
        )
    }
}
