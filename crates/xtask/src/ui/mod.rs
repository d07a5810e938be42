//! Building the interface: WebAssembly, its JavaScript, and everything the window loads, into `ui/dist`.

mod program;
mod site;

use anyhow::{Result, bail};

use crate::{report, setup, workspace::Workspace};

/// How much work the compiler puts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// Small and quick to run.
    Release,
}

impl Profile {
    /// Reads `--release`, or nothing.
    ///
    /// # Errors
    /// If there is any other argument.
    pub(crate) fn from_arguments(arguments: &[String]) -> Result<Self> {
        match arguments {
            [] => Ok(Self::Dev),
            [only] if only == "--release" => Ok(Self::Release),
            other => bail!("only --release is understood here, not {other:?}"),
        }
    }

    /// The name of the cargo profile for WebAssembly.
    fn wasm(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// Builds the interface. What has not changed is not made again.
///
/// # Errors
/// If something it needs cannot be had, or the compiler refuses it.
pub(crate) fn build(workspace: &Workspace, profile: Profile) -> Result<()> {
    let toolchain = setup::for_builds(workspace)?;
    report::step("building the interface", || {
        let program = program::build(workspace, &toolchain, profile)?;
        let site = site::collect(workspace, &program)?;
        site.write(&workspace.path("ui/dist"))
    })
}
