//! What comes from the system's packages on Linux: found by what it does, installed under its Debian name.

use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{
    process::{is_on_path, read, run, succeeds},
    report,
};

/// The oldest Node that the npm packages run on.
const OLDEST_NODE: u32 = 18;

/// Something that has to be there, and the Debian packages that bring it.
#[derive(Debug)]
pub(super) struct Need {
    packages: &'static [&'static str],
    is_met: fn() -> bool,
}

const C_COMPILER: Need = Need {
    packages: &["gcc", "libc6-dev"],
    is_met: || is_on_path("cc"),
};

const NODE: Need = Need {
    packages: &["nodejs", "npm"],
    is_met: has_node,
};

/// What building the app needs.
pub(super) const BUILD: &[Need] = &[
    C_COMPILER,
    Need {
        packages: &["pkg-config"],
        is_met: || is_on_path("pkg-config"),
    },
    Need {
        packages: &["libwebkit2gtk-4.1-dev"],
        is_met: || has_library("webkit2gtk-4.1"),
    },
    Need {
        packages: &["librsvg2-dev"],
        is_met: || has_library("librsvg-2.0"),
    },
    NODE,
];

/// What building the sandbox operator and a server from npm needs.
pub(super) const SERVERS: &[Need] = &[C_COMPILER, NODE];

/// What building the fuzz targets needs: libFuzzer is C++.
pub(super) const FUZZ: &[Need] = &[
    C_COMPILER,
    Need {
        packages: &["g++"],
        is_met: || is_on_path("c++"),
    },
];

/// What opening a workbook of ours in another program needs: 86 MB to download, so it is no part of the tests' needs.
pub(super) const SPREADSHEETS: &[Need] = &[
    C_COMPILER,
    Need {
        packages: &["libreoffice-calc-nogui"],
        is_met: || is_on_path("soffice"),
    },
];

/// What driving the window without a display needs.
pub(super) const WINDOW_TESTS: &[Need] = &[
    Need {
        packages: &["xvfb"],
        is_met: || is_on_path("Xvfb"),
    },
    Need {
        packages: &["dbus"],
        is_met: || is_on_path("dbus-run-session"),
    },
    Need {
        packages: &["gnome-keyring"],
        is_met: || is_on_path("gnome-keyring-daemon"),
    },
    Need {
        packages: &["webkit2gtk-driver"],
        is_met: || is_on_path("WebKitWebDriver"),
    },
];

/// Makes sure of `needs`.
///
/// # Errors
/// If one is missing and may not or cannot be installed; the error says what to type.
pub(super) fn ensure(needs: &[Need]) -> Result<()> {
    if std::env::consts::OS != "linux" {
        return Ok(());
    }
    let missing: Vec<&str> = needs
        .iter()
        .filter(|need| !(need.is_met)())
        .flat_map(|need| need.packages)
        .copied()
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)?;
    match needs.iter().find(|need| !(need.is_met)()) {
        None => Ok(()),
        Some(need) => bail!(
            "{} is installed, and yet cannot be used",
            need.packages.join(" and ")
        ),
    }
}

/// Installs Debian packages.
///
/// # Errors
/// If this system has no `apt-get`, or if it may not be used without a password; the error says what to type.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    if !is_on_path("apt-get") {
        bail!("these Debian packages, or what your system calls them, are needed: {list}");
    }
    let to_type =
        format!("type: sudo apt-get update && sudo apt-get install --no-install-recommends {list}");
    let Some(prefix) = as_root() else {
        bail!("some system packages are missing; {to_type}");
    };
    report::step(&format!("installing {list}"), || {
        if apt_get(prefix, &["install"], packages).is_err() {
            // A fresh machine has no package lists yet, or old ones.
            apt_get(prefix, &["update"], &[])?;
            apt_get(prefix, &["install"], packages)?;
        }
        Ok(())
    })
    .with_context(|| to_type)
}

fn apt_get(prefix: &[&str], action: &[&str], packages: &[&str]) -> Result<()> {
    let mut words =
        prefix
            .iter()
            .copied()
            .chain(["apt-get", "-qq", "-y", "--no-install-recommends"]);
    let mut command = Command::new(words.next().unwrap_or("apt-get"));
    command
        .args(words)
        .args(action)
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive");
    report::with_progress("apt-get", || run(&mut command))
}

/// What to put before a command that needs root, if that is possible without asking for a password.
fn as_root() -> Option<&'static [&'static str]> {
    if read(Command::new("id").arg("-u")).is_ok_and(|user| user == "0") {
        Some(&[])
    } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
        Some(&["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"])
    } else {
        None
    }
}

fn has_library(name: &str) -> bool {
    succeeds(Command::new("pkg-config").args(["--exists", name]))
}

fn has_node() -> bool {
    let major = read(Command::new("node").arg("--version"))
        .ok()
        .and_then(|version| {
            version
                .trim_start_matches('v')
                .split('.')
                .next()?
                .parse::<u32>()
                .ok()
        });
    major.is_some_and(|major| major >= OLDEST_NODE) && is_on_path("npm")
}
