//! Making sure of what building and testing need. Does nothing, quickly, where all of it is there.

mod debian;
mod npm;
mod wasm;

use anyhow::Result;

pub(crate) use npm::ensure as npm;
pub(crate) use wasm::{TARGET as WASM_TARGET, WasmToolchain};

use crate::{report, workspace::Workspace};

/// Makes sure of all that any command needs.
///
/// # Errors
/// If something is missing and may not or cannot be installed; the error says what to type.
pub(crate) fn everything(workspace: &Workspace) -> Result<()> {
    for_tests(workspace)?;
    report::say("Everything that building and testing need is there.");
    Ok(())
}

/// Makes sure of what building the app needs, and says how WebAssembly is compiled here.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_builds(workspace: &Workspace) -> Result<WasmToolchain> {
    debian::ensure(debian::BUILD)?;
    npm::ensure(workspace, "ui")?;
    wasm::ensure()
}

/// Makes sure of what building the sandbox operator, and a server from npm to hold it against, needs.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_servers() -> Result<()> {
    debian::ensure(debian::SERVERS)
}

/// Makes sure of what building the fuzz targets needs.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_fuzzing() -> Result<()> {
    debian::ensure(debian::FUZZ)
}

/// Makes sure of what opening a workbook in LibreOffice needs.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_spreadsheets() -> Result<()> {
    debian::ensure(debian::SPREADSHEETS)
}

/// Makes sure of what building the app and driving its window without a display need.
///
/// # Errors
/// As [`everything`].
pub(crate) fn for_tests(workspace: &Workspace) -> Result<WasmToolchain> {
    debian::ensure(debian::WINDOW_TESTS)?;
    for_builds(workspace)
}
