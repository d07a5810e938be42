//! A compiler for WebAssembly: rustup's, or Debian's second toolchain where rustup cannot be reached.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use super::debian;
use crate::{
    process::{self, is_on_path, read, succeeds},
    report,
};

/// The name of the target.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's second toolchain. It goes beside rustup's, which comes first on the PATH.
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// How WebAssembly is compiled here.
#[derive(Debug, Clone)]
pub(crate) enum WasmToolchain {
    /// The toolchain of the host knows the target.
    Host,
    /// Debian's toolchain compiles the standard library from its sources, and rustup's linker links.
    Debian {
        /// The linker for WebAssembly.
        linker: PathBuf,
    },
}

impl WasmToolchain {
    /// A `cargo build` for WebAssembly, to be given the rest of its arguments.
    pub(crate) fn cargo_build(&self) -> Command {
        let mut command = match self {
            Self::Host => process::cargo(),
            Self::Debian { .. } => Command::new(DEBIAN_CARGO),
        };
        command.args(["build", "--target", TARGET]);
        if let Self::Debian { linker } = self {
            process::forget_this_package(&mut command);
            command
                .arg("-Zbuild-std=std,panic_abort")
                .env("RUSTC_BOOTSTRAP", "1")
                .env("RUSTC", DEBIAN_RUSTC)
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
                .env_remove("RUSTUP_TOOLCHAIN");
        }
        command
    }
}

/// Makes sure of a compiler for WebAssembly: what is there already, else rustup's target, else Debian's toolchain.
///
/// # Errors
/// If none of the three can be had; the error says what to type.
pub(super) fn ensure() -> Result<WasmToolchain> {
    if let Some(toolchain) = host().or_else(debian_toolchain) {
        return Ok(toolchain);
    }
    if is_on_path("rustup") {
        let added = report::step(&format!("adding the target {TARGET}"), || {
            report::with_progress("rustup", || {
                read(Command::new("rustup").args(["target", "add", TARGET]))
            })
        });
        if added.is_ok()
            && let Some(toolchain) = host()
        {
            return Ok(toolchain);
        }
        report::say(
            "rustup cannot add it here; Debian's toolchain for WebAssembly is the other way.",
        );
    }
    if debian::install(DEBIAN_PACKAGES).is_ok()
        && let Some(toolchain) = debian_toolchain()
    {
        return Ok(toolchain);
    }
    bail!(
        "a compiler for WebAssembly is needed; type: rustup target add {TARGET}\n\
         or, on Debian: sudo apt-get install --no-install-recommends {}",
        DEBIAN_PACKAGES.join(" ")
    )
}

fn host() -> Option<WasmToolchain> {
    let library = sysroot(Path::new("rustc"))?
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib");
    library.is_dir().then_some(WasmToolchain::Host)
}

fn debian_toolchain() -> Option<WasmToolchain> {
    let sources = sysroot(Path::new(DEBIAN_RUSTC))?.join("lib/rustlib/src/rust/library/std");
    if !sources.is_dir() || !succeeds(Command::new(DEBIAN_CARGO).arg("--version")) {
        return None;
    }
    let host = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let linker = sysroot(Path::new("rustc"))?
        .join("lib/rustlib")
        .join(host)
        .join("bin/rust-lld");
    linker.is_file().then_some(WasmToolchain::Debian { linker })
}

fn sysroot(rustc: &Path) -> Option<PathBuf> {
    read(Command::new(rustc).args(["--print", "sysroot"]))
        .ok()
        .map(PathBuf::from)
}
